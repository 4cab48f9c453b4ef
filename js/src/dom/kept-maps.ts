/** Maps whose edits are in no file, in the browser's storage; and which maps this page shows. */
import type { Kept, KeptMaps } from "../session/kept";
import { hold, isHeld, watchHeld } from "./held";

const PREFIX = "cjwidgets.kept";
/** All pages of a server share some 5 MB. */
const LARGEST = 500_000;
const MOST = 5;
const OLDEST = 30 * 24 * 3600 * 1000;

const keyOf = (place: string, life: string) => `${PREFIX}.${place}.${life}`;

/** What was kept, or null: whatever else stands there is not ours. */
function parse(text: string | null, life: string): Kept | null {
  try {
    const { at, origin, map, title, doc, file } = JSON.parse(text ?? "{}");
    const known = [origin, map, title, file ?? ""].every((each) => typeof each === "string");
    const isMap = doc === null || (typeof doc === "object" && typeof doc.id === "string");
    if (!known || !isMap || !(Date.now() - at < OLDEST)) return null;
    return { life, at, origin, map, title, doc, file };
  } catch {
    return null;
  }
}

export function localMaps(storage: () => Storage = () => window.localStorage): KeptMaps {
  const read = (place: string): Kept[] => {
    try {
      const kept = storage();
      const prefix = keyOf(place, "");
      return Object.keys(kept)
        .filter((key) => key.startsWith(prefix))
        .map((key) => parse(kept.getItem(key), key.slice(prefix.length)))
        .filter((each) => each !== null)
        .sort((a, b) => b.at - a.at);
    } catch {
      return []; // the browser forbids its storage to this page: nothing was kept
    }
  };
  const drop = (place: string, life: string) => {
    try {
      storage().removeItem(keyOf(place, life));
    } catch {} // forbidden: there is nothing
  };
  return {
    read,
    drop,
    write(place, { life, ...kept }) {
      const put = (doc: Kept["doc"]) =>
        storage().setItem(keyOf(place, life), JSON.stringify({ ...kept, doc, at: Date.now() }));
      try {
        put(JSON.stringify(kept.doc).length > LARGEST ? null : kept.doc);
      } catch {
        drop(place, life); // an older state would be offered as the last one
        try {
          put(null);
        } catch {} // forbidden or full: the file is the place for it
      }
      for (const old of read(place).slice(MOST)) drop(place, old.life);
    },
    leaving(write) {
      window.addEventListener("pagehide", write);
      return () => window.removeEventListener("pagehide", write);
    },
    hold,
    isHeld,
    watch: watchHeld,
  };
}
