"""Makes the picture of a chart small: notebooks are kept in git."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"\x89PNG\r\n\x1a\n"
FEW, MANY = 16, 256
_ALIKE = 40  # how far the rarer colours of few are apart at least, in steps of red, green and blue
_AREA = 0.002  # of a picture: what covers more keeps its colour


def indexed(png: bytes, *, few: bool = False) -> bytes:
    """Return an opaque picture with a palette, about a tenth of the size, of few colours half that.

    The most frequent colours stay exact, the rest (edges of text) go to the nearest of them.
    A PNG that is not as the rasteriser writes it is returned as it is.
    """
    pixels = _pixels(png)
    if pixels is None:
        return png
    height, width, _ = pixels.shape
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    found, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    usual, large = _split(found[order]), int((counts > _AREA * counts.sum()).sum())
    palette = _apart(usual, large) if few else usual[:MANY]
    nearest = np.empty(len(found), dtype=np.uint8)
    for start in range(0, len(found), 4096):  # in blocks: a photo has many colours
        some = _split(found[start : start + 4096])[:, None, :] - palette[None, :, :]
        nearest[start : start + 4096] = (some**2).sum(axis=2).argmin(axis=1)
    depth = 4 if few else 8
    rows = _rows(nearest[place].reshape(height, width), depth)
    header = struct.pack(">IIBBBBB", width, height, depth, 3, 0, 0, 0)
    return (
        _MAGIC
        + _chunk(b"IHDR", header)
        + _chunk(b"PLTE", palette.astype(np.uint8).tobytes())
        + _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9))
        + _chunk(b"IEND", b"")
    )


def _apart(usual: NDArray[np.int32], large: int) -> NDArray[np.int32]:
    """Return the most frequent colours: those of large areas, of the others some that differ."""
    chosen = usual[: min(large, FEW)]
    for color in usual[large:4096]:
        if len(chosen) == FEW:
            break
        if (np.abs(chosen - color).sum(axis=1)).min() >= _ALIKE:
            chosen = np.vstack([chosen, color])
    return chosen


def _rows(dots: NDArray[np.uint8], depth: int) -> NDArray[np.uint8]:
    if depth == 4:  # two dots a byte
        if dots.shape[1] % 2:
            dots = np.pad(dots, ((0, 0), (0, 1)))
        dots = (dots[:, ::2] * 16 + dots[:, 1::2]).astype(np.uint8)
    return np.pad(dots, ((0, 0), (1, 0)))  # the first byte: no filter


def _pixels(png: bytes) -> NDArray[np.uint8] | None:
    """Return RGB of an RGBA picture on white, or None: only the filters "none" and "sub"."""
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if (depth, kind, interlaced) != (8, 6, 0):
        return None
    data, position = b"", len(_MAGIC)
    while position < len(png):
        (size,) = struct.unpack(">I", png[position : position + 4])
        if png[position + 4 : position + 8] == b"IDAT":
            data += png[position + 8 : position + 8 + size]
        position += 12 + size
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + 4 * width)
    filters, differences = rows[:, 0], rows[:, 1:].reshape(height, width, 4)
    if filters.max() > 1:
        return None
    summed = np.cumsum(differences, axis=1, dtype=np.uint8)  # "sub": each less its left one
    rgba = np.where(filters[:, None, None] == 1, summed, differences).astype(np.uint16)
    alpha = rgba[..., 3:]
    return ((rgba[..., :3] * alpha + 255 * (255 - alpha)) // 255).astype(np.uint8)


def _split(packed: NDArray[np.uint32]) -> NDArray[np.int32]:
    return np.stack([packed >> 16, (packed >> 8) & 255, packed & 255], axis=1).astype(np.int32)


def _chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)
