"""Where capitals say nothing: datelines, headlines and lines in capitals yield only names that are known otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.facts.actors.lexicons import Role, lists
from bot.facts.actors.pieces import Piece
from bot.facts.actors.vote import Typed
from bot.facts.actors.words import UPPER
from bot.model import ActorKind, Sentence, Span

_TOWN = rf"[{UPPER}][{UPPER}'’.-]+(?: [{UPPER}][{UPPER}'’.-]+){{0,2}}"
_DATELINE = re.compile(
    rf"\s*(?P<one>{_TOWN})(?P<two> ?/ ?{_TOWN})?(?=(?:, [{UPPER}][\w.]+(?: [{UPPER}][\w.]+)?)?"
    rf"(?:(?: \([\w ]+\))?\s*(?:--?|–|—) |(?:,? \w+\.? \d+)? \([\w ]+\)| \d{{4}}-\d\d-\d\d))"
)
_WORD = re.compile(r"[^\W_][\w.&'’-]*\w|[^\W\d_]")
_TAG = re.compile(r"[\w,. /]{0,40}?(\([\w .-]+\))")
_LONGEST = 5


def dateline(text: str, sentence: Sentence) -> Iterator[Typed]:
    """The town or two in capitals at the head of a report: "BAGHDAD (AP) -"."""
    match = _DATELINE.match(text, sentence.start, sentence.end)
    if match is None or match["one"].lower() in lists().plain:
        return
    for group in ("one", "two"):
        if match[group]:
            start = match.start(group) + len(match[group]) - len(match[group].lstrip(" /"))
            yield Typed(
                Piece(start, match.end(group), tuple(text[start : match.end(group)].split())),
                ActorKind.PLACE,
                "dateline",
            )


def agency_tag(text: str, start: int, end: int) -> Span | None:
    """The bracket behind a dateline, which names who reports, not who is reported: "BAGHDAD, Iraq (AP) -"."""
    match = _TAG.match(text, start, end)
    return Span(*match.span(1)) if match else None


def shouted(text: str, sentence: Sentence, typed: Sequence[Typed]) -> Iterator[Typed]:
    """The names of a sentence in capitals or headline case that the lists or the rest of the article know."""
    towns = list(dateline(text, sentence))
    yield from towns
    known = {item.piece.name.upper(): item for item in typed}
    words = list(_WORD.finditer(text, towns[-1].piece.end if towns else sentence.start, sentence.end))
    at = 0
    while at < len(words):
        length, found = _longest(text, words, at, known)
        if found is not None:
            yield found
        at += length


def _longest(text: str, words: list[re.Match[str]], at: int, known: dict[str, Typed]) -> tuple[int, Typed | None]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        start, end = words[at].start(), words[at + length - 1].end()
        found = _look_up(text[start:end], start, end, known)
        if found is not None:
            return length, found
    return 1, None


def _look_up(name: str, start: int, end: int, known: dict[str, Typed]) -> Typed | None:
    bare = re.sub(r"['’]S?\Z", "", name, flags=re.IGNORECASE)
    end -= len(name) - len(bare)
    if not bare[:1].isupper():
        return None
    if bare.upper() in known:
        like = known[bare.upper()]
        return Typed(Piece(start, end, like.piece.words), like.kind, "elsewhere")
    phrase = lists().shouted.get(bare.upper())
    entry = lists().phrases.get(phrase) if phrase else None
    if (
        phrase is None
        or entry is None
        or entry.kind is None
        or bare.lower() in lists().plain
        or entry.role is not Role.KNOWN
    ):
        return None
    return (
        Typed(Piece(start, end, tuple(phrase.split())), entry.kind, "listed")
        if bare != "US" or name.isupper()
        else None
    )
