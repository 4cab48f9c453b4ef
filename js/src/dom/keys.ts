/** Whether a key saves, in notebooks as in most programs. */
export function isSaving(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  return (ctrlKey || metaKey) && !altKey && !shiftKey && letterOf(event) === "s";
}

/** The letter of a key, whatever alphabet the keyboard writes: Ctrl+С on a Russian one is Ctrl+C. */
export function letterOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  return /^[^a-z]$/.test(key) && event.code.startsWith("Key")
    ? event.code.slice(3).toLowerCase()
    : key;
}
