"""A saved map, for what happens to its file."""

import os

import pytest

from cjwidgets import files
from cjwidgets.model import JourneyMap

posix = pytest.mark.skipif(os.name != "posix", reason="rights and links are POSIX here")


def edited(path) -> JourneyMap:
    jm = files.open(path)
    jm.title = "Edited"
    return jm
