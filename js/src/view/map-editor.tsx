/** One view of the editor: everything below its root element. */
import type { Session } from "../core/session";
import type { Settings } from "../host/anywidget";
import { CommentsPanel } from "./comments-panel";
import { View, ViewContext } from "./context";
import { Description } from "./description";
import { Grid } from "./grid";
import { onEditorKey } from "./keyboard";
import { mountWidget } from "./mount";
import { Foot } from "./status";
import { Toolbar } from "./toolbar";

function MapEditor({ view }: { view: View }) {
  return (
    <ViewContext.Provider value={view}>
      <Toolbar />
      <Grid />
      <CommentsPanel />
      <Description />
    </ViewContext.Provider>
  );
}

const KIND = { view: View, content: MapEditor, foot: Foot, onKey: onEditorKey };

export const mount = (element: HTMLElement, session: Session, settings: Settings) =>
  mountWidget(KIND, element, session, settings);
