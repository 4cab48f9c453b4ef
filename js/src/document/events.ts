/** What a log says of the rules of a place. Its twin is widgets/binding.py. */
import type { Id, Json } from "./types";

/** Customers are null where they are too few to be counted out. */
export type Counted = [customers: number | null, events: number];
export type Named = [name: string, ...Counted];
/** What a rule would match, and how many of its events belong to other places. */
export type Caught = [rule: string, ...Counted, taken: number];
export type Typed = {
  rule: Caught;
  star: Caught | null;
  free: Named[];
  rest: Named[];
  elsewhere: [name: string, place: Id, ...Counted][];
};
export type Events = {
  rules: [rule: Json, ...Counted][];
  together: Counted;
  all: [customers: number, events: number];
  unmatched: { kinds: number; events: number; names: Named[] };
  suggested: [rule: Json, ...Counted][];
  typed: Typed | null;
};
export type EventQuestion = {
  type: "events";
  client: string;
  question: number;
  node: Id;
  typed: string;
};
/** Without numbers there is no log; with a problem Python says why there are none. */
export type EventAnswer = Pick<EventQuestion, "type" | "client" | "question"> &
  Partial<Events> & { problem?: string };
