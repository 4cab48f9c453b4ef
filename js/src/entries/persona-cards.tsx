/** The widget module of PersonaCards. */

import { mount } from "../cards/persona-cards";
import { localAttic } from "../dom/attic";
import { settings, widgetModule } from "../host/anywidget";
import { Session } from "../session/session";

export default widgetModule((host) => new Session(host, localAttic()), mount, settings);
