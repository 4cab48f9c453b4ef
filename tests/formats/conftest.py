"""What the tests of files share."""

import pytest

from cjwidgets import files
from model.edits import small_map


@pytest.fixture
def old(tmp_path):
    """A saved map, and what its file says."""
    path = files.save(small_map(), tmp_path / "shop.cjmap.json")
    return path, path.read_bytes()
