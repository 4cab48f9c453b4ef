/** Every action of the editor. Where two have one key, the first that can be done does it. */
import type { Command } from "../editor/command";
import { commands as cardWalk } from "./cells/card-walk";
import { commands as clear } from "./cells/clear";
import { commands as clipboard } from "./cells/clipboard";
import { commands as leave } from "./cells/leave";
import { commands as menu } from "./cells/menu";
import { commands as open, points as openPoints, typed } from "./cells/open";
import { commands as select } from "./cells/select";
import { commands as walk } from "./cells/walk";
import { commands as points } from "./curve/points";
import { commands as lane } from "./lanes/lane";
import { commands as lanes } from "./lanes/lanes";
import { commands as file } from "./map/file";
import { commands as history } from "./map/history";
import { commands as save } from "./map/save";
import { commands as add } from "./nodes/add";
import { commands as comments } from "./nodes/comments";
import { commands as remove } from "./nodes/delete";
import { commands as duplicate } from "./nodes/duplicate";
import { commands as fields } from "./nodes/fields";
import { commands as move } from "./nodes/move";
import { commands as rename } from "./nodes/rename";
import { commands as stage } from "./nodes/stage";
import { commands as show } from "./personas/show";
import { commands as present } from "./present/present";
import { commands as connect } from "./touchpoints/connect";
import { commands as touchpoint } from "./touchpoints/fields";
import { commands as journey } from "./touchpoints/journey";
import { commands as selectPlace } from "./touchpoints/select-place";
import { commands as figures } from "./view/figures";
import { commands as find } from "./view/find";
import { commands as full } from "./view/full";
import { commands as menus } from "./view/menus";
import { commands as sheet } from "./view/sheet";
import { commands as zoom } from "./view/zoom";

export const COMMANDS: readonly Command[] = [
  cardWalk,
  walk,
  select,
  find,
  menu,
  journey,
  leave,
  full,
  open,
  add,
  duplicate,
  move,
  clipboard,
  clear,
  remove,
  rename,
  history,
  file,
  save,
  fields,
  comments,
  openPoints,
  points,
  zoom,
  sheet,
  present,
  stage,
  touchpoint,
  connect,
  selectPlace,
  lane,
  lanes,
  show,
  figures,
  menus,
  typed,
].flat();
