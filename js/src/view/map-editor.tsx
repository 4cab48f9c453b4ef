/** One view of the editor: everything below its root element. */
import type { Session } from "../core/session";
import type { Settings } from "../host/anywidget";
import { View, ViewContext } from "./context";
import { Grid } from "./grid";
import { mountWidget } from "./mount";
import { Foot } from "./status";
import { Toolbar } from "./toolbar";

function MapEditor({ view }: { view: View }) {
  return (
    <ViewContext.Provider value={view}>
      <Toolbar />
      <Grid />
    </ViewContext.Provider>
  );
}

const KIND = { view: View, content: MapEditor, foot: Foot };

export const mount = (element: HTMLElement, session: Session, settings: Settings) =>
  mountWidget(KIND, element, session, settings);
