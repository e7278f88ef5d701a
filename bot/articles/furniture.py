"""What stands in a paragraph and is no news: datelines, stamps, credits, copyright lines. Cut out before sentences are split.

A rule is one pattern with a name; `TRIMS` are tried at the two ends of a paragraph until none fits any more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.articles.sentences import trim
from bot.model import SentenceKind, Span
from bot.prompts import lexicon

_WORDS = lexicon("furniture")
_AGENCIES = lexicon("agencies")["agency"]


class Furniture(NamedTuple):
    """A rule: what its pattern matches is of this kind."""

    name: str
    kind: SentenceKind
    pattern: re.Pattern[str]


class Piece(NamedTuple):
    """A part of a paragraph; `kind` None is the running text."""

    span: Span
    kind: SentenceKind | None
    rule: str


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NAMES = _any([name for agency in _AGENCIES for name in (agency["name"], *agency["tags"])])
_PLACE = r"[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
_DAY = r"[A-Z][a-z]{2,8}\.?(?: \d{1,2})?"
_DASH = r"(?:--?|[–—])"
_STAMPED = r"(?:updated|published|posted|last modified)"
_A_TIME = r"\d{1,2}[.:]\d\d"
_A_DAY = rf"(?:\d{{1,2}} \w{{3,9}}\.? \d{{4}}|\w{{3,9}}\.? \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d|{_A_TIME})"


def _furniture(name: str, kind: SentenceKind, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Furniture:
    return Furniture(name, kind, re.compile(pattern, flags))


BOILERPLATE, CREDIT = SentenceKind.BOILERPLATE, SentenceKind.CREDIT

TRIMS = [
    _furniture(
        "date_stamp",
        BOILERPLATE,
        r"^(?:date|published|updated|posted)\b:?\s*\d{4}-\d\d-\d\d(?:[T ]\d\d:\S*)?(?:\s|$)",
        re.I,
    ),
    _furniture(
        "dateline",
        CREDIT,
        rf"^{_PLACE}(?:\s*/\s*{_PLACE})*(?:,?\s+{_DAY})?,?\s*(?:\((?:{_NAMES})\)\s*)?(?:{_DAY}\s*)?{_DASH}\s+",
    ),
    _furniture("agency_tag", CREDIT, rf"^\((?:{_NAMES})\)\s*{_DASH}\s+"),
    _furniture(
        "bracketed_credit", CREDIT, rf"\s*[(\[](?:{_any(_WORDS['credit_words'])})\b:?[^()\[\]]{{2,120}}[)\]]$", re.I
    ),
    _furniture("photo_credit", CREDIT, rf"\s*\b(?:{_any(_WORDS['credit_words'])}):\s*[^.:!?\n()]{{2,60}}$"),
    _furniture("agency_after_caption", CREDIT, rf"(?<=[.!?”\"])\s+(?:{_NAMES})(?: photo)?$"),
    _furniture("reporting_credit", CREDIT, rf"\s*[(\[](?:{_any(_WORDS['reporting_words'])})\b[^()\[\]]*[)\]]\.?$"),
]

WHOLE = [
    _furniture("agency_alone", CREDIT, rf"(?:by |©\s*)?(?:the )?(?:{_NAMES})(?:\s*[/,&]\s*(?:{_NAMES}))*\.?", re.I),
    _furniture("reporting_line", CREDIT, rf"[(\[]?\s*(?:{_any(_WORDS['reporting_words'])})\b.*", re.S),
    _furniture(
        "agencies_line",
        CREDIT,
        rf"[(\[]?(?:with|from|via)\s+(?:{_any(_WORDS['agency_phrases'])}|(?:the )?(?:{_NAMES})).{{0,60}}",
        re.I,
    ),
    _furniture(
        "byline",
        CREDIT,
        r"by\s+[A-Z][\w.'’-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]+){1,3}(?:(?:,| and | in | for ).{0,60})?",
        re.I,
    ),
    _furniture("copyright", BOILERPLATE, r"(?:copyright|©|\(c\))\s.*", re.I | re.S),
    _furniture("rights", BOILERPLATE, r".*\ball rights reserved\b.*", re.I | re.S),
    _furniture("page_words", BOILERPLATE, rf"(?:{'|'.join(_WORDS['page_lines'])})[\s.:!›»>]*", re.I),
    _furniture("page_opening", BOILERPLATE, rf"(?:{'|'.join(_WORDS['page_openings'])})\b.{{0,200}}", re.I),
    _furniture("link", BOILERPLATE, r"(?:https?://|www\.)\S+"),
    _furniture(
        "time_stamp", BOILERPLATE, rf"{_STAMPED}?:?\s*(?:\w+day,? )?{_A_DAY}(?:[T,]? ?(?:at )?{_A_TIME}.{{0,8}})?", re.I
    ),
]


def cut(text: str, paragraph: Span) -> list[Piece]:
    """The paragraph in pieces: furniture at its ends, and between them the running text, in text order."""
    whole = _whole(text, paragraph)
    if whole:
        return [whole]
    head: list[Piece] = []
    tail: list[Piece] = []
    rest: Span | None = paragraph
    while rest and (found := _trim_once(text, rest)):
        piece, rest = found
        (head if piece.span.start < (rest.start if rest else paragraph.end) else tail).append(piece)
        if rest and (whole := _whole(text, rest)):
            return [*head, whole, *reversed(tail)]
    body = [Piece(rest, None, "text")] if rest else []
    return [*head, *body, *reversed(tail)]


def _whole(text: str, span: Span) -> Piece | None:
    piece = span.of(text)
    return next((Piece(span, rule.kind, rule.name) for rule in WHOLE if rule.pattern.fullmatch(piece)), None)


def _trim_once(text: str, span: Span) -> tuple[Piece, Span | None] | None:
    """The first rule that fits an end of the span, and what it leaves."""
    for rule in TRIMS:
        found = rule.pattern.search(span.of(text))
        if found:
            taken = Span(span.start + found.start(), span.start + found.end())
            left = Span(taken.end, span.end) if taken.start == span.start else Span(span.start, taken.start)
            return Piece(trim(text, taken) or taken, rule.kind, rule.name), trim(text, left)
    return None
