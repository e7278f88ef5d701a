"""A picture of who appears with whom: a row an actor, a disc where two are named in one sentence, the larger the more often.

A triangle of rows is read on a phone where a web of lines is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.answers.replies.canvas import MARGIN, PLAIN, SMALL, TITLE, WIDTH, Canvas
from bot.model import Actor

# So many rows keep their names legible.
SHOWN = 11
_ROW, _LABELS = 78, 430
_CELL = (WIDTH - 2 * MARGIN - _LABELS) // (SHOWN - 1)


Meetings = Mapping[frozenset[str], int]


def together(actors: Sequence[Actor], meetings: Meetings) -> list[str]:
    """The names that a picture shows, in the order given: of those that share a sentence with another of them."""
    names = [actor.name for actor in actors[: 2 * SHOWN]]
    return [one for one in names if any(frozenset((one, other)) in meetings for other in names if other != one)][:SHOWN]


def company(title: str, names: Sequence[str], meetings: Meetings, legend: str, dark: bool = False) -> bytes:
    """The names as a PNG, in the order given."""
    canvas = Canvas(TITLE + _ROW * len(names) + 100, dark=dark)
    canvas.title(title)
    most = max((meetings.get(frozenset(pair), 0) for pair in combinations(names, 2)), default=0) or 1
    for n, name in enumerate(names):
        top = TITLE + n * _ROW
        canvas.write((MARGIN, top + 16), f"{n + 1}  {name}", PLAIN, room=_LABELS - 24)
        for m, other in enumerate(names[:n]):
            _cell(canvas, (m, top), meetings.get(frozenset((name, other)), 0), most)
        if n < len(names) - 1:
            label, x = str(n + 1), MARGIN + _LABELS + (n + 0.5) * _CELL
            canvas.write((x - canvas.width(label, SMALL) / 2, top + 20), label, SMALL, "faint")
    canvas.write((MARGIN, TITLE + _ROW * len(names) + 24), legend, SMALL, "faint")
    return canvas.png()


def _cell(canvas: Canvas, place: tuple[int, int], count: int, most: int) -> None:
    x, y = MARGIN + _LABELS + (place[0] + 0.5) * _CELL, place[1] + _ROW / 2
    # The disc's area, not its width, says how many.
    radius = (count / most) ** 0.5 * (_CELL / 2 - 2) if count else 3
    colour = canvas.colours["strong" if count else "light"]
    canvas.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
