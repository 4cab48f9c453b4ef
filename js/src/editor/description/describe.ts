/** The journey in words, for those who can't see its picture. */

import { answersOf, figuresInWords, NOTHING, type Nodes } from "../../document/figures";
import { count, score } from "../../document/numbers";
import { type Point, pointOf } from "../../document/points";
import type { Rec } from "../../document/records";
import { type Scale, scaleOf, word } from "../../document/scale";
import { EVIDENCE_LEVEL } from "../../document/schema.generated";
import type { Store } from "../../document/store";
import type { Id, Json } from "../../document/types";
import {
  type Lane,
  laneKind,
  lanes,
  type RowKind,
  saidIn,
  standsIn,
  touchpoints,
} from "../../layout/layout";

type Translate = (key: string, values?: Record<string, string | number>) => string;
export type Described = { id: Id; title: string; lines: string[]; parts: Described[] };
export type Journey = { summary: string; parts: Described[] };

const textOf = (value: Json | undefined): string => String(value ?? "").trim();

export function describe(
  store: Store,
  root: Id,
  t: Translate,
  observed: Nodes = NOTHING,
  counted = "",
): Journey {
  return new Describer(store, root, t, observed, counted).journey();
}

class Describer {
  readonly #scale: Scale;
  readonly #personas: { id: Id; name: string }[];
  readonly #lanes: Lane[];
  readonly #map: Rec | undefined;

  constructor(
    readonly store: Store,
    readonly root: Id,
    readonly t: Translate,
    readonly observed: Nodes,
    /** What the numbers are called; without it none are told. */
    readonly counted: string,
  ) {
    this.#map = store.peek(root);
    this.#scale = scaleOf(this.#map?.fields);
    this.#lanes = lanes(store, root);
    const ids = this.#map?.children.personas ?? [];
    this.#personas = ids.length
      ? ids.map((id) => ({ id, name: this.#name(id, "persona") }))
      : [{ id: "", name: t("emotion.everyone") }];
  }

  journey(): Journey {
    const stages = this.#map?.children.stages ?? [];
    const all = touchpoints(this.store, this.root);
    const { t } = this;
    const title = textOf(this.#map?.fields.title) || t("editor.untitled_map");
    const counts = { stages: stages.length, touchpoints: all.length };
    const sentences = [t("editor.describe.map", { title, ...counts })];
    if (this.#personas[0]?.id) {
      const names = this.#personas.map(({ name }) => name).join(", ");
      sentences.push(t("editor.describe.personas", { names }));
    }
    const lowest = this.#lowest(all);
    if (lowest) sentences.push(lowest);
    const count = stages.length;
    const parts = stages.map((id, index) => this.#stage(id, index + 1, count));
    return { summary: sentences.join(" "), parts };
  }

  #name(id: Id, kind: string): string {
    return textOf(this.store.peek(id)?.fields.name) || this.t(`editor.untitled_${kind}`);
  }

  #stage(id: Id, number: number, count: number): Described {
    const stage = this.store.peek(id) as Rec;
    const name = this.#name(id, "stage");
    const title = this.t("editor.describe.stage", { number, count, name });
    const parts = (stage.children.touchpoints ?? []).map((at) => this.#at(at));
    const folded = stage.fields.collapsed === true && parts.length > 0;
    const lines = [...(folded ? [this.t("editor.describe.collapsed")] : []), ...this.#lines(stage)];
    return { id, title, lines, parts };
  }

  #at(id: Id): Described {
    const touchpoint = this.store.peek(id) as Rec;
    const title = this.t("editor.describe.touchpoint", { name: this.#name(id, "touchpoint") });
    return { id, title, lines: [...this.#lines(touchpoint), ...this.#links(id)], parts: [] };
  }

  /** Where the journey goes from a touchpoint, other than straight on. */
  #links(from: Id): string[] {
    return (this.#map?.children.links ?? [])
      .map((id) => this.store.peek(id)?.fields)
      .filter((link) => link?.source === from && this.store.peek(textOf(link.target)))
      .map((link) => {
        const name = this.#name(textOf(link?.target), "touchpoint");
        const way = this.t(`editor.describe.link.${link?.kind ?? "branch"}`, { name });
        return [way, textOf(link?.text)].filter(Boolean).join(": ");
      });
  }

  /** One line for each lane in which this node says something; goals of a stage stand in its head. */
  #lines(node: Rec): string[] {
    const shown = this.#lanes.some(({ shows }) => shows === "goals");
    const goals = node.slot === "stages" && !shown ? this.#cards(node, laneKind("goals")) : "";
    const lines = this.#lanes.flatMap((lane) => {
      if (lane.kind.holds === "curve") {
        return node.slot === "touchpoints" ? this.#feelings(node, lane.second) : [];
      }
      const value = this.#value(node, lane);
      return value ? [`${lane.title || this.t(`lane.${lane.shows}`)}: ${value}`] : [];
    });
    if (goals) lines.unshift(`${this.t("lane.goals")}: ${goals}`);
    const said = answersOf(this.observed.get(node.id)?.asked)?.replaceAll("\n", "; ");
    if (said) lines.unshift(said);
    if (this.counted) lines.unshift(this.#seen(node));
    return lines;
  }

  #seen({ id, slot }: Rec): string {
    const of = slot === "stages" ? "stage" : "touchpoint";
    const said = figuresInWords(this.observed.get(id), of, this.t);
    return `${this.counted}: ${said}`;
  }

  #value(node: Rec, lane: Lane): string {
    if (lane.kind.holds === "cards") return this.#cards(node, lane.kind);
    if (lane.kind.holds === "sources") return this.#evidence(node);
    return textOf(saidIn(node, lane, this.t));
  }

  #cards(node: Rec, kind: RowKind): string {
    return (node.children[kind.field] ?? [])
      .map((id) => this.store.peek(id))
      .filter((card): card is Rec => card !== undefined)
      .filter(standsIn(kind, this.#lanes))
      .map((card) => textOf(card.fields[kind.text as string]))
      .filter(Boolean)
      .join("; ");
  }

  #evidence(node: Rec): string {
    const sources = (node.children.evidence ?? []).map((id) => this.store.peek(id)?.fields ?? {});
    const { n, felt, asked, level } = this.observed.get(node.id) ?? {};
    if (level && (n || felt || asked)) sources.unshift({ level, n: n ?? null });
    return sources
      .map(({ level, n, source }) => {
        const name = this.t(`level.${level ?? EVIDENCE_LEVEL[0]}`);
        return [name, n && `n ${count(Number(n), this.t)}`, textOf(source)]
          .filter(Boolean)
          .join(", ");
      })
      .join("; ");
  }

  #feelings(touchpoint: Rec, second: string): string[] {
    const lane = this.t("lane.emotion");
    const lines = this.#personas.flatMap(({ id, name }) => {
      const point = pointOf(touchpoint, id, this.observed.get(touchpoint.id)?.felt);
      return point ? [`${lane}, ${name}: ${this.#feeling(point)}`] : [];
    });
    const value = touchpoint.fields[second];
    if (typeof value !== "number") return lines;
    const said =
      second === "target"
        ? `${this.#word(value)} (${score(value, this.t)})`
        : `${score(value, this.t)}/5`;
    return [...lines, `${lane}, ${this.t(`emotion.${second}`)}: ${said}`];
  }

  #word(value: number): string {
    return word(this.#scale, value, this.t("emotion.words").split("|"));
  }

  #feeling({ value, measured, n }: Point): string {
    const how = this.t(measured ? "emotion.measured" : "emotion.assumed");
    const counted = n === null ? "" : `, n ${count(n, this.t)}`;
    return `${this.#word(value)} (${score(value, this.t)}, ${how}${counted})`;
  }

  /** Where the curve is deepest, if that is below the middle of the scale. */
  #lowest(ids: Id[]): string {
    const middle = (this.#scale.low + this.#scale.high) / 2;
    let found: { point: Point; name: string; id: Id } | null = null;
    for (const id of ids) {
      for (const persona of this.#personas) {
        const felt = this.observed.get(id)?.felt;
        const point = pointOf(this.store.peek(id) as Rec, persona.id, felt);
        if (point && point.value < Math.min(middle, found?.point.value ?? middle)) {
          found = { point, name: persona.name, id };
        }
      }
    }
    if (!found) return "";
    return this.t("editor.describe.lowest", {
      touchpoint: this.#name(found.id, "touchpoint"),
      persona: found.name,
      feeling: this.#feeling(found.point),
    });
  }
}
