/** The widget module of JourneyBoard. */
import { anywidgetBoard, type BoardContext } from "../host/anywidget-board";
import { mountBoard } from "../board/board";

export default {
  render: (context: BoardContext) => mountBoard(context.el, anywidgetBoard(context)),
};
