/** The widget module of MapEditor. */
import { localAttic } from "../dom/attic";
import { widgetModule } from "../host/anywidget";
import { mount } from "../view/map-editor";

export default widgetModule(mount, localAttic);
