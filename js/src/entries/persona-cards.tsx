/** The widget module of PersonaCards. */
import { widgetModule } from "../host/anywidget";
import { mount } from "../view/cards/persona-cards";

export default widgetModule(mount);
