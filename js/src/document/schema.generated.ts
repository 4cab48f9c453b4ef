/** Made by `python -m tools.schema` from src/cjwidgets, and changed there alone. */

type Names = { readonly [kind: string]: readonly string[] };

/** What a cell of a lane is. */
export type Holds = "text" | "score" | "choice" | "cards" | "sources" | "picture" | "curve" | "own";

/** A kind of lane, as model/lanes.py tells it. */
export type LaneKind = {
  readonly name: string;
  readonly holds: Holds;
  /** Where a menu offers it: groups stand apart. */
  readonly group: number;
  readonly field: string;
  /** Whether a stage can hold what it shows. */
  readonly stages?: true;
  /** Whether a new lane has a cell for each stage. */
  readonly spans?: true;
  /** The field with the text of a card. */
  readonly text?: string;
  /** What cards are like that stand here, and no more with the others where a lane has these. */
  readonly only?: { readonly [field: string]: string };
  /** What can be chosen, and where the catalogue has the words. */
  readonly choices?: readonly string[];
  readonly words?: string;
  /** A choice that is said beside the value, and where the catalogue has its words. */
  readonly beside?: readonly [field: string, words: string];
  /** A sign in front of the value. */
  readonly mark?: string;
  /** The line above it in a service blueprint. */
  readonly border?: string;
};

/** Days after which data are looked at again. */
export const FRESH = 90;

/** Numbers of fewer people are not shown. */
export const MINIMUM = 5;

/** Of a map's file. */
export const VERSION = 1;

/** How many colours personas have. */
export const HUES = 6;

/** Marks of personas, each from where the pen stands. */
export const MARKS = ["m-5.4 0a5.4 5.4 0 1 0 10.8 0a5.4 5.4 0 1 0-10.8 0z", "m0-6.4l6.4 6.4l-6.4 6.4l-6.4-6.4z", "m-5-5h10v10h-10z", "m0-5.8l6.2 11.2h-12.4z", "m-2.2-6h4.4v3.8h3.8v4.4h-3.8v3.8h-4.4v-3.8h-3.8v-4.4h3.8z", "m-6.2-5.4h12.4l-6.2 11.2z", "m-5.4-6.2v12.4l11.2-6.2z"] as const;

/** Every kind of node, the map first. */
export const NODES = ["JourneyMap", "Persona", "Lane", "Stage", "Link", "Comment", "Goal", "Evidence", "Pain", "Opportunity", "Kpi", "Touchpoint"] as const;

/** The lists of nodes, and the kind of those. */
export const CHILDREN: { readonly [kind: string]: { readonly [list: string]: string } } = {
  JourneyMap: { personas: "Persona", lanes: "Lane", stages: "Stage", links: "Link", comments: "Comment" },
  Persona: { goals: "Goal", evidence: "Evidence", comments: "Comment" },
  Stage: { goals: "Goal", pains: "Pain", opportunities: "Opportunity", kpis: "Kpi", evidence: "Evidence", comments: "Comment", touchpoints: "Touchpoint" },
  Goal: { evidence: "Evidence" },
  Pain: { evidence: "Evidence" },
  Opportunity: { evidence: "Evidence" },
  Touchpoint: { goals: "Goal", pains: "Pain", opportunities: "Opportunity", kpis: "Kpi", evidence: "Evidence", comments: "Comment" },
};

/** The lists that a file shows even when they are empty. */
export const KEPT: Names = {
  JourneyMap: ["lanes"],
};

/** The fields that hold the id of another node. */
export const REFERENCES: Names = {
  Link: ["source", "target"],
  Pain: ["goal"],
  Opportunity: ["pain"],
};

/** The fields that hold values by id. */
export const KEYED = ["answers", "emotions", "measured", "texts"] as const;

export const JOURNEYMAP_KIND = ["current", "future", "day_in_life", "blueprint", "ideal", "competitor"] as const;

export const JOURNEYMAP_LOCALE = ["en", "ru", "zh-Hans", "zh-Hant"] as const;

export const JOURNEYMAP_SCOPE = ["end_to_end", "interaction"] as const;

export const JOURNEYMAP_STATUS = ["draft", "review", "published"] as const;

export const JOURNEYMAP_DENSITY = ["compact", "normal", "roomy"] as const;

export const PERSONA_KIND = ["actual", "ideal", "proto"] as const;

export const LANE_SPAN = ["touchpoint", "stage"] as const;

export const LANE_SECOND = ["target", "engagement"] as const;

export const STAGE_COLOUR = ["blue", "orange", "violet", "teal", "pink", "olive"] as const;

export const LINK_KIND = ["loop", "skip", "branch"] as const;

export const GOAL_KIND = ["rational", "emotional"] as const;

export const EVIDENCE_LEVEL = ["assumption", "anecdote", "qualitative", "quantitative", "triangulated"] as const;

export const OPPORTUNITY_KIND = ["opportunity", "risk", "idea"] as const;

export const KPI_DIRECTION = ["up", "down"] as const;

export const TOUCHPOINT_MODE = ["online", "offline"] as const;

export const TOUCHPOINT_CATEGORY = ["word_of_mouth", "outbound", "inbound", "social", "support", "website", "email", "delivery"] as const;

export const TOUCHPOINT_MOMENT_OF_TRUTH = ["discovery", "purchase", "experience", "loyalty", "magic"] as const;

const lane = (
  name: string,
  holds: Holds,
  group: number,
  more?: Partial<LaneKind>,
): LaneKind => ({ name, holds, group, field: name, ...more });

/** Every kind of lane, in the order of the menu. */
export const LANES: readonly LaneKind[] = [
  /* @__PURE__ */ lane("actions", "text", 0),
  /* @__PURE__ */ lane("thoughts", "text", 0),
  /* @__PURE__ */ lane("goals", "cards", 0, { stages: true, spans: true, text: "text" }),
  /* @__PURE__ */ lane("emotion", "curve", 0),
  /* @__PURE__ */ lane("satisfaction", "score", 0, { stages: true }),
  /* @__PURE__ */ lane("moment_of_truth", "choice", 0, { choices: TOUCHPOINT_MOMENT_OF_TRUTH, words: "moment", mark: "★" }),
  /* @__PURE__ */ lane("pains", "cards", 1, { stages: true, spans: true, text: "text" }),
  /* @__PURE__ */ lane("opportunities", "cards", 1, { stages: true, spans: true, text: "text" }),
  /* @__PURE__ */ lane("ideas", "cards", 1, { field: "opportunities", stages: true, spans: true, text: "text", only: { kind: "idea" } }),
  /* @__PURE__ */ lane("kpis", "cards", 1, { stages: true, spans: true, text: "name" }),
  /* @__PURE__ */ lane("channel", "text", 2, { beside: ["mode", "editor"] }),
  /* @__PURE__ */ lane("image", "picture", 2),
  /* @__PURE__ */ lane("duration", "text", 2, { stages: true }),
  /* @__PURE__ */ lane("owner", "text", 2, { stages: true }),
  /* @__PURE__ */ lane("status", "text", 2, { stages: true }),
  /* @__PURE__ */ lane("evidence", "sources", 2, { stages: true }),
  /* @__PURE__ */ lane("physical_evidence", "text", 3),
  /* @__PURE__ */ lane("frontstage", "text", 3, { border: "interaction" }),
  /* @__PURE__ */ lane("backstage", "text", 3, { border: "visibility" }),
  /* @__PURE__ */ lane("support", "text", 3, { border: "internal" }),
  /* @__PURE__ */ lane("text", "own", 4, { field: "texts", stages: true }),
];
