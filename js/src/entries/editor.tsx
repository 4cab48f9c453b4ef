/** The widget module of MapEditor. */
import { Trail } from "../core/trail";
import { localAttic } from "../dom/attic";
import { localMaps } from "../dom/kept-maps";
import { editorSettings, widgetModule } from "../host/anywidget";
import { mount } from "../view/map-editor";

export default widgetModule(
  (host) => new Trail(host, localAttic(), localMaps()),
  mount,
  editorSettings,
);
