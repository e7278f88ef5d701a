"""Who is cited: articles numbered in the order in which an answer first quotes them, and every quote with its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from bot.model import Article, Quote, Report, Source, Span, sentence_key

_LONGEST_LABEL = 28


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as a template shows it: number, the source's short name, and the key of the sentence behind the link."""

    n: int
    label: str
    key: str
    text: str


@dataclass
class Citations:
    """The numbered sources of one answer; `reports` has every article that it may quote."""

    reports: Mapping[str, Report]
    _numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, quotes: Iterable[Quote]) -> list[Cited]:
        """The citations of some quotes, one an article, in the quotes' order."""
        first: dict[str, Quote] = {}
        for quote in quotes:
            first.setdefault(quote.article, quote)
        return [
            Cited(self._number(id), label(self._article(id)), self.key(quote), self.text(quote))
            for id, quote in first.items()
        ]

    def grouped(self, quotes: Iterable[Quote]) -> list[list[Cited]]:
        """The citations with those of one name side by side, for "Reuters¹ ⁴"."""
        named: dict[str, list[Cited]] = {}
        for cited in self.cite(quotes):
            named.setdefault(cited.label, []).append(cited)
        return list(named.values())

    def items(self, quotes: Iterable[Quote]) -> list[dict[str, object]]:
        """The quotes as programs read them."""
        return [
            {"source": self._number(q.article), "start": q.span.start, "end": q.span.end, "text": self.text(q)}
            for q in quotes
        ]

    def text(self, quote: Quote) -> str:
        """The quoted slice itself."""
        return quote.span.of(self._article(quote.article).text)

    def part(self, article: str, span: Span) -> str:
        """A slice of an article."""
        return span.of(self._article(article).text)

    def key(self, quote: Quote) -> str:
        """What the link to the quoted sentence carries."""
        return sentence_key(quote.article, quote.span.start, self.text(quote))

    def sources(self) -> tuple[Source, ...]:
        """The articles that were cited, by number."""
        return tuple(Source(n, self._article(id)) for id, n in self._numbers.items())

    def _number(self, article: str) -> int:
        return self._numbers.setdefault(article, len(self._numbers) + 1)

    def _article(self, id: str) -> Article:
        return self.reports[id].article


def span_item(span: Span, text: str) -> dict[str, object]:
    """A slice of an article's text as programs read it."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def label(article: Article) -> str:
    """A source's short name: the outlet, else the agency, else the words of its file's name; empty where there are none."""
    name = article.outlet or article.agency or _file_name(article.input)
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1].rstrip()}…"


def _file_name(place: str) -> str:
    """ "2020-01-01-harbour-post.txt" -> "Harbour Post"; a name of digits and hex says nothing to anybody."""
    stem = PurePath(place.rsplit("/", 1)[-1].split(":", maxsplit=1)[0]).stem
    return " ".join(word[0].upper() + word[1:] for word in re.split(r"[-_.\s]+", stem) if word.isalpha())
