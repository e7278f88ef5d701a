"""A picture of figures: each where its number stands on a scale that grows tenfold by steps, hedges drawn as what they admit.

A number printed alone is a point, a rough one a point in a halo, a vague one a band from its least to its most; what
has no upper end ("more than 5,000") fades out. A scale of equal steps would press dozens into one point beside thousands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from babel.numbers import format_compact_decimal
from PIL import ImageColor

from bot.answers.replies.canvas import MARGIN, PLAIN, SMALL, TITLE, WIDTH, Canvas

_HEAD, _ROW, _FOOT = 62, 112, 150
_LEFT, _RIGHT = MARGIN + 10, WIDTH - MARGIN - 40
_POINT, _HALO, _BAND = 13, 24, 11
# What has no end fades over a part of a step of the scale.
_FADE_STEPS = 0.6
_PIECES = 40


class Mark(NamedTuple):
    """A figure: as it is printed, who says so, and the interval that it admits (None: no end); `rough` is "about"."""

    printed: str
    said: str
    low: float | None
    high: float | None
    rough: bool


class Group(NamedTuple):
    """Figures of one thing, with what that is."""

    head: str
    marks: Sequence[Mark]


def chart(title: str, groups: Sequence[Group], legend: Sequence[str], dark: bool = False) -> bytes:
    """The groups as a PNG, one under the other, all on one scale."""
    rows = sum(len(group.marks) for group in groups)
    height = TITLE + _HEAD * len(groups) + _ROW * rows + _FOOT
    canvas = Canvas(height, dark=dark)
    canvas.title(title)
    steps = _steps(groups)
    _scale(canvas, steps, height - _FOOT)
    top = TITLE
    for group in groups:
        canvas.write((MARGIN, top), group.head, PLAIN, "faint")
        top += _HEAD
        for mark in group.marks:
            _draw(canvas, top, mark, steps)
            top += _ROW
    for n, line in enumerate(legend):
        canvas.write((MARGIN, height - 88 + 38 * n), line, SMALL, "faint")
    return canvas.png()


def _steps(groups: Sequence[Group]) -> int:
    """How many tenfold steps the scale has beyond 1: room for the largest number and, where it has no end, for more."""
    return max(1, math.ceil(max(_reach(mark) for group in groups for mark in group.marks)))


def _reach(mark: Mark) -> float:
    """How many steps of the scale a figure needs."""
    end = max(mark.high or mark.low or 0.0, 1.0)
    return math.log10(end) + (_FADE_STEPS if mark.high is None else 0.0)


def _at(value: float, steps: int) -> float:
    """The place of a value: zero stands a step left of one, so that "none" has a place of its own."""
    step = math.log10(value) if value >= 1 else max(-1.0, value - 1)
    return _LEFT + (_RIGHT - _LEFT) * (step + 1) / (steps + 1)


def _scale(canvas: Canvas, steps: int, bottom: int) -> None:
    for step in range(-1, steps + 1):
        value = 0 if step < 0 else 10**step
        x = _at(value, steps)
        canvas.draw.line((x, TITLE, x, bottom - 6), fill=_blend(canvas, "faint", 0.15), width=2)
        label = format_compact_decimal(value, locale="en")
        canvas.write((x - canvas.width(label, SMALL) / 2, bottom), label, SMALL, "faint")


def _draw(canvas: Canvas, top: int, mark: Mark, steps: int) -> None:
    words = canvas.width(mark.printed, PLAIN)
    canvas.write((MARGIN, top), mark.printed, PLAIN)
    if (room := WIDTH - 2 * MARGIN - words - 24) > 60:
        canvas.write((MARGIN + words + 24, top + 5), mark.said, SMALL, "faint", room)
    y, low, high = top + 70, mark.low or 0.0, mark.high
    if high is not None and low == high:
        if mark.rough:
            _disc(canvas, _at(low, steps), y, _HALO, "light")
        _disc(canvas, _at(low, steps), y, _POINT, "strong")
        return
    left = _at(low, steps)
    if high is not None:
        box = (left, y - _BAND, _at(high, steps), y + _BAND)
        canvas.draw.rounded_rectangle(box, _BAND, fill=canvas.colours["light"])
        return
    width = (_RIGHT - _LEFT) / (steps + 1) * _FADE_STEPS / _PIECES
    for n in range(_PIECES):
        box = (left + n * width, y - _BAND, left + (n + 1) * width, y + _BAND)
        canvas.draw.rectangle(box, fill=_blend(canvas, "light", 1 - n / _PIECES))
    canvas.draw.line((left, y - _HALO, left, y + _HALO), fill=canvas.colours["strong"], width=6)


def _disc(canvas: Canvas, x: float, y: float, radius: int, colour: str) -> None:
    canvas.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=canvas.colours[colour])


def _blend(canvas: Canvas, colour: str, part: float) -> tuple[int, ...]:
    """So much of a colour over the ground."""
    over, ground = (ImageColor.getrgb(canvas.colours[name]) for name in (colour, "ground"))
    return tuple(round(part * a + (1 - part) * b) for a, b in zip(over, ground, strict=True))
