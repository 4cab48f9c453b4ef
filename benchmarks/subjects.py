"""What is measured: the editor, the floor below it, and two others that show as many cells."""

from __future__ import annotations

from dataclasses import dataclass

STAGES, TOUCHPOINTS, LANES, PERSONAS = 20, 8, 15, 3
COLUMNS = STAGES * TOUCHPOINTS


@dataclass(frozen=True)
class Subject:
    """One widget. The code runs in a notebook; the selectors find what a person sees."""

    name: str
    prepare: str
    show: str
    """A cell that makes the widget and shows it."""
    last: str
    """What is drawn last; for a canvas, the canvas."""
    field: str
    """Double-clicked, it takes text."""
    point: str | None
    """Dragged up and down."""
    edit: str
    """Python that puts the text ``value`` on the screen."""
    seen: str
    """JavaScript: whether ``value`` is on the screen."""
    together: str = "nullcontext()"
    """What holds many edits together, where the widget asks for that."""


EDITOR = Subject(
    name="editor",
    prepare=f"""
import cjwidgets as cj
cj.MapEditor  # imported before it is measured, as those of the others are
shows = ["channel", "actions", "thoughts", "goals", "emotion", "satisfaction", "pains",
         "opportunities", "moment_of_truth", "kpis", "frontstage", "backstage", "duration",
         "evidence", "text"]
assert len(shows) == {LANES}
jm = cj.JourneyMap(
    "Large", personas=[f"Persona {{i}}" for i in range({PERSONAS})],
    lanes=[cj.Lane(id=f"lane-{{name}}", shows=name) for name in shows],
    stages=[cj.Stage(f"Stage {{s}}", touchpoints=[
        cj.Touchpoint(
            f"Touchpoint {{t}}", id=f"t{{s}}-{{t}}", channel="website", emotion=(s + t) % 5 - 2,
            actions=f"Does {{s}} {{t}}", thoughts=f"Thinks {{s}} {{t}}", frontstage="Front",
            backstage="Back", duration="1 day", satisfaction=1, texts={{"lane-text": "Note"}},
            goals=["Goal"], pains=["Pain"], opportunities=["Chance"], kpis=["KPI"],
        ) for t in range({TOUCHPOINTS})]) for s in range({STAGES})])
for n, persona in enumerate(jm.personas):
    for k, tp in enumerate(jm.touchpoints):
        tp.set_emotion((n + k) % 5 - 2, persona)
""",
    show="editor = cj.MapEditor(jm)\neditor",
    last=f'[data-row="lane-text"][data-col="{COLUMNS - 1}"]',
    field='[data-row="lane-actions"][data-col="3"]',
    point='[data-row="lane-emotion"][data-col="2"] [role="slider"]',
    edit="jm.touchpoints[2].actions = value",
    seen="""document.querySelector('[data-row="lane-actions"][data-col="2"]')
        .textContent.includes(value)""",
)

FLOOR = Subject(
    name="floor",
    prepare="""
import anywidget, traitlets
class Echo(anywidget.AnyWidget):
    text = traitlets.Unicode("").tag(sync=True)
    _esm = '''export default { render({ model, el }) {
      const out = document.createElement("p"), field = document.createElement("textarea");
      const point = document.createElement("div");
      out.className = "echo-out"; field.className = "echo-field"; point.className = "echo-point";
      point.style.cssText = "width:20px;height:20px;background:teal;touch-action:none";
      const draw = () => { out.textContent = model.get("text"); };
      model.on("change:text", draw);
      field.onchange = () => model.send({ text: field.value });
      point.onpointerdown = (event) => point.setPointerCapture(event.pointerId);
      point.onpointermove = (event) => {
        if (event.buttons) point.style.transform = `translateY(${event.offsetY}px)`;
      };
      draw();
      el.append(out, field, point);
    } }'''
    def __init__(self):
        super().__init__()
        self.on_msg(lambda _, message, __: setattr(self, "text", message["text"]))
""",
    show="echo = Echo()\necho",
    last=".echo-point",
    field=".echo-field",
    point=".echo-point",
    edit="echo.text = value",
    together="echo.hold_sync()",
    seen='document.querySelector(".echo-out").textContent === value',
)

GRID = Subject(
    name="ipydatagrid",
    prepare=f"""
import pandas as pd
from ipydatagrid import DataGrid
frame = pd.DataFrame(
    [[f"Does {{r}} {{c}}" for c in range({COLUMNS})] for r in range({LANES})],
    columns=[f"c{{c}}" for c in range({COLUMNS})])
""",
    show="grid = DataGrid(frame, editable=True)\ngrid",
    last=".ipydatagrid-widget canvas, .lm-DataGrid canvas, .p-DataGrid canvas",
    field=".lm-DataGrid-viewport, .p-DataGrid-viewport",
    point=None,
    edit='grid.set_cell_value("c2", 0, value)',
    seen="window.painted !== window.paintedBefore",
)

NESTED = Subject(
    name="nested ipywidgets",
    prepare="import ipywidgets as w",
    show=f"""cells = [w.Textarea(f"Does {{i}}", layout=w.Layout(width="116px", height="40px"))
         for i in range({LANES * COLUMNS})]
nested = w.GridBox(cells, layout=w.Layout(
    grid_template_columns="repeat({COLUMNS}, 120px)", overflow="auto"))
nested""",
    last=f".widget-gridbox > :nth-child({LANES * COLUMNS}) textarea",
    field=".widget-gridbox > :nth-child(4) textarea",
    point=None,
    edit="cells[2].value = value",
    seen='document.querySelector(".widget-gridbox > :nth-child(3) textarea").value === value',
)

SUBJECTS = (FLOOR, EDITOR, GRID, NESTED)
