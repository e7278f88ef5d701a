"""The notation in which rules are written.

A pattern is a row of items: `WEEKDAY` is a kind of token (see words.py), `ago` the word itself, `a|an` either,
`{number}` one of MACROS; `?`, `*` and `+` repeat the item or the group before; `<X`, `<-X` and `>X`, `>-X` ask that X
stands (or does not stand) before or after; `( A | B )` is a choice; where the mention is only part of the construction,
it stands in `[ ]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MACROS = {
    "number": "( NUM? FRACTION | NUM SCALE? | {word} ( HYPHEN? {word} )* | a|an SCALE|DOZEN )",
    "numbers": "{number} ( to|or {number} | HYPHEN NUM )?",
    "word": "ONES|TEENS|TENS|SCALE|DOZEN",
    "vague": "( VAGUE_NUMBER | a few | a? couple of? | a number of | dozens|hundreds|thousands of )",
    "approx": "( APPROX | more|less|fewer than | at least|most | up to | no ( more|less|later ) than "
    "| close to | well over )",
    "unit": "UNIT|UNITS",
    "which_units": "( more|additional|full|straight|consecutive|trading|working|long )? UNITS ( or so )? old?",
    "month": "( MONTH | MONTH_ABBR DOT? )",
    "weekday": "( WEEKDAY | WEEKDAY_ABBR DOT? )",
    "day": "DAYNUM|DAYTH",
    "of_year": "( of|in? ( {year} | PAST_ADJ|THIS_ADJ|NEXT_ADJ|the year ) )",
    "year": "( YEARNUM | TEENS TENS ( HYPHEN? ONES )? | TEENS hundred | two thousand ( and? ONES|TEENS )? )",
    "edge": "( EDGE HYPHEN|in|on? | MID HYPHEN? | the? PART_OF_PERIOD of | the first|last|latter|second half of )",
    "which": "( last|next|this|past | the|this PAST_ADJ|NEXT_ADJ|THIS_ADJ )",
    "date": "( WEEKDAY_ABBR DOT COMMA? | WEEKDAY COMMA? )? {month} {day} ( COMMA? YEARNUM )?",
    "which_day": "( {edge}? {date} | {edge}? ( {weekday} COMMA? )? {day} of? {month} ( COMMA? YEARNUM )? | {edge}? WEEKDAY "
    "| TODAY )",
    "time": "( CLOCK AMPM? | DOTTED AMPM | DOTTED >ZONE | HOUR AMPM | HOUR|ONES|TEENS o PUNCT clock )",
}

_ITEM = re.compile(r"(<-|<|>-|>)?(\w[\w|]*|[()\[\]|])([?*+]?)")
_STRUCTURE = {"(": "(?:", ")": ")", "[": "(", "]": ")", "|": "|"}
_LOOK = {"": "[{}]", "<": "(?<=[{}])", "<-": "(?<![{}])", ">": "(?=[{}])", ">-": "(?![{}])"}
# Tags so common that asking for them excludes no sentence.
_COMMON = frozenset(["the", "a", "in", "of", "to", "on", "and", "by", "for", "that", "HYPHEN", "COMMA", "NUM"])

Tags = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pattern: a choice of names, or a piece of structure; `look` and `repeat` are its marks."""

    text: str
    look: str
    repeat: str

    @property
    def names(self) -> list[str]:
        """The kinds and words it accepts."""
        return [] if self.text in _STRUCTURE else self.text.split("|")

    def tags(self, tags_of: Tags) -> str:
        """The tags it accepts."""
        return "".join(sorted(set("".join(map(tags_of, self.names)))))


def items(pattern: str) -> list[Item]:
    """A pattern's items, macros unfolded. ValueError for one that cannot be read."""
    row: list[Item] = []
    for word in _unfolded(pattern).split():
        found = _ITEM.fullmatch(word)
        if found is None:
            raise ValueError(f"{word!r} in {pattern!r}")
        row.append(Item(found[2], found[1] or "", found[3]))
    return row


def literals(row: list[Item]) -> set[str]:
    """The words that a pattern names itself."""
    return {name for item in row for name in item.names if name.islower()}


def expression(row: list[Item], tags_of: Tags) -> str:
    """The pattern as a regular expression over tags; its one group is the mention."""
    source = "".join(
        (_STRUCTURE.get(item.text) or _LOOK[item.look].format(item.tags(tags_of))) + item.repeat for item in row
    )
    return source if any(item.text == "[" for item in row) else f"({source})"


def needed(row: list[Item], tags_of: Tags) -> frozenset[str] | None:
    """Tags of which every match holds one, so that most sentences need not be searched; None where there are none."""
    found, _ = _choice(row, 0, tags_of)
    return found


def _choice(row: list[Item], place: int, tags_of: Tags) -> tuple[frozenset[str] | None, int]:
    """What one of the alternatives from `place` on needs, and where they end: all their needs together."""
    branches: list[frozenset[str] | None] = []
    while True:
        found, place = _row(row, place, tags_of)
        branches.append(found)
        if place >= len(row) or row[place].text != "|":
            break
        place += 1
    known = [branch for branch in branches if branch is not None]
    return (frozenset().union(*known) if len(known) == len(branches) else None), place


def _row(row: list[Item], place: int, tags_of: Tags) -> tuple[frozenset[str] | None, int]:
    """What a row of items needs: the rarest of its obligatory items."""
    needs: list[tuple[bool, frozenset[str]]] = []
    while place < len(row) and row[place].text not in ("|", ")"):
        item = row[place]
        found: frozenset[str] | None = None
        if item.text == "(":
            found, place = _choice(row, place + 1, tags_of)
        elif item.text not in _STRUCTURE and "-" not in item.look:
            found = frozenset(item.tags(tags_of))
        if found is not None and row[place].repeat not in ("?", "*"):
            needs.append((any(set(tags_of(name)) & found for name in _COMMON), found))
        place += 1
    return min(needs, key=lambda need: (need[0], len(need[1])), default=(False, None))[1], place


def _unfolded(pattern: str) -> str:
    """The pattern with its macros, which may hold macros, written out."""
    while (plain := re.sub(r"\{(\w+)\}", lambda macro: MACROS[macro[1]], pattern)) != pattern:
        pattern = plain
    return pattern
