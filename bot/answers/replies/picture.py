"""A picture of days: a row a day, its reports as a light bar, its witnesses as a strong one over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.answers.replies.canvas import MARGIN, PLAIN, SMALL, TITLE, WIDTH, Canvas

_ROW, _LABELS = 104, 300


class Bar(NamedTuple):
    """A day: its name, how many reports and witnesses tell of it, and that in words."""

    day: str
    reports: int
    witnesses: int
    words: str


def picture(title: str, bars: Sequence[Bar], legend: str, dark: bool = False) -> bytes:
    """The days as a PNG, in the colours of a light or a dark screen."""
    height = TITLE + _ROW * len(bars) + 90
    canvas = Canvas(height, dark=dark)
    canvas.title(title)
    most = max((bar.reports for bar in bars), default=1)
    for n, bar in enumerate(bars):
        _row(canvas, TITLE + n * _ROW, bar, most)
    canvas.write((MARGIN, height - 66), legend, SMALL, "faint")
    return canvas.png()


def _row(canvas: Canvas, top: int, bar: Bar, most: int) -> None:
    canvas.write((MARGIN, top), bar.day, PLAIN, room=_LABELS - 20)
    left, room = MARGIN + _LABELS, WIDTH - 2 * MARGIN - _LABELS
    for count, colour in ((bar.reports, "light"), (bar.witnesses, "strong")):
        right = left + max(12, room * count // most)
        canvas.draw.rounded_rectangle((left, top + 4, right, top + 40), 8, fill=canvas.colours[colour])
    canvas.write((left, top + 46), bar.words, SMALL, "faint")
