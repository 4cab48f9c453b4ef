"""What stands on the pages that Chromium prints: texts, their sizes and places, in points."""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1, 0, 0, 1, 0, 0)
OPERATOR = re.compile(rb"[A-Za-z'\"][A-Za-z0-9*]*")
TOKEN = re.compile(rb"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>|/[^\s/\[\]<>()]+|\[|\]|[^\s/\[\]<>()]+")


class Text(NamedTuple):
    """One run of letters; ``y`` grows downwards, as on a page that is read."""

    text: str
    size: float
    x: float
    y: float


class Sheet(NamedTuple):
    width: float
    height: float
    texts: list[Text]

    @property
    def said(self) -> str:
        return " ".join(each.text for each in self.texts)


def sheets(pdf: bytes) -> list[Sheet]:
    """Read the pages of a file as Chromium writes them: no object is packed within another."""
    objects = {
        int(number): body
        for number, body in re.findall(rb"\n(\d+) 0 obj\s(.*?)\nendobj", pdf, re.DOTALL)
    }
    found = []
    for body in objects.values():
        if not re.search(rb"/Type\s*/Page\b", body):
            continue
        [size] = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", body)
        width, height = map(float, size)
        texts: list[Text] = []
        [content] = re.findall(rb"/Contents (\d+) 0 R", body)
        _read(objects, int(content), body, WHOLE, texts)
        upright = [each._replace(y=height - each.y) for each in texts if each.text.strip()]
        found.append(Sheet(width, height, upright))
    return found


def _stream(body: bytes) -> bytes:
    data = body[re.search(rb"stream\r?\n", body).end() : body.rindex(b"endstream")]  # type: ignore[union-attr]
    return zlib.decompress(data) if b"/FlateDecode" in body else data


def _named(objects: dict[int, bytes], body: bytes, kind: bytes) -> dict[bytes, int]:
    """The resources of a kind that a page or a form has, by their names."""
    inside = re.search(rb"/Resources (\d+) 0 R", body)
    where = objects[int(inside[1])] if inside else body
    part = re.search(rb"/%s\s*<<(.*?)>>" % kind, where, re.DOTALL)
    pairs = re.findall(rb"(/[^\s/]+) (\d+) 0 R", part[1]) if part else []
    return {name: int(number) for name, number in pairs}


def _letters(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    """What the numbers of a font's glyphs stand for."""
    names = re.search(rb"/ToUnicode (\d+) 0 R", font)
    if not names:
        return {}
    table = _stream(objects[int(names[1])])
    word = lambda code: bytes.fromhex(code.decode()).decode("utf-16-be")  # noqa: E731
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, said in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = word(said)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, said in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            for at in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + at] = chr(ord(word(said)[-1]) + at)
    return found


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _numbers(held: list[bytes]) -> Matrix:
    return tuple(map(float, held[-6:]))  # type: ignore[return-value]


def _read(
    objects: dict[int, bytes], content: int, owner: bytes, matrix: Matrix, texts: list[Text]
) -> None:
    fonts = _named(objects, owner, b"Font")
    forms = _named(objects, owner, b"XObject")
    letters = {name: _letters(objects, objects[number]) for name, number in fonts.items()}
    kept: list[Matrix] = []
    line, size, table, said = WHOLE, 0.0, {}, ""
    held: list[bytes] = []
    for token in TOKEN.findall(_stream(objects[content])):
        if not OPERATOR.fullmatch(token):
            held.append(token)
            continue
        match token:
            case b"q":
                kept.append(matrix)
            case b"Q":
                matrix = kept.pop()
            case b"cm":
                matrix = _times(_numbers(held), matrix)
            case b"Tf":
                table, size = letters.get(held[-2], {}), float(held[-1])
            case b"Tm":
                line = _numbers(held)
            case b"Tj" | b"TJ":
                codes = b"".join(each[1:-1] for each in held if each.startswith(b"<"))
                wide = 4 if len(codes) % 4 == 0 else 2
                for at in range(0, len(codes), wide):
                    said += table.get(int(codes[at : at + wide], 16), "")
            case b"ET":
                *_, x, y = placed = _times(line, matrix)
                scale = (placed[2] ** 2 + placed[3] ** 2) ** 0.5
                texts.append(Text(unicodedata.normalize("NFKC", said), size * scale, x, y))
                line, said = WHOLE, ""
            case b"Do" if b"/Form" in objects.get(forms.get(held[-1], -1), b""):
                form = objects[forms[held[-1]]]
                own = re.search(rb"/Matrix\s*\[([^\]]*)\]", form)
                inner = tuple(map(float, own[1].split())) if own else WHOLE
                _read(objects, forms[held[-1]], form, _times(inner, matrix), texts)  # type: ignore[arg-type]
        held.clear()
