/** The widget module of JourneyBoard. */
import { anywidgetBoard, type BoardContext } from "../host/anywidget-board";
import { mountBoard } from "../view/board/board";

export default {
  render: (context: BoardContext) => mountBoard(context.el, anywidgetBoard(context)),
};
