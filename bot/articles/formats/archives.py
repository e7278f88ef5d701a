"""Zip archives -> their files. Names inside are only ever shown: nothing is unpacked to a disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from bot.model import Refused

_MOST_FILES, _MOST_BYTES = 1_000, 50_000_000
# An office document is an archive with this file in it.
_OFFICE = "[Content_Types].xml"


class Member(NamedTuple):
    """A file in an archive: what it is called there, without its folders, and what is in it."""

    name: str
    data: bytes


def members(name: str, data: bytes) -> Iterator[Member | Refused]:
    """The files of an archive, in its order, without what lies aside. Raises Refused for what cannot be opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        inside = [info for info in archive.infolist() if not info.is_dir() and not _is_aside(info.filename)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RecursionError) as error:
        raise Refused(name, f"this archive cannot be opened: {error}") from None
    if any(info.filename == _OFFICE for info in inside):
        raise Refused(name, "this is an office document: save it as PDF, HTML or text")
    if len(inside) > _MOST_FILES:
        raise Refused(name, f"{len(inside):,} files are too many: the limit is {_MOST_FILES:,}")
    left = _MOST_BYTES
    for info in inside:
        found = _member(archive, info, left)
        left -= len(found.data) if isinstance(found, Member) else 0
        yield found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> Member | Refused:
    shown = PurePosixPath(info.filename.replace("\\", "/")).name
    try:
        with archive.open(info) as file:
            found = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        return Refused(shown, f"it cannot be unpacked: {error}")
    if len(found) > most:
        return Refused(shown, f"unpacked, the files are over {_MOST_BYTES / 1e6:.0f} MB")
    return Member(shown, found)


def _is_aside(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
