/** What comes when somebody presents: a script of its own. */
export { Presentation } from "./presentation";
export { doShowing, present } from "./turning";
