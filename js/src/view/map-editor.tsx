/** One view of the editor: everything below its root element. */
import { useEffect } from "preact/hooks";
import type { Session } from "../core/session";
import type { Settings } from "../host/anywidget";
import { watchClipboard } from "./clipboard";
import { View, ViewContext } from "./context";
import { FindBar } from "./find";
import { Grid } from "./grid";
import { onEditorKey } from "./keyboard";
import { mountWidget } from "./mount";
import { Foot } from "./status";
import { Toolbar } from "./toolbar";

function MapEditor({ view }: { view: View }) {
  useEffect(() => {
    const life = new AbortController();
    watchClipboard(view, life.signal);
    return () => life.abort();
  }, [view]);
  return (
    <ViewContext.Provider value={view}>
      <Toolbar />
      <FindBar />
      <Grid />
    </ViewContext.Provider>
  );
}

const KIND = { view: View, content: MapEditor, foot: Foot, onKey: onEditorKey };

export const mount = (element: HTMLElement, session: Session, settings: Settings) =>
  mountWidget(KIND, element, session, settings);
