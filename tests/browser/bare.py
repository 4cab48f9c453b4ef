"""The editor on an empty page, without Jupyter: for what depends on nothing but the front end."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

from browser.editor import Editor
from cjwidgets import JourneyMap, MapEditor
from cjwidgets.bundle import bundle
from cjwidgets.display.code import packed
from cjwidgets.locale import catalogue
from cjwidgets.widgets.forms import forms

URL = "http://localhost/editor"
PAGE = """<!doctype html><html dir="{direction}"><meta charset="utf-8"><style>{css}</style>
<body style="margin: 8px; background: {ground}"><div id="place"></div>
<script type="module">
  import widget from "/{module}.js";
  // A literal would take an entry called __proto__ for a prototype, and no message does.
  const values = JSON.parse({values});
  const heard = {{}};
  const edits = new Map();
  const tell = (message) => setTimeout(() => heard["msg:custom"]?.forEach((each) => each(message)));
  const model = {{
    get: (name) => values[name],
    on: (name, call) => (heard[name] ??= new Set()).add(call),
    off: (name, call) => heard[name].delete(call),
    send: (message) => {{
      const {{ type, client }} = message;
      const {{ trail }} = values._snapshot;
      if (type === "hello") tell({{ type: "ready", client, rev: 0, undo: false, redo: false }});
      if (type === "hello" && trail) tell({{ type: "trail", trail }});
      // On a busy machine the editor asks once more, and sends again what nobody took.
      if (type === "edit" && !edits.has(message.cid)) edits.set(message.cid, message.changes);
    }},
  }};
  window.edits = () => JSON.stringify([...edits.values()]);
  const one = widget();
  one.initialize({{ model }});
  window.listeners = () => Object.values(heard).reduce((sum, each) => sum + each.size, 0);
  window.mount = () => one.render({{ model, el: document.getElementById("place") }});
</script>"""


def bare(
    context: BrowserContext,
    jm: JourneyMap,
    direction: str = "ltr",
    module: str = "editor",
    **values: Any,
) -> Page:
    """Open a page that can mount a widget of this map; no kernel answers its edits."""
    values = {
        "_snapshot": {"rev": 0, "doc": jm.to_json(), "undo": False, "redo": False},
        "_texts": catalogue(jm.locale),
        "_forms": forms(),
        "_frameworks": MapEditor(jm).frameworks(),
        "_more": packed("\0".join(bundle(f"editor-{part}.js") for part in MapEditor.later)),
        "theme": "light",
        "mode": "edit",
        **values,
    }
    ground = "#111" if values["theme"] == "dark" else "#fff"
    html = PAGE.format(
        css=bundle(f"{module}.css"),
        module=module,
        ground=ground,
        direction=direction,
        values=json.dumps(json.dumps(values)).replace("</", "<\\/"),
    )
    page = context.new_page()
    page.route(URL, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.route(
        f"**/{module}.js",
        lambda route: route.fulfill(body=bundle(f"{module}.js"), content_type="text/javascript"),
    )
    page.goto(URL)
    page.wait_for_function("'mount' in window")
    return page


def edits(page: Page) -> list[list[dict[str, Any]]]:
    """The changes of every edit so far, as they would reach the kernel."""
    found: list[list[dict[str, Any]]] = json.loads(page.evaluate("window.edits()"))
    return found


def mounted(page: Page) -> Editor:
    """Mount the editor and wait until it is drawn."""
    page.evaluate("void window.mount()")  # void: Playwright would call the unmount it returns
    return Editor(page)
