/** Look-ups by names that people choose: `constructor` is an entry only where somebody put it. */
export function own<V>(
  entries: { readonly [key: string]: V } | null | undefined,
  key: string,
): V | undefined {
  return entries && Object.hasOwn(entries, key) ? entries[key] : undefined;
}
