/** The widget module of MapEditor. */

import { localAttic } from "../dom/attic";
import { localMaps } from "../dom/kept-maps";
import { mount } from "../editor/map-editor";
import { editorSettings, widgetModule } from "../host/anywidget";
import { Trail } from "../session/trail";

export default widgetModule(
  (host) => new Trail(host, localAttic(), localMaps()),
  mount,
  editorSettings,
);
