"""A picture of days for a phone: a row a day, its reports as a light bar, its witnesses as a dark one over it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

# Twice the width of a phone's screen in points, so that it is sharp there.
_WIDTH, _MARGIN, _ROW, _TOP, _LABELS = 1080, 48, 104, 150, 300
_LARGE, _PLAIN, _SMALL = 44, 36, 30
# Text on ground reaches a contrast of 7:1 and more in both (WCAG 2, level AAA).
_LIGHT = {"ground": "#ffffff", "text": "#17212b", "faint": "#4a5560", "reports": "#a9cdf0", "witnesses": "#1d6fb8"}
_DARK = {"ground": "#17212b", "text": "#f5f8fa", "faint": "#c3ced8", "reports": "#2f5f8a", "witnesses": "#7cc0ff"}


class Bar(NamedTuple):
    """A day: its name, how many reports and witnesses tell of it, and that in words."""

    day: str
    reports: int
    witnesses: int
    words: str


def picture(title: str, bars: Sequence[Bar], legend: str, dark: bool = False) -> bytes:
    """The days as a PNG, in the colours of a light or a dark screen."""
    from PIL import Image, ImageDraw

    colours = _DARK if dark else _LIGHT
    height = _TOP + _ROW * len(bars) + 90
    image = Image.new("RGB", (_WIDTH, height), colours["ground"])
    draw = ImageDraw.Draw(image)
    whole = _WIDTH - 2 * _MARGIN
    _write(draw, (_MARGIN, 48), _fitting(draw, title, _LARGE, whole), _LARGE, colours["text"])
    most = max((bar.reports for bar in bars), default=1)
    for n, bar in enumerate(bars):
        _row(draw, _TOP + n * _ROW, bar, most, colours)
    _write(draw, (_MARGIN, height - 66), _fitting(draw, legend, _SMALL, whole), _SMALL, colours["faint"])
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _row(draw: ImageDraw, top: int, bar: Bar, most: int, colours: dict[str, str]) -> None:
    _write(draw, (_MARGIN, top), _fitting(draw, bar.day, _PLAIN, _LABELS - 20), _PLAIN, colours["text"])
    left, room = _MARGIN + _LABELS, _WIDTH - 2 * _MARGIN - _LABELS
    for count, colour in ((bar.reports, colours["reports"]), (bar.witnesses, colours["witnesses"])):
        draw.rounded_rectangle((left, top + 4, left + max(12, room * count // most), top + 40), 8, fill=colour)
    _write(draw, (left, top + 46), bar.words, _SMALL, colours["faint"])


def _write(draw: ImageDraw, at: tuple[int, int], text: str, size: int, colour: str) -> None:
    draw.text(at, text, font=_font(size), fill=colour)


def _fitting(draw: ImageDraw, text: str, size: int, room: int) -> str:
    """The text on one line, cut with an ellipsis where it is too long for the room it has."""
    shown = " ".join(text.split())
    while len(shown) > 1 and draw.textlength(shown, _font(size)) > room:
        shown = f"{shown[:-2].rstrip()}…"
    return shown


@cache
def _font(size: int) -> FreeTypeFont | ImageFont:
    """Pillow's own typeface, so that none need be installed."""
    from PIL import ImageFont

    return ImageFont.load_default(size)
