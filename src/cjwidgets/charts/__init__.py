"""Charts of a journey: plain Altair objects, each with a data twin (``charts.emotion.data``)."""

from cjwidgets.charts import renderer as _renderer
from cjwidgets.charts.emotion_curve import emotion
from cjwidgets.charts.funnel_bars import drop_off

__all__ = ["drop_off", "emotion"]

_renderer.register()
