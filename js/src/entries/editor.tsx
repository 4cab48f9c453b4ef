/** The widget module of MapEditor. */
import { COMMANDS } from "../commands/all";
import { localAttic } from "../dom/attic";
import { localMaps } from "../dom/kept-maps";
import { Late } from "../editor/late";
import { mount } from "../editor/map-editor";
import { editorSettings, widgetModule } from "../host/anywidget";
import { further, type Shared } from "../host/code";
import type { Model } from "../host/model";
import { Trail } from "../session/trail";

/** With what it shares with the scripts of its late parts; js/build.mjs says what that is. */
export default (shared: Shared) => {
  const late = new Late();
  const widget = widgetModule(
    (host) => new Trail(host, localAttic(), localMaps()),
    (element, trail, settings) => mount(element, trail, settings, COMMANDS, late),
    editorSettings,
  );
  return () => {
    const made = widget();
    return {
      ...made,
      initialize(context: { model: Model; more?: () => Promise<string> }) {
        const { model, more = async () => model.get("_more") as string } = context;
        late.source = async () => further(await more(), shared);
        late.slides.source = async () => further(await more(), shared, 1);
        made.initialize(context);
      },
    };
  };
};
