"""Where articles come from on disk: files, and folders of them. Feeds and links will come beside these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.articles.formats import MAX_BYTES
from bot.model import Draft, Refused
from bot.shell.quarantine import Quarantine


def drafts_in(paths: Iterable[Path]) -> Iterator[Draft | Refused]:
    """The articles of files and folders, in the order given, folders by name; what cannot be read is refused by name."""
    with Quarantine() as quarantine:
        for path in paths:
            for file in files(path):
                yield from _drafts_of(file, quarantine)


def files(path: Path) -> list[Path]:
    """The files meant by a path: itself, or in a folder all that are not hidden and no README."""
    if not path.is_dir():
        return [path]
    inside = sorted(p for p in path.rglob("*") if p.is_file())
    return [p for p in inside if not _is_aside(p.relative_to(path))]


def _is_aside(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.stem.upper() == "README"


def _drafts_of(file: Path, quarantine: Quarantine) -> Iterator[Draft | Refused]:
    name = str(file.absolute())
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        yield Refused(name, f"cannot be opened: {error.strerror}")
        return
    if size > MAX_BYTES:
        yield Refused(name, f"{size / 1e6:.0f} MB is over the limit of {MAX_BYTES / 1e6:.0f} MB: split it")
        return
    yield from quarantine.drafts(name, data)
