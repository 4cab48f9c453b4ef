"""Files of logs and surveys, packed or not: read under caps; what is wrong with one is said."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cjwidgets.errors import DataError, JourneyError
from cjwidgets.limits import limits

_PACKED = b"\x1f\x8b"
_OTHERS = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook", "Unpack it, or pass pandas.read_excel"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook", "Pass pandas.read_excel"),
    (b"PAR1", "a Parquet file", "Pass pandas.read_parquet"),
)
TEXTS = (".csv", ".tsv", ".xes")
"""Endings of files that may be packed, too."""
COMPLETE = "Is the file complete? Copy or export it again."
_BUFFER = 1 << 20


def open_binary(path: Path) -> io.BufferedReader:
    """Open a file, unpacked if its name ends in ``.gz``.

    Raises
    ------
    DataError
        It begins as files of another kind do.
    OSError, EOFError, zlib.error
        It can't be read; see `sentences`.
    """
    raw: io.RawIOBase = _Unpacked(path) if path.name.lower().endswith(".gz") else io.FileIO(path)
    file: io.BufferedReader = io.BufferedReader(raw, _BUFFER)
    try:
        refuse_others(path, file.peek(8)[:8])
    except BaseException:
        file.close()
        raise
    return file


def open_text(path: Path) -> io.TextIOWrapper:
    """Open a file as `open_binary` does, as text in UTF-8 whose line ends stay as they are."""
    return io.TextIOWrapper(open_binary(path), encoding="utf-8-sig", newline="")


def head(path: Path) -> bytes:
    """Return the first bytes of a file, by which files of a kind are known."""
    with path.open("rb") as file:
        return file.read(8)


def refuse_others(path: Path, head: bytes, own: bytes = b"") -> None:
    """Refuse a file whose first bytes are those of files of another kind than its ``own``."""
    if own and head.startswith(own):
        return
    if head.startswith(_PACKED):
        raise DataError(f"{path.name} is packed with gzip.", hint=_unpacking(path))
    for magic, kind, hint in _OTHERS:
        if head.startswith(magic):
            raise DataError(
                f"{path.name} is {kind}, and its name says something else.",
                hint=f"{hint}({str(path)!r}).",
            )


def _unpacking(path: Path) -> str:
    if path.name.lower().endswith(TEXTS):
        return f"Rename it to {path.name + '.gz'!r}."
    plain = path.with_name(f"unpacked-{path.name}")
    return f"Unpack it: pathlib.Path({str(plain)!r}).write_bytes(gzip.open({str(path)!r}).read())."


def brief(error: BaseException) -> str:
    """Return what a library says, as the end of a sentence."""
    says = " ".join(str(error).split()) or type(error).__name__
    return (says if len(says) <= 200 else says[:199] + "…").rstrip(". ") + "."


@contextmanager
def sentences(path: Path, kind: str) -> Iterator[None]:
    """Say in a sentence why a file can't be read as one of a kind, e.g. ``"CSV"``."""
    says = f"{path.name} can't be read as {kind}"
    try:
        yield
    except JourneyError:
        raise
    except gzip.BadGzipFile as error:
        plain = path.name[: -len(".gz")]
        raise DataError(
            f"{says}: {brief(error)}",
            hint=f"If it is not packed, rename it to {plain!r}. Else: {_lower(COMPLETE)}",
        ) from None
    except EOFError:
        raise DataError(f"{says}: it is packed and ends too early.", hint=COMPLETE) from None
    except zlib.error as error:
        raise DataError(f"{says}: {brief(error)}", hint=COMPLETE) from None
    except OSError as error:
        raise DataError(
            f"{says}: {error.strerror or brief(error)}".rstrip(". ") + ".",
            hint="Check the file and its rights.",
        ) from None
    except MemoryError:
        raise DataError(
            f"{says}: there is not enough memory.",
            hint="Leave it where it is: pass a relation of DuckDB over the file.",
        ) from None


def too_large(path: Path, what: str) -> DataError:
    """Return the refusal of a row or tag above ``cj.limits.record``."""
    # So much it may be at most, whatever follows: the hint need not be followed twice.
    packed = path.name.lower().endswith(".gz")
    most = limits.unpacked if packed else path.stat().st_size
    return DataError(
        f"{path.name} has {what} of more than {limits.record:,} characters.",
        hint=limits.raising("record", max(most, limits.record + 1)),
    )


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


class _Unpacked(io.RawIOBase):
    """What is packed in a file, up to the cap: a small one may hold a thousand times its size."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = gzip.GzipFile(path)
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._file.readinto(buffer)
        self._size += count
        if self._size > limits.unpacked:
            raise DataError(
                f"{self._path.name} holds more than {limits.unpacked:,} bytes when it is unpacked.",
                hint=limits.raising("unpacked", 10 * limits.unpacked),
            )
        return count

    def close(self) -> None:
        self._file.close()
        super().close()
