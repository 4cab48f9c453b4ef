/** The widget module of MapEditor. */
import { widgetModule } from "../host/anywidget";
import { mount } from "../view/map-editor";

export default widgetModule(mount);
