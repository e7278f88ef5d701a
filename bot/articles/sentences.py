"""Text -> paragraphs and sentences, as exact slices. Splitting is sentencex's; ours is what it cannot know:
where a paragraph ends in badly wrapped text, and that "Ft. Hood" and "Maj. Dietz" are one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from bot.articles import front_matter
from bot.model import Sentence, Span
from bot.prompts import lexicon

_BLANK = re.compile(r"\n[ \t\r\f\v]*\n")
_LINE = re.compile(r"[^\n]+")
_WORDS = lexicon("abbreviations")
_NEVER_LAST, _MONTHS, _DAYS = (frozenset(_WORDS[name]) for name in ("never_last", "months", "days"))
# sentencex takes time with the square of a paragraph of unclosed quotation marks: 36 s for 400,000 characters [measured].
_WINDOW = 20_000
# Plain-text mail and old agency feeds break lines near column 72; a body line outside these bounds is a paragraph.
_WRAPPED = range(50, 101)


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`, trimmed: blocks between blank lines, and lines where a block is not hard-wrapped."""
    matter = front_matter.block(text)
    found = [matter] if matter else []
    for block in _blocks(text, matter.end if matter else 0):
        lines = [Span(m.start() + block.start, m.end() + block.start) for m in _LINE.finditer(block.of(text))]
        found += [block] if _hard_wrapped(text, lines) else lines
    return [trimmed for span in found if (trimmed := trim(text, span)) is not None]


def split(text: str, span: Span, language: str = "en") -> list[Span]:
    """The sentences inside `span`, trimmed, in order; `language` is a two-letter code."""
    flat = span.of(text).replace("\n", " ")
    pieces: list[Span] = []
    for found in _boundaries(flat, language):
        piece = trim(text, Span(span.start + found.start, span.start + found.end))
        if piece is None:
            continue
        if pieces and any(rule(text, pieces[-1], piece) for rule in REJOIN):
            pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
    return pieces


def split_sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Every sentence of `text`, unmarked, with its paragraph's number."""
    return tuple(
        Sentence(piece.start, piece.end, number)
        for number, paragraph in enumerate(paragraphs(text))
        for piece in split(text, paragraph, language)
    )


def _boundaries(flat: str, language: str) -> Iterator[Span]:
    """sentencex's sentences of one line of text, a window at a time: the last of a window opens the next one."""
    start = 0
    while start < len(flat):
        window = flat[start : start + _WINDOW]
        cut = sentencex.get_sentence_boundaries(language, window)
        found = [Span(start + piece["start_index"], start + piece["end_index"]) for piece in cut]
        whole = found if start + len(window) == len(flat) or len(found) < 2 else found[:-1]
        yield from whole
        start = whole[-1].end if whole else len(flat)


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    piece = span.of(text)
    bare = piece.strip()
    if not bare:
        return None
    start = span.start + piece.index(bare[0])
    return Span(start, start + len(bare))


def _blocks(text: str, start: int) -> Iterator[Span]:
    for gap in _BLANK.finditer(text, start):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the line breaks of a block are the width of the page and not the writer's."""
    inner = [line.of(text).rstrip() for line in lines[:-1]]
    return (
        bool(inner)
        and all(len(line) in _WRAPPED for line in inner)
        and any(line[-1] not in ".!?”\"’'" for line in inner)
    )


def after_abbreviation(text: str, before: Span, piece: Span) -> bool:
    """ "Ft." and "Maj." end no sentence."""
    return _last_word(text, before).lstrip("(“\"'‘") in _NEVER_LAST


def _last_word(text: str, span: Span) -> str:
    """Where a hundred pieces are joined to one, each is still only looked at once: hence no more than the end."""
    return text[max(span.start, span.end - 40) : span.end].rsplit(maxsplit=1)[-1]


def inside_word(text: str, before: Span, piece: Span) -> bool:
    """ "Iraq-U.S. relations": no white space, no new sentence."""
    return before.end == piece.start and text[piece.start].isalnum()


def wordless(text: str, before: Span, piece: Span) -> bool:
    """A stray full stop or quotation mark belongs to what stands before it."""
    return not any(c.isalnum() for c in piece.of(text))


def inside_date(text: str, before: Span, piece: Span) -> bool:
    """ "on Aug. 7", "5 p.m. EST", "10 p.m. Wednesday"."""
    last, first = _last_word(text, before), piece.of(text).split(maxsplit=1)[0].strip(".,")
    if last in _MONTHS:
        return first[0:1].isdigit()
    return last.lower() in {"a.m.", "p.m."} and (first in _DAYS or (first.isupper() and 2 <= len(first) <= 4))


REJOIN = [after_abbreviation, inside_word, inside_date, wordless]
