/** What a chart may fetch: nothing. Its data is in it, and a chart must not call home. */
import type { Loader } from "vega";

const PICTURE = /^data:image\/(png|jpeg|gif|webp)[;,]/i;
const LINK = /^(https?|mailto):/i;
const AWAY = { target: "_blank", rel: "noopener noreferrer" };

const refuse = (address: string) =>
  Promise.reject(new Error(`External data url not allowed: ${address}`));

/** Pictures that are in the chart itself show; links lead away, and only where links lead. */
async function sanitize(address: string, options: { context?: string }) {
  const uri = String(address).trim();
  if (options?.context === "href") return LINK.test(uri) ? { href: uri, ...AWAY } : refuse(uri);
  return PICTURE.test(uri) ? { href: uri } : refuse(uri);
}

export const loader = { load: refuse, http: refuse, file: refuse, sanitize } as unknown as Loader;
