"""What may be chosen of every widget of a map, when it is made and later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import traitlets

from cjwidgets.analysis.shared.defaults import GONE
from cjwidgets.errors import UnknownFieldError
from cjwidgets.widgets.roles import MODES


class MapOptions(traitlets.HasTraits):
    """The options of widgets that show a map; a theme they have as every widget of ours."""

    options: ClassVar[tuple[str, ...]] = ("mode", "author", "height", "theme", "guard_formulas")

    # Not one of these is ever assigned by the browser.
    mode = traitlets.Enum(
        MODES,
        "edit",
        help="What can be done in it: everything; comments only; nothing. Checked here, "
        "whatever a browser sends.",
    ).tag(sync=True)
    author = traitlets.Unicode(
        "",
        help="Who edits, comments or resolves in it. Where it is empty, who comments can say it in "
        "the editor.",
    ).tag(sync=True)
    guard_formulas = traitlets.Bool(
        False,
        help="Whether what is copied gets a ' in front where it begins as a formula does (=, +, "
        "-, @, a tab or a line end, and is no number): spreadsheets run such texts, and in a map "
        "of several people one may have written it for another. Pasting takes the ' off again. "
        "Set it wherever strangers write in a map: it changes texts on their way elsewhere.",
    ).tag(sync=True)
    height = traitlets.Int(
        None,
        allow_none=True,
        min=200,
        max=5000,
        help="Its height in pixels; it scrolls inside. Without it, as high as it needs, up to 85 % "
        "of the window.",
    ).tag(sync=True)

    def check_options(self, names: Iterable[str]) -> None:
        """Refuse names that are no options."""
        for name in names:
            if name not in self.options:
                raise UnknownFieldError.of(type(self).__name__, name, self.options)


class FiguresOptions(MapOptions):
    """The options of editors and boards, which show what data say of a map, too."""

    options: ClassVar[tuple[str, ...]] = (*MapOptions.options, "comments", "gone")
    comments = traitlets.Bool(
        True,
        help="Whether comments are shown, and can be written. Hidden ones stay in the map, and in "
        "what browsers are sent: whoever must not read them needs a map without them.",
    ).tag(sync=True)
    gone = traitlets.Any(
        GONE,
        help='Who had no event for so long is gone: a text such as ``"14d"`` or a timedelta. Who '
        "was active more shortly before the log ends may yet come, and is counted apart.",
    )

    @traitlets.validate("gone")
    def _is_a_time(self, proposal: Any) -> Any:
        from cjwidgets.evidence.readers.times import span_micros  # it needs pandas

        span_micros(proposal["value"], "gone")
        return proposal["value"]
