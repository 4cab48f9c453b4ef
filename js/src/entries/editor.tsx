/** The widget module of MapEditor. */
import { Trail } from "../session/trail";
import { localAttic } from "../dom/attic";
import { localMaps } from "../dom/kept-maps";
import { editorSettings, widgetModule } from "../host/anywidget";
import { mount } from "../editor/map-editor";

export default widgetModule(
  (host) => new Trail(host, localAttic(), localMaps()),
  mount,
  editorSettings,
);
