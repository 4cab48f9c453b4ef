/** Put text on the clipboard; false when the browser does not allow it. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, near); // no secure connection: the old way still works
  }
}

function copySelected(text: string, near: HTMLElement): boolean {
  const field = near.ownerDocument.createElement("textarea");
  field.value = text;
  field.className = "cjw-said";
  near.append(field);
  const root = near.getRootNode() as Document | ShadowRoot;
  const focused = root.activeElement as HTMLElement | null;
  field.select();
  const copied = near.ownerDocument.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
