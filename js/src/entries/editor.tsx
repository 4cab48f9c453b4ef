/** The widget module of MapEditor: one session for all views of the widget. */
import { Session } from "../core/session";
import { anywidgetHost, type Model, settings, watchSettings } from "../host/anywidget";
import { mount } from "../view/map-editor";

type Context = { model: Model };
type RenderContext = Context & { el: HTMLElement };

export default () => {
  let session: Session;
  let views = 0;
  return {
    initialize({ model }: Context) {
      session = new Session(anywidgetHost(model));
    },
    render({ model, el }: RenderContext) {
      views += 1;
      if (views === 1) session.start();
      const mounted = mount(el, session, settings(model));
      const unwatch = watchSettings(model, mounted.update);
      return () => {
        unwatch();
        mounted.unmount();
        views -= 1;
        if (views === 0) session.stop();
      };
    },
  };
};
