/** What a chart may fetch: nothing. Its data is in it, and a chart must not call home. */
import type { Loader } from "vega";

const PICTURE = /^data:image\/(png|jpeg|gif|webp)[;,]/i;
const LINK = /^(https?|mailto):/i;
const AWAY = { target: "_blank", rel: "noopener noreferrer" };

const refused = (address: string) => new Error(`External data url not allowed: ${address}`);

/** Pictures that are in the chart itself show; links lead away, and only where links lead. */
async function sanitize(address: string, options: { context?: string }) {
  const uri = String(address).trim();
  if (options?.context === "href") {
    if (LINK.test(uri)) return { href: uri, ...AWAY };
  } else if (PICTURE.test(uri)) return { href: uri };
  throw refused(uri);
}

/** A loader that tells of data it did not load: Vega would only warn. */
export function refusing(failed: (error: Error) => void): Loader {
  const refuse = async (address: string) => {
    failed(refused(address));
    throw refused(address);
  };
  return { load: refuse, http: refuse, file: refuse, sanitize } as unknown as Loader;
}
