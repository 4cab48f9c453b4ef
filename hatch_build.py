"""Hatchling's hook: whatever is built from this tree carries the browser bundles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The backend loads this file by path, so its neighbours are not importable by themselves.
sys.path.insert(0, str(Path(__file__).parent))

from tools import bundles, node


class BundleHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        if bundles.stale() and node.find() is None:
            return [node.WHEEL]
        return []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if bundles.stale():
            bundles.build()
