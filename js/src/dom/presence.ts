/** Which editors live, in all pages of a server: each holds a lock of its own while it does. */
const nameOf = (client: string) => `cjwidgets.editor.${client}`;

/** None where a page is not secure, or has no address of its own. */
const locks = (): LockManager | undefined => navigator.locks;
const forbidden = () => {};

/** Hold the lock until the returned function is called, or the page is gone. */
export function live(client: string): () => void {
  let leave = () => {};
  const gone = new Promise<void>((done) => {
    leave = done;
  });
  locks()
    ?.request(nameOf(client), () => gone)
    .catch(forbidden);
  return leave;
}

export async function lives(client: string, left: () => void): Promise<boolean> {
  const held = await locks()
    ?.request(nameOf(client), { mode: "shared", ifAvailable: true }, async (lock) => lock === null)
    .catch(forbidden);
  if (!held) return false;
  locks()?.request(nameOf(client), { mode: "shared" }, left).catch(forbidden);
  return true;
}
