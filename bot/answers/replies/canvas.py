"""A picture for a phone: its colours by light or dark, text that fits, and the PNG that comes of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

# Twice the width of a phone's screen in points, so that it is sharp there.
WIDTH, MARGIN = 1080, 48
LARGE, PLAIN, SMALL = 40, 36, 30
# Where the title's two lines end.
TITLE = 156
# Pillow's typeface has no arrow.
_DRAWN_AS = str.maketrans({"→": ">"})
# Text on ground reaches a contrast of 7:1 and more in both (WCAG 2, level AAA).
_LIGHT = {"ground": "#ffffff", "text": "#17212b", "faint": "#4a5560", "light": "#a9cdf0", "strong": "#1d6fb8"}
_DARK = {"ground": "#17212b", "text": "#f5f8fa", "faint": "#c3ced8", "light": "#2f5f8a", "strong": "#7cc0ff"}


class Canvas:
    """A picture of the width of a phone and of this height; `draw` is Pillow's."""

    def __init__(self, height: int, *, dark: bool) -> None:
        from PIL import Image, ImageDraw

        self.colours: Mapping[str, str] = _DARK if dark else _LIGHT
        self._image = Image.new("RGB", (WIDTH, height), self.colours["ground"])
        self.draw = ImageDraw.Draw(self._image)

    def title(self, text: str) -> None:
        """The picture's title, in at most two lines."""
        first, rest = "", text.split()
        while rest and self.width(f"{first} {rest[0]}", LARGE) <= WIDTH - 2 * MARGIN:
            first = f"{first} {rest.pop(0)}".strip()
        for n, line in enumerate((first, " ".join(rest))):
            self.write((MARGIN, 36 + 50 * n), line, LARGE)

    def write(
        self, at: tuple[float, float], text: str, size: int = PLAIN, colour: str = "text", room: float | None = None
    ) -> None:
        """Text on one line, its upper left corner at `at`, cut with an ellipsis where it is wider than `room`."""
        shown = self._fitting(text, size, WIDTH - MARGIN - at[0] if room is None else room)
        self.draw.text(at, shown, font=_font(size), fill=self.colours[colour])

    def width(self, text: str, size: int) -> float:
        """How wide a text would be, in pixels."""
        return self.draw.textlength(text, _font(size))

    def png(self) -> bytes:
        """The picture as a file."""
        out = io.BytesIO()
        self._image.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _fitting(self, text: str, size: int, room: float) -> str:
        shown = " ".join(text.translate(_DRAWN_AS).split())
        while len(shown) > 1 and self.width(shown, size) > room:
            shown = f"{shown[:-2].rstrip()}…"
        return shown


@cache
def _font(size: int) -> FreeTypeFont | ImageFont:
    """Pillow's own typeface, so that none need be installed."""
    from PIL import ImageFont

    return ImageFont.load_default(size)
