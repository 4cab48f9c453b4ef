/** To the clipboard, and nothing else: for the editor and for boards. */
export const COPY = { copy: "M5 3H3v11h10V3h-2M5 2h6v3H5z" };
