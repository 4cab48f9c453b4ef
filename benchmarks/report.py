"""What a benchmark found, printed and kept in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def publish(report: dict[str, Any], path: Path | None) -> None:
    """Print what was found as JSON; a path keeps it too."""
    text = json.dumps(report, indent=1)
    print(text)
    if path:
        path.write_text(text + "\n")
