/** What of the editor comes when it is first used: a script of its own. */
export { CommentsPanel } from "../comments/panel";
export { choosePicture } from "../dom/picture";
export { drawCurve } from "./emotion/draw";
export { watchAnswers } from "./figures/answers";
export { FindBar } from "./find/bar";
export { paste } from "./grid/paste";
export { Inspector } from "./inspector/panel";
export { LinkRow } from "./links/link-row";
export { NarrowMap } from "./narrow/narrow-map";
export { watchPrinting } from "./print/print";
export { ChangedStrip } from "./saving/changed-strip";
export { openFileMenu } from "./saving/file-menu";
export { FileNotices } from "./saving/file-notices";
export { remember } from "./saving/recent";
export { ShortcutSheet } from "./shortcuts/sheet";
export { openPersonas } from "./toolbar/persona-menu";
export { KeptNotices } from "./trail/kept-notices";
