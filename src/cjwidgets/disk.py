"""Files that are written whole or not at all, and what others wrote in them: never lost."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from cjwidgets.errors import ChangedFileError, FileError

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

_HALF = ".cjwidgets."
"""How the names of files begin that are not whole yet; short, for systems allow 255 bytes."""
_ABANDONED = 3600
"""Seconds after which nobody writes such a file any more."""
_TURNS, _TURN = 100, 0.05
"""How often to ask for a folder that another program saves in, and seconds between."""


def mark(content: bytes) -> str:
    """Return what tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()


def looks(path: Path) -> tuple[int, ...] | None:
    """Return what shows from outside that a file was written; None when it is not there."""
    with suppress(OSError):
        there = path.stat()
        return there.st_mtime_ns, there.st_size, there.st_ino
    return None


def put(
    target: Path, content: bytes, *, suffix: str, seen: str | None, overwrite: str | None
) -> Path | None:
    """Make a file say this, and return where is kept what it said, if that was news.

    Parameters
    ----------
    target : Path
        A link stays, and the file it points to is replaced.
    content : bytes
        What it is to say.
    suffix : str
        With which the names of such files end.
    seen : str, optional
        The mark of what it said when the writer looked last; None when it never did.
    overwrite : str, optional
        The advice for who finds that the file has changed since; None to replace it.

    Raises
    ------
    ChangedFileError
        The file has changed since, and is not to be replaced.
    FileError
        The folder does not exist, or can't be written.
    """
    real = Path(os.path.realpath(target))
    kept = None
    try:
        with _alone(real.parent):
            mode = _mode(real)
            old = _read(real)
            if old is not None and old != content and mark(old) != seen:
                if seen is not None and overwrite is not None:
                    raise ChangedFileError(
                        "has changed since it was opened or saved here.",
                        hint=f"Save under another name, or replace the file: {overwrite}.",
                        path=target,
                    )
                kept = _beside(real, suffix)
                _replace(kept, old, mode)
            try:
                _replace(real, content, mode)
            except BaseException:
                if kept is not None:
                    kept.unlink(missing_ok=True)
                raise
    except FileError:
        raise
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        hint = "Make room on the disk, or save elsewhere."
        raise FileError(
            f"can't be written: {error.strerror}.",
            hint=hint if full else "Check the folder and its rights.",
            path=target,
        ) from None
    return kept


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other program that saves here write between a look and what follows from it."""
    try:
        if fcntl is None:
            raise OSError
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder may be written and not read; if it is not there, writing says so
        yield
        return
    try:
        for _ in range(_TURNS):  # who holds it for longer does not save, and is not waited for
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(_TURN)
            except OSError:  # some shared folders know no locks
                break
        yield
    finally:
        os.close(handle)


def _mode(target: Path) -> int:
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    if not mode & stat.S_IWUSR:  # replacing needs no right to the file, only to the folder
        raise PermissionError(errno.EACCES, "it is marked read-only")
    return mode


def _read(target: Path) -> bytes | None:
    # What is no file has nothing to lose, and a pipe would never end.
    return target.read_bytes() if target.is_file() else None


def _beside(target: Path, suffix: str) -> Path:
    """Return the path of a file that is not there yet, named after another one and the time."""
    stem = target.name.removesuffix(suffix)[:60]
    day = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    number = 1
    while os.path.lexists(
        kept := target.with_name(f"{stem}.{day}{f'-{number}' * (number > 1)}{suffix}")
    ):
        number += 1
    return kept


def _replace(target: Path, content: bytes, mode: int) -> None:
    _sweep(target.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if os.name != "posix":  # elsewhere a folder can't be opened
        return
    with suppress(OSError):  # some shared folders refuse; the file itself is there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what a killed program left half written; what is younger may still be written."""
    with suppress(OSError):
        for left in folder.glob(f"{_HALF}*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED:
                    left.unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
