"""Dated sentences: what an article says of a day, a week, a month or a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.model import DateMention, Quote, Report, Sentence, SentenceKind, Span, TimexType
from bot.periods import precision_of
from bot.prompts import lexicon
from bot.stories.asides import aside, names_event
from bot.words import tokens

_DATED = (TimexType.DATE, TimexType.TIME)
_YEAR = re.compile(r"\d{4}")
_NAMES = frozenset(
    name for table in ("weekday", "weekday_abbr", "month", "month_abbr") for name in lexicon("dates")[table]
)
# "…, he said on Wednesday": the day of the saying, where nothing but small words parts the verb from it.
_SAID = re.compile(rf"\b(?:{'|'.join(lexicon('dates')['words']['saying'])})(?: [\w’']+){{0,3}}(?: on| late| early)* $")


class Dated(NamedTuple):
    """A sentence and the date of what it tells.

    `printed`: no date stands in it, and it is the lead of a paper of that day. `lag`: how many days later the paper
    came out. `said`: the date is that of somebody's saying it. `by_name`: it is named ("Tuesday", "Dec. 29"), not counted
    from the paper's own day ("yesterday"). `aside`: it is the date of something mentioned beside what is told.
    """

    quote: Quote
    text: str
    value: str
    precision: str
    lag: int = 0
    printed: bool = False
    said: bool = False
    by_name: bool = False
    aside: bool = False


def dated_sentences(report: Report) -> Iterator[Dated]:
    """The report's news sentences with the dates in them; its lead stands for the day of the paper where it has
    none of what it tells."""
    lead = True
    for sentence in report.article.sentences:
        if sentence.kind is not SentenceKind.NEWS:
            continue
        yield from (found := _in_words(report, sentence))
        if lead and all(dated.aside for dated in found) and (day := report.article.published.date):
            yield Dated(
                _quote(report, sentence), sentence.of(report.article.text), day.isoformat(), "day", printed=True
            )
        lead = False


def _in_words(report: Report, sentence: Sentence) -> list[Dated]:
    """The dates that stand in a sentence, each once. Where it has another, that of a saying is not what it tells of; and
    "…protesting strikes over the weekend" would put under a weekend what happened on the day of the paper, while "last
    week's strikes" are of that week."""
    text, quote = sentence.of(report.article.text), _quote(report, sentence)
    found: dict[str, Dated] = {}
    for mention, value, precision in _values(report.facts.dates, sentence):
        before = report.article.text[sentence.start : mention.start]
        lag = _days_after(value, precision, report.article.published.date)
        marks = {"said": bool(_SAID.search(before)), "by_name": _by_name(mention.of(report.article.text), lag)}
        after = report.article.text[mention.end : sentence.end]
        dated = Dated(quote, text, value, precision, lag, aside=aside(before, after), **marks)
        if precision != "week" or not dated.aside or names_event(after):
            found.setdefault(value, dated)
    of_events = [dated for dated in found.values() if not dated.said]
    return of_events or list(found.values())


def _by_name(words: str, lag: int) -> bool:
    """Whether a date is given by its name; with its year, on that very day, it is the page's stamp."""
    return not _NAMES.isdisjoint(tokens(words)) and not (lag == 0 and _YEAR.search(words))


def _days_after(value: str, precision: str, published: dt.date | None) -> int:
    """How many days after a day a paper came out; 0 where one of the two is no day."""
    try:
        return (published - dt.date.fromisoformat(value)).days if published and precision == "day" else 0
    except ValueError:
        return 0


def _values(mentions: Sequence[DateMention], sentence: Sentence) -> Iterator[tuple[DateMention, str, str]]:
    for mention in mentions:
        inside = sentence.start <= mention.start < sentence.end and mention.type in _DATED
        if inside and (placed := precision_of(mention.value)):
            yield mention, *placed


def _quote(report: Report, sentence: Sentence) -> Quote:
    return Quote(report.article.id, Span(sentence.start, sentence.end))
