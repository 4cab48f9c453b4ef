/** The widget module of MapEditor. */

import { COMMANDS } from "../commands/all";
import { localAttic } from "../dom/attic";
import { localMaps } from "../dom/kept-maps";
import { mount } from "../editor/map-editor";
import { editorSettings, widgetModule } from "../host/anywidget";
import { Trail } from "../session/trail";

export default widgetModule(
  (host) => new Trail(host, localAttic(), localMaps()),
  (element, trail, settings) => mount(element, trail, settings, COMMANDS),
  editorSettings,
);
