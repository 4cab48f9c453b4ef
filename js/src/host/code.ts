/** Scripts and styles that many widgets need: the page has each once, whichever kernel brought it. */

/** What comes with a kernel, packed, for all its widgets. */
export type Parcel = { script: string; style: string; more: string };
type Module = { default: unknown };

const CODE = Symbol.for("cjwidgets.scripts");
const page = globalThis as { [CODE]?: Map<string, Promise<Module>> };

async function unpacked(text: string): Promise<string> {
  if (!text) return ""; // charts have no style of their own: no bytes are no archive
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

async function started(script: string): Promise<Module> {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The script of this key: from the page, else from the parcel, which is only then asked for. */
export async function script(key: string, parcel: () => Promise<Parcel>): Promise<Module> {
  page[CODE] ??= new Map();
  const known = page[CODE];
  if (!known.has(key)) {
    const text = (await parcel()).script;
    // Others may have asked meanwhile.
    if (!known.has(key)) {
      const loading = unpacked(text).then(started);
      known.set(key, loading);
      loading.catch(() => known.delete(key));
    }
  }
  return known.get(key) as Promise<Module>;
}

/** Put the style of this key where the element is, if it is not there. */
export async function style(key: string, el: Element, parcel: () => Promise<Parcel>) {
  const root = el.getRootNode();
  const place = root instanceof ShadowRoot ? root : el.ownerDocument.head;
  const isThere = () => [...place.children].some((each) => each.id === key);
  if (isThere()) return;
  const text = await unpacked((await parcel()).style);
  if (isThere()) return;
  const sheet = el.ownerDocument.createElement("style");
  sheet.id = key;
  sheet.textContent = text;
  place.append(sheet);
}

/** What a further script brings uses what the first one has, by the name of its module. */
export type Shared = { readonly [module: string]: object };

/** One of the further scripts of a widget, which come packed together; only this one is run. */
export async function further<T>(scripts: string, shared: Shared, part = 0): Promise<T> {
  const { default: made } = await started((await unpacked(scripts)).split("\0")[part] ?? "");
  return (made as (require: (module: string) => object | undefined) => T)((name) => shared[name]);
}
