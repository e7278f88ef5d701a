"""Whole messages as files that read as messages: one a file in tests/golden, written by `pytest --snapshot-update`."""

from __future__ import annotations

from pathlib import Path

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from bot.model import Message

FOLDER = Path(__file__).parent / "golden"


class Golden(SingleFileSnapshotExtension):
    """A snapshot a test case, in a folder named after its module."""

    _write_mode = WriteMode.TEXT
    file_extension = "html"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Beside all others, not beside the test: they are read more often than it."""
        return str(FOLDER / test_location.basename)

    @classmethod
    def discovery_dirname(cls, *, test_location: PyTestLocation) -> str:
        """The folder in which forgotten ones are looked for."""
        return cls.dirname(test_location=test_location)


def as_file(message: Message) -> str:
    """A message as it stands in its file: the HTML, and each row of buttons with what it asks for."""
    rows = (" ".join(f"[{button.label} → {button.request}]" for button in row) for row in message.buttons)
    return "\n".join([message.html, "", *rows, ""])
