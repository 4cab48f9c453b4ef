"""What every widget of ours is: closed with all that was made for it, and deaf to state."""

from __future__ import annotations

from typing import Any

import anywidget


class Widget(anywidget.AnyWidget):
    """A widget whose browser can only send messages."""

    def close(self) -> None:
        """Close the widget, and the layout that ipywidgets made for it."""
        if self.comm is not None and self.layout is not None:
            self.layout.close()
        super().close()

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Refuse state from the browser: what it may say comes as messages, and is checked."""
