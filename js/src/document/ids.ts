import type { Id } from "./types";

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** A short random id, as in model/node.py. */
export function newId(length = 8): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
