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
    at_head: bool


class Piece(NamedTuple):
    """A part of a paragraph; `kind` None is the running text."""

    span: Span
    kind: SentenceKind | None
    rule: str


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NAMES = _any([name for agency in _AGENCIES for name in (agency["name"], *agency["tags"])])
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_CAPITALS = "[A-ZÀ-ÖØ-Þ.'’-]"
_AGENCY = rf"(?:(?:{_any(_WORDS['agency_phrases'])})(?:\s+(?:the )?(?:{_NAMES}))?|(?:the )?(?:{_NAMES}))"
_PLACE = rf"{_CAPITAL}{_CAPITALS}+(?: {_CAPITAL}{_CAPITALS}+){{0,3}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
_NAME = rf"{_CAPITAL}[\w.'’-]+"
_DAY = r"[A-Z][a-z]{2,8}\.?(?: \d{1,2})?"
_DASH = r"(?:--?|[–—])"
_PAGE_LINES, _PAGE_OPENINGS = ("|".join(_WORDS[name]) for name in ("page_lines", "page_openings"))
_STAMPED = r"(?:(?:updated|published|posted|last modified)(?: on| at)?:?\s*)"
_A_TIME = r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?"
# Furniture stands in the first and last characters of a paragraph, and is short: patterns see no more than this.
_HEAD, _TAIL, _LONGEST = 400, 1000, 3000
# A paragraph has a credit, a stamp and a page's word at each end; a hundred of them are somebody's joke.
_MOST = 12
_A_DATE = r"(?:\d{1,2} \w{3,9}\.? \d{4}|\w{3,9}\.? \d{1,2}, \d{4}|\d{4}[- ]\d\d[- ]\d\d)"
_A_DAY = rf"(?:{_A_DATE}|{_A_TIME})"
_WEEKDAY = rf"(?:(?:{_any(_WORDS['weekdays'])})\w*,? )"
_ZONED = rf"\d{{1,2}}[.:]\d\d(?: ?[ap]\.?m\.?)? (?:{_any(_WORDS['clocks'])})"
# A chronology has days and hours too ("20 April 2010 9:49 p.m. The rig …"), but no clocks of a place.
_AT_A_CLOCK = rf"(?:; {_A_TIME}|(?: (?:{_any(_WORDS['updated'])}))? {_ZONED})"
_PAGE_STAMP = rf"{_WEEKDAY}?(?:{_A_DATE}{_AT_A_CLOCK}|{_ZONED},? {_WEEKDAY}?{_A_DATE})"
_PICTURES = rf"(?:{_NAMES}|{_any(_WORDS['picture_agencies'])})"


def _furniture(name: str, kind: SentenceKind, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Furniture:
    return Furniture(name, kind, re.compile(pattern, flags), pattern.startswith("^"))


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
        rf"^{_PLACE}(?:\s*/\s*{_PLACE})*(?:,?\s+{_DAY})?,?\s*(?:\((?:{_NAMES}|[A-Z]{{2,6}})\)\s*)?(?:{_DAY}\s*)?{_DASH}\s+"
        rf"(?![a-z][^.!?\n]* {_DASH} )",  # "NATO — once its rival — agreed" has no dateline
    ),
    _furniture(
        "agency_tag", CREDIT, rf"^(?:{_NAME}(?: {_NAME}){{0,3}}(?:, {_NAME})?,? )?\((?:{_NAMES})\)\s*{_DASH}\s+"
    ),
    _furniture(
        "page_stamp", BOILERPLATE, rf"^(?:[^|.!?\n]{{1,120}}\| ?)?(?:{_PAGE_STAMP}|{_A_DATE} \|)(?:\s+(?![a-z])|$)"
    ),
    _furniture(
        "advisory",  # "(Repeats to more subscribers)", "(Update 9:08 p.m.)"
        BOILERPLATE,
        rf"^\((?:{_any(_WORDS['advisories'])})\b[^()]*(?:\([^()]*\)[^()]*)?\)\s+",
    ),
    _furniture(
        "picture_credit_in_brackets",  # "(By Ann Orr -- Associated Press) QUILL -- A ferry …"
        CREDIT,
        rf"^\((?:By )?{_NAME}(?: {_NAME}){{0,3}}\s*(?:{_DASH}|/)\s*{_PICTURES}[^()]{{0,40}}\)\s+",
    ),
    _furniture(
        "picture_credit",
        CREDIT,
        rf"^(?:(?:{_any(_WORDS['credit_words'])}):\s*)?(?:{_NAME}[ /]){{1,4}}(?<=/)"
        rf"{_PICTURES}(?:/{_PICTURES})*(?: for {_NAME})?\s+(?=[A-Z“\"])",
    ),
    _furniture(
        "byline_before_text",  # "By Ann Quill and Bo Marsh, CNN The ferry …"
        CREDIT,
        rf"^(?:By|From)\s+{_NAME}(?: {_NAME}){{1,3}}(?:(?:, | and ){_NAME}(?: {_NAME}){{1,3}})*, [A-Z]{{2,5}}\s+(?=[A-Z“\"])",
    ),
    _furniture("media_link", BOILERPLATE, rf"^[^\n]{{0,200}}?\b(?:{_any(_WORDS['media_links'])})\s+(?=[A-Z“\"])"),
    _furniture(
        "over_dateline",  # a headline, a byline, what an agency tells its clients, run into the text
        BOILERPLATE,
        rf"^[^\n]{{1,380}}?(?<![\w.])(?={_PLACE}(?:,?\s+{_DAY})?,?\s*\((?:{_NAMES})\)\s*{_DASH}\s)",
    ),
    _furniture(
        "bracketed_credit",
        CREDIT,
        rf"[(\[](?:{_any(_WORDS['credit_words'])})\b:?[^()\[\]]{{2,120}}[)\]]$",
        re.I,
    ),
    _furniture("photo_credit", CREDIT, rf"\b(?:{_any(_WORDS['credit_words'])}):\s*(?:[^.:!?\n()]|\b[A-Z]\.){{2,60}}$"),
    _furniture("agency_after_caption", CREDIT, rf"(?<=[.!?”\"])\s+(?:{_NAMES})(?: photo)?$"),
    _furniture(
        "page_words_behind",
        BOILERPLATE,
        rf"(?<=[.!?”\"])\s+(?:(?:{_PAGE_LINES})[\s.:!›»>]*|(?:{_PAGE_OPENINGS})(?!\w)[^.!?]{{0,120}}[.!?]?)$",
        re.I,
    ),
    _furniture("reporting_credit", CREDIT, rf"[(\[](?:{_any(_WORDS['reporting_words'])})\b[^()\[\]]*[)\]]\.?$"),
]

WHOLE = [
    # Only over a text can there be lines between such dashes: `paragraphs` makes them one paragraph.
    _furniture("front_matter", BOILERPLATE, r"\ufeff?---[ \t]*\r?\n.*\n---\s*", re.S),
    _furniture("agency_alone", CREDIT, rf"(?:by |©\s*)?(?:the )?(?:{_NAMES})(?:\s*[/,&]\s*(?:{_NAMES}))*\.?", re.I),
    _furniture(
        "reporting_line",
        CREDIT,
        # "Reporting by the BBC found that …" is news of reporting.
        rf"[(\[]?\s*(?:{_any(_WORDS['reporting_words'])}):?\s+(?:the )?{_CAPITAL}"
        rf"(?!.*\b(?:{_any(_WORDS['findings'])})\b).*",
        re.S,
    ),
    _furniture(
        "agencies_line",
        CREDIT,
        rf"[(\[]?(?:with|from|via)\s+{_AGENCY}(?:(?:\s*[,/&]\s*|\s+and\s+){_AGENCY})*\.?[)\]]?",
        re.I,
    ),
    _furniture(
        "byline",
        CREDIT,
        rf"(?:[Bb]y|BY)\s+{_NAME}(?:\s+(?:[a-z]{{2,3}}\s+)?{_NAME}){{1,3}}"
        r"(?:(?:,| and | AND | in | IN | for ).{0,60}(?<![.!?]))?",
    ),
    _furniture(
        "copyright",
        BOILERPLATE,
        rf"(?:copyright\s+(?:©|\(c\)|\d{{4}}|by\b|(?:the )?(?:{_NAMES}))|©|\(c\)\s).*",
        re.I | re.S,
    ),
    _furniture("rights", BOILERPLATE, r".*\ball rights reserved\b.*", re.I | re.S),
    _furniture("page_words", BOILERPLATE, rf"(?:{_PAGE_LINES})[\s.:!›»>]*", re.I),
    _furniture("page_opening", BOILERPLATE, rf"(?:{_PAGE_OPENINGS})(?!\w).{{0,200}}", re.I),
    _furniture("link", BOILERPLATE, r"(?:https?://|www\.)\S+"),
    _furniture(
        "time_stamp", BOILERPLATE, rf"{_STAMPED}?(?:\w{{3,9}},? )?{_A_DAY}(?:[T,]? ?(?:at )?{_A_TIME}.{{0,8}})?", re.I
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
    while rest and len(head) + len(tail) < _MOST and (found := _trim_once(text, rest)):
        piece, rest = found
        (head if piece.span.start < (rest.start if rest else paragraph.end) else tail).append(piece)
        if rest and (whole := _whole(text, rest)):
            return [*head, whole, *reversed(tail)]
    body = [Piece(rest, None, "text")] if rest else []
    return [*head, *body, *reversed(tail)]


def _whole(text: str, span: Span) -> Piece | None:
    if span.end - span.start > _LONGEST:
        return None
    piece = span.of(text)
    return next((Piece(span, rule.kind, rule.name) for rule in WHOLE if rule.pattern.fullmatch(piece)), None)


def _trim_once(text: str, span: Span) -> tuple[Piece, Span | None] | None:
    """The first rule that fits an end of the span, and what it leaves."""
    head = text[span.start : min(span.end, span.start + _HEAD)]
    tail_start = max(span.start, span.end - _TAIL)
    tail = text[tail_start : span.end]
    for rule in TRIMS:
        found = rule.pattern.match(head) if rule.at_head else rule.pattern.search(tail)
        if found:
            offset = span.start if rule.at_head else tail_start
            taken = Span(offset + found.start(), offset + found.end())
            left = Span(taken.end, span.end) if taken.start == span.start else Span(span.start, taken.start)
            return Piece(trim(text, taken) or taken, rule.kind, rule.name), trim(text, left)
    return None
