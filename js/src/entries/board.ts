/** The widget module of JourneyBoard. */

import { mountBoard } from "../board/board";
import { anywidgetBoard, type BoardContext } from "../host/anywidget-board";

export default {
  render: (context: BoardContext) => mountBoard(context.el, anywidgetBoard(context)),
};
