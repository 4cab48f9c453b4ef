/** The widget module of PersonaCards. */
import { Session } from "../session/session";
import { localAttic } from "../dom/attic";
import { settings, widgetModule } from "../host/anywidget";
import { mount } from "../cards/persona-cards";

export default widgetModule((host) => new Session(host, localAttic()), mount, settings);
