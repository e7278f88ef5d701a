"""Marks every sentence of a text as news, headline, caption, credit or boilerplate, each by a named rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.articles import glued
from bot.articles.furniture import Piece, cut
from bot.articles.sentences import paragraphs, split
from bot.model import Sentence, SentenceKind, Span

_ENDS = '.!?…”"’:;'
# Longer first lines are lead sentences that lost their full stop.
_HEADLINE_WORDS = 25
_CROSS_HEADING_WORDS = 8


def mark(text: str, title: str | None = None, language: str = "en") -> tuple[Sentence, ...]:
    """Every sentence of `text` with its kind and rule, in order; white space between them belongs to none."""
    blocks = [cut(text, paragraph) for paragraph in paragraphs(text)]
    running = [number for number, block in enumerate(blocks) if any(piece.kind is None for piece in block)]
    marked: list[Sentence] = []
    for number, block in enumerate(blocks):
        opens = len(running) > 1 and number == running[0]
        for piece, behind in zip(block, [*block[1:], None], strict=True):
            if piece.kind is not None:
                marked.append(Sentence(piece.span.start, piece.span.end, number, piece.kind, piece.rule))
                continue
            words = piece.span.of(text)
            behind_it = behind.rule if behind else ""
            place = Running(words, title, opens and not _has_dateline(block), number == running[-1], behind_it)
            kind, rule = _kind(place)
            for sentence in _pieces(text, piece.span, kind, language):
                *before, last = glued.parts(text, sentence) if _is_plain(kind, language) else [sentence]
                marked += [Sentence(s.start, s.end, number, SentenceKind.CAPTION, "glued") for s in before]
                marked.append(Sentence(last.start, last.end, number, kind, rule))
    return tuple(marked)


class Running(NamedTuple):
    """A running piece of a paragraph: its words, the article's title, whether it could stand over the text and whether it
    ends it, and the rule of the piece behind it."""

    words: str
    title: str | None
    opens: bool
    closes: bool
    behind: str


KindRule = Callable[[Running], bool]


def before_photo_credit(piece: Running) -> bool:
    """A piece with a photo's credit behind it is the photo's caption; an agency's name behind the last one signs the text."""
    return piece.behind in {"photo_credit", "bracketed_credit"} or (
        piece.behind == "agency_after_caption" and not piece.closes
    )


def is_the_title(piece: Running) -> bool:
    """The title that came with the article, printed over its text."""
    return piece.title is not None and piece.words.strip() == piece.title.strip()


def first_line(piece: Running) -> bool:
    """A short first line without a full stop, over a text."""
    return piece.opens and piece.words.rstrip()[-1] not in _ENDS and len(piece.words.split()) <= _HEADLINE_WORDS


def cross_heading(piece: Running) -> bool:
    """A few words in capitals between paragraphs."""
    return piece.words.isupper() and len(piece.words.split()) <= _CROSS_HEADING_WORDS


def wordless(piece: Running) -> bool:
    """A row of stars, a lone number."""
    return not any(c.isalpha() for c in piece.words)


RULES: list[tuple[KindRule, SentenceKind]] = [
    (before_photo_credit, SentenceKind.CAPTION),
    (is_the_title, SentenceKind.HEADLINE),
    (first_line, SentenceKind.HEADLINE),
    (cross_heading, SentenceKind.HEADLINE),
    (wordless, SentenceKind.BOILERPLATE),
]


def _kind(piece: Running) -> tuple[SentenceKind, str]:
    """The kind of a running piece: the first rule that fits says it, else it is plain news."""
    found = ((kind, rule.__name__) for rule, kind in RULES if rule(piece))
    return next(found, (SentenceKind.NEWS, "plain"))


def _is_plain(kind: SentenceKind, language: str) -> bool:
    """Whether there may be a seam: the words that show it are English."""
    return kind is SentenceKind.NEWS and language == "en"


def _pieces(text: str, span: Span, kind: SentenceKind, language: str) -> list[Span]:
    return [span] if kind is SentenceKind.HEADLINE else split(text, span, language)


def _has_dateline(block: list[Piece]) -> bool:
    return any(piece.rule in {"dateline", "agency_tag"} for piece in block)
