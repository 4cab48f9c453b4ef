"""Pictures get small and stay what they are."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import vl_convert

from cjwidgets.display import png


def test_a_picture_gets_smaller_and_keeps_its_colours():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50">'
        '<rect width="200" height="50" fill="#ffffff"/><circle cx="30" cy="25" r="20" '
        'fill="#0f6cbd"/><text x="60" y="30" font-size="20">Anna 床垫</text></svg>'
    )
    before = vl_convert.svg_to_png(svg, scale=2)
    after = png.indexed(before)
    assert len(after) < len(before)
    assert after[16:29] == struct.pack(">IIBBBBB", 400, 100, 8, 3, 0, 0, 0)
    pixels = decoded(after)
    assert pixels[50, 60].tolist() == [0x0F, 0x6C, 0xBD]
    assert np.abs(pixels.astype(int) - png._pixels(before).astype(int)).max() < 32
    assert png.indexed(before) == after


def test_with_few_colours_it_is_smaller_and_still_the_same():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="201" height="50">'
        '<rect width="201" height="50" fill="#ffffff"/><circle cx="30" cy="25" r="20" '
        'fill="#0f6cbd"/><text x="60" y="30" font-size="20">Anna 床垫</text></svg>'
    )
    before = vl_convert.svg_to_png(svg, scale=1)
    after = png.indexed(before, few=True)
    assert len(after) < 0.8 * len(png.indexed(before))
    assert after[16:29] == struct.pack(">IIBBBBB", 201, 50, 4, 3, 0, 0, 0)
    pixels = decoded(after)
    assert pixels[25, 30].tolist() == [0x0F, 0x6C, 0xBD]
    assert np.abs(pixels.astype(int) - png._pixels(before).astype(int)).max() < 64


def test_large_areas_keep_their_colour_also_among_few():
    colors = [f"#f{n:x}f{n:x}f{n:x}" for n in range(12)]  # alike, and each means something
    areas = "".join(
        f'<rect x="{20 * at}" width="20" height="40" fill="{color}"/>'
        for at, color in enumerate(colors)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60">{areas}</svg>'
    pixels = decoded(png.indexed(vl_convert.svg_to_png(svg, scale=1), few=True))
    shown = ["#" + "".join(f"{part:02x}" for part in pixels[20, 20 * at + 9]) for at in range(12)]
    assert shown == colors


def test_another_kind_of_picture_is_left_alone():
    picture = vl_convert.svg_to_png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    other = bytearray(picture)
    other[25] = 2  # says RGB, not RGBA
    assert png.indexed(bytes(other)) == bytes(other)


def decoded(data: bytes) -> np.ndarray:
    """RGB of a PNG with a palette and no filter, one or two dots a byte."""
    chunks, position = {}, 8
    while position < len(data):
        (size,) = struct.unpack(">I", data[position : position + 4])
        chunks[data[position + 4 : position + 8]] = data[position + 8 : position + 8 + size]
        position += 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)[:, 1:]
    if chunks[b"IHDR"][8] == 4:
        rows = np.stack([rows >> 4, rows & 15], axis=2).reshape(height, -1)[:, :width]
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    return palette[rows]
