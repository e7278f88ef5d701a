"""An article and its parts: what an input gives, what reading makes of it, and the slices that are quoted."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The slice itself."""
        return text[self.start : self.end]


class SentenceKind(StrEnum):
    """What a sentence is for: only news and headlines are ever quoted."""

    NEWS = "news"
    HEADLINE = "headline"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence, its paragraph's number (0 is the first) and the rule that marked it."""

    paragraph: int
    kind: SentenceKind = SentenceKind.NEWS
    rule: str = "plain"


class Provenance(StrEnum):
    """How the publication date is known."""

    GIVEN = "given"
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, how that is known, and the rule that says so."""

    date: dt.date | None = None
    how: Provenance = Provenance.UNKNOWN
    rule: str = "none"
    moment: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as an input gave it, before reading. `input` names the file (and line) it came from; `note` is what
    people should know of how it was read (a guessed encoding)."""

    input: str
    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet, read: its sentences marked, its date with its provenance."""

    id: str
    input: str
    text: str
    title: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    author: str | None
    language: str
    published: Published
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a named article: the only form in which news leaves this program."""

    article: str
    span: Span


def sentence_key(article: str, start: int, text: str) -> str:
    """The short name by which a link finds a sentence again, also after the index was rebuilt or the article has changed."""
    return hashlib.sha256(f"{article}:{start}:{text}".encode("utf-8", "replace")).hexdigest()[:12]
