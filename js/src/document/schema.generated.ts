/** Made by `python -m tools.schema` from src/cjwidgets/model, and changed there alone. */

type Table = { readonly [kind: string]: { readonly [field: string]: string } };

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

/** Every kind of node, the map first. */
export const NODES = ["JourneyMap", "Persona", "Lane", "Stage", "Link", "Comment", "Goal", "Evidence", "Pain", "Opportunity", "Kpi", "Touchpoint"] as const;

/** The lists of nodes, and the kind of those. */
export const CHILDREN: Table = {
  JourneyMap: { personas: "Persona", lanes: "Lane", stages: "Stage", links: "Link", comments: "Comment" },
  Persona: { goals: "Goal", evidence: "Evidence", comments: "Comment" },
  Stage: { goals: "Goal", pains: "Pain", opportunities: "Opportunity", kpis: "Kpi", evidence: "Evidence", comments: "Comment", touchpoints: "Touchpoint" },
  Goal: { evidence: "Evidence" },
  Pain: { evidence: "Evidence" },
  Opportunity: { evidence: "Evidence" },
  Touchpoint: { goals: "Goal", pains: "Pain", opportunities: "Opportunity", kpis: "Kpi", evidence: "Evidence", comments: "Comment" },
};

/** The lists that a file shows even when they are empty. */
export const KEPT: Table = {
  JourneyMap: { lanes: "Lane" },
};

/** The fields that hold the id of another node, and the lists that hold such nodes. */
export const REFERENCES: Table = {
  Link: { source: "touchpoints", target: "touchpoints" },
  Pain: { goal: "goals" },
  Opportunity: { pain: "pains" },
};

/** The fields that hold values by id. */
export const KEYED = ["answers", "emotions", "measured", "texts"] as const;

export const JOURNEYMAP_KIND = ["current", "future", "day_in_life", "blueprint", "ideal", "competitor"] as const;

export const JOURNEYMAP_LOCALE = ["en", "ru", "zh-Hans", "zh-Hant"] as const;

export const JOURNEYMAP_SCOPE = ["end_to_end", "interaction"] as const;

export const JOURNEYMAP_STATUS = ["draft", "review", "published"] as const;

export const PERSONA_KIND = ["actual", "ideal", "proto"] as const;

export const LANE_SPAN = ["touchpoint", "stage"] as const;

export const LANE_SECOND = ["target", "engagement"] as const;

export const LINK_KIND = ["loop", "skip", "branch"] as const;

export const GOAL_KIND = ["rational", "emotional"] as const;

export const EVIDENCE_LEVEL = ["assumption", "anecdote", "qualitative", "quantitative", "triangulated"] as const;

export const OPPORTUNITY_KIND = ["opportunity", "risk", "idea"] as const;

export const KPI_DIRECTION = ["up", "down"] as const;

export const TOUCHPOINT_MODE = ["online", "offline"] as const;

export const TOUCHPOINT_CATEGORY = ["word_of_mouth", "outbound", "inbound", "social", "support", "website", "email", "delivery"] as const;

export const TOUCHPOINT_MOMENT_OF_TRUTH = ["discovery", "purchase", "experience", "loyalty", "magic"] as const;

/** Every kind of lane by its name, in the order of the menu. */
export const LANES: { readonly [name: string]: LaneKind } = {
  actions: { name: "actions", holds: "text", group: 0, field: "actions" },
  thoughts: { name: "thoughts", holds: "text", group: 0, field: "thoughts" },
  goals: { name: "goals", holds: "cards", group: 0, field: "goals", stages: true, spans: true, text: "text" },
  emotion: { name: "emotion", holds: "curve", group: 0, field: "emotion" },
  satisfaction: { name: "satisfaction", holds: "score", group: 0, field: "satisfaction", stages: true },
  moment_of_truth: { name: "moment_of_truth", holds: "choice", group: 0, field: "moment_of_truth", choices: TOUCHPOINT_MOMENT_OF_TRUTH, words: "moment", mark: "★" },
  pains: { name: "pains", holds: "cards", group: 1, field: "pains", stages: true, spans: true, text: "text" },
  opportunities: { name: "opportunities", holds: "cards", group: 1, field: "opportunities", stages: true, spans: true, text: "text" },
  ideas: { name: "ideas", holds: "cards", group: 1, field: "opportunities", stages: true, spans: true, text: "text", only: { kind: "idea" } },
  kpis: { name: "kpis", holds: "cards", group: 1, field: "kpis", stages: true, spans: true, text: "name" },
  channel: { name: "channel", holds: "text", group: 2, field: "channel", beside: ["mode", "editor"] },
  image: { name: "image", holds: "picture", group: 2, field: "image" },
  duration: { name: "duration", holds: "text", group: 2, field: "duration", stages: true },
  owner: { name: "owner", holds: "text", group: 2, field: "owner", stages: true },
  status: { name: "status", holds: "text", group: 2, field: "status", stages: true },
  evidence: { name: "evidence", holds: "sources", group: 2, field: "evidence", stages: true },
  physical_evidence: { name: "physical_evidence", holds: "text", group: 3, field: "physical_evidence" },
  frontstage: { name: "frontstage", holds: "text", group: 3, field: "frontstage", border: "interaction" },
  backstage: { name: "backstage", holds: "text", group: 3, field: "backstage", border: "visibility" },
  support: { name: "support", holds: "text", group: 3, field: "support", border: "internal" },
  text: { name: "text", holds: "own", group: 4, field: "texts", stages: true },
};
