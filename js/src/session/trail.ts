/** The way from the map the editor was given to the one it shows; each map has its own session. */
import { computed, type Signal, signal } from "@preact/signals";
import type { Host, TrailHost, TrailState } from "../document/types";
import { Keeper, type KeptMaps, noMaps } from "./kept";
import type { Mode } from "./roles";
import { Session } from "./session";
import { type Attic, noAttic } from "./unsaved";

/** The messages about one map, out of all. */
const hostOf = (host: Host, map: number): Host => ({
  snapshot: () => host.snapshot(),
  send: (message) => host.send({ ...message, map }),
  listen: (receive) =>
    host.listen((message) => {
      if ((message.map ?? 0) === map) receive(message);
    }),
});

const NOWHERE: TrailState = { crumbs: [], unsaved: null, fresh: null, life: "", place: "" };

export class Trail {
  readonly state: Signal<TrailState>;
  readonly shown: Signal<Session>;
  /** Keeps the map that is shown, while its edits are in no file. */
  readonly keeper = computed(() => this.#keepers.get(this.shown.value));
  /** The other maps of the folder, once somebody asked for them. */
  readonly maps: Signal<string[] | null> = signal(null);
  readonly #attic: Attic;
  readonly #maps: KeptMaps;
  /** Kept while another map is shown: edits without an answer stay in them. */
  readonly #sessions = new Map<number, Session>();
  readonly #keepers = new Map<Session, Keeper>();
  #role: [Mode, string] = ["edit", ""];
  #stops: (() => void)[] = [];

  constructor(
    readonly host: TrailHost,
    attic: Attic = noAttic,
    maps: KeptMaps = noMaps,
  ) {
    this.#attic = attic;
    this.#maps = maps;
    this.state = signal(host.snapshot().trail ?? NOWHERE);
    this.shown = signal(this.#session());
  }

  start(): void {
    this.#stops = [
      this.host.listen((message) => {
        if (message.type === "trail") {
          this.#take(message.trail);
          this.keeper.peek()?.meet(message.trail);
        } else if (message.type === "maps") {
          this.maps.value = message.names;
        } else if (message.type === "commit") {
          const session = this.#sessions.get(message.map ?? 0);
          if (session) this.#keepers.get(session)?.hear(message);
        }
      }),
      this.host.moved(() => this.#follow()),
    ];
    this.#follow();
    this.keeper.peek()?.start();
    this.shown.peek().start();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.keeper.peek()?.stop();
    this.shown.peek().stop();
  }

  become(...role: [mode: Mode, author: string]): void {
    this.#role = role;
    this.shown.peek().become(...role);
  }

  #take(state: TrailState): void {
    this.state.value = state;
    if (state.file) this.shown.peek().edits.value = state.file.edits;
  }

  #session(): Session {
    const { map = 0, trail = NOWHERE } = this.host.snapshot();
    const known = this.#sessions.get(map);
    if (known) return known;
    const made = new Session(hostOf(this.host, map), this.#attic);
    this.#sessions.set(map, made);
    this.#keepers.set(made, new Keeper(this.#maps, made, trail.place, trail.life));
    return made;
  }

  #follow(): void {
    const before = this.shown.peek();
    const next = this.#session();
    if (next === before) {
      this.#take(this.host.snapshot().trail ?? this.state.peek());
      return;
    }
    next.become(...this.#role);
    // Views let go of the old map now: a text that is being typed is an edit of it.
    this.keeper.peek()?.stop();
    this.shown.value = next;
    this.#take(this.host.snapshot().trail ?? this.state.peek());
    this.keeper.peek()?.start();
    before.stop();
    next.start();
  }
}
