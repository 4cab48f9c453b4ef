/** The widget module of MapEditor: one session for all views of the widget. */
import { Session } from "../core/session";
import { localAttic } from "../dom/attic";
import { anywidgetHost, type Model, settings, watchSettings } from "../host/anywidget";
import { mount } from "../view/map-editor";

type Context = { model: Model };
type RenderContext = Context & { el: HTMLElement };

export default () => {
  let session: Session;
  let views = 0;
  return {
    initialize({ model }: Context) {
      const { mode, author } = settings(model);
      session = new Session(anywidgetHost(model), localAttic());
      session.become(mode, author);
    },
    render({ model, el }: RenderContext) {
      views += 1;
      if (views === 1) session.start();
      const mounted = mount(el, session, settings(model));
      const unwatch = watchSettings(model, (now) => {
        session.become(now.mode, now.author);
        mounted.update(now);
      });
      return () => {
        unwatch();
        mounted.unmount();
        views -= 1;
        if (views === 0) session.stop();
      };
    },
  };
};
