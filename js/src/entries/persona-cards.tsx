/** The widget module of PersonaCards. */
import { localAttic } from "../dom/attic";
import { widgetModule } from "../host/anywidget";
import { mount } from "../view/cards/persona-cards";

export default widgetModule(mount, localAttic);
