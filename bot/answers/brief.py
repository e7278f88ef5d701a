"""The briefing of a day: the stories that moved, and of each what its articles tell for the first time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from bot.answers.salience import Centrality, lexrank
from bot.answers.summary import Line, Meaning, Telling, Vector, in_order, rows, summarise, tellable
from bot.model import Quote, Report, Story
from bot.prompts import lexicon
from bot.words import tokens

# Stories in a briefing, and sentences a story: more where few stories moved.
_STORIES = 12
_LINES, _LINES_OF_FEW = 3, {1: 6, 2: 4}
# A briefing is read in the morning: what was printed on the day before belongs to it, unless the reader was told it.
EVE = dt.timedelta(days=1)
# What is this near (cosine) to something told or printed before is no news, unless it has other numbers or another weekday:
# "nearly 3,000 more" after "some 750". On 154 dates of six events .7 and .8 lost a third of a point of ROUGE-1 each.
_KNOWN = 0.75
_WEEKDAYS = frozenset(day.lower() for day in lexicon("dates")["weekday"])


class Near(NamedTuple):
    """The sentence nearest to another in meaning, and the cosine."""

    cosine: float
    text: str


# For each of some sentences (rows) the nearest that was printed before a day.
Familiar = Callable[[Vector, dt.date], Sequence[Near]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A story that moved: its reports of the day and its eve, and what is new in them."""

    story: Story
    reports: tuple[Report, ...]
    witnesses: int
    begins: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What briefings are made of: stories, their reports, the sentences' unit vectors, what is familiar, a method of sumy's."""

    stories: Sequence[Story]
    reports: Mapping[str, Report]
    meaning: Meaning
    familiar: Familiar
    centrality: Centrality = lexrank

    def text(self, quote: Quote) -> str:
        """A sentence; empty where its article is not among the reports."""
        report = self.reports.get(quote.article)
        return quote.span.of(report.article.text) if report else ""

    def of(self, story: Story, first: dt.date, last: dt.date) -> list[Report]:
        """The story's reports of these days."""
        dated = (
            (self.reports[id], self.reports[id].article.published.date) for id in story.articles if id in self.reports
        )
        return [report for report, day in dated if day and first <= day <= last]


def brief(printed: Printed, day: dt.date, told: Iterable[Quote] = ()) -> list[Moved]:
    """The stories with reports of `day` or its eve that tell anything new, those that most witnesses tell first. What was
    printed before, and what the reader was told already, is not new."""
    known = list(told)
    moved: list[Moved] = []
    for one in islice(_moved(printed, day, known), _STORIES):
        known += [line.quote for line in one.lines]
        moved.append(one)
    return moved


def _moved(printed: Printed, day: dt.date, told: Sequence[Quote]) -> Iterator[Moved]:
    """The stories that moved, one by one; `told` grows meanwhile by what was told of the ones before."""
    found = [(story, reports) for story in printed.stories if (reports := printed.of(story, day - EVE, day))]
    length = _LINES_OF_FEW.get(len(found), _LINES)
    for story, reports in sorted(found, key=lambda pair: _order(*pair)):
        earlier = printed.of(story, dt.date.min, day - 2 * EVE)
        witness_of = {id: group[0] for group in story.witnesses for id in group}
        telling = Telling(reports, printed.meaning, witness_of, earlier, printed.centrality)
        known = _known(printed, reports, day - EVE, told)
        lines = summarise(telling, length, lambda quote, known=known: quote not in known)  # type: ignore[misc]
        if lines:
            begins = not earlier and {quote.article for quote in told}.isdisjoint(story.articles)
            yield Moved(story, tuple(reports), _witnesses(story, reports), begins, _lead_first(lines, reports))


def _order(story: Story, reports: Sequence[Report]) -> tuple[int, int, str]:
    """The affair with most witnesses first, then the one that most tell of in these days."""
    return -len(story.witnesses), -_witnesses(story, reports), story.id


def _witnesses(story: Story, reports: Iterable[Report]) -> int:
    ids = {report.article.id for report in reports}
    return sum(not ids.isdisjoint(group) for group in story.witnesses)


def _lead_first(lines: Sequence[Line], reports: Sequence[Report]) -> tuple[Line, ...]:
    """The most telling line, then the others in the order of their days."""
    return (*lines[:1], *in_order(lines[1:], reports))


def _known(printed: Printed, reports: Sequence[Report], eve: dt.date, told: Sequence[Quote]) -> set[Quote]:
    """The sentences that say what was printed before the eve, or told."""
    quotes = [quote for report in reports for quote in tellable(report)]
    if not quotes:
        return set()
    vectors = rows(quotes, printed.meaning)
    nearest = zip(quotes, printed.familiar(vectors, eve), _nearest_told(printed, vectors, told), strict=True)
    return {quote for quote, *near in nearest if any(says_the_same(printed.text(quote), other) for other in near)}


def _nearest_told(printed: Printed, vectors: Vector, told: Sequence[Quote]) -> list[Near]:
    if not told:
        return [Near(0.0, "")] * len(vectors)
    cosines = vectors @ rows(told, printed.meaning).T
    return [Near(float(row.max()), printed.text(told[int(row.argmax())])) for row in cosines]


def says_the_same(sentence: str, near: Near) -> bool:
    """Whether a sentence tells nothing new beside the one nearest to it."""
    if near.cosine < _KNOWN:
        return False
    one, other = _counts(sentence), _counts(near.text)
    return not one or not other or bool(one & other)


def _counts(sentence: str) -> set[str]:
    """Its numbers and weekdays."""
    return {word for word in tokens(sentence) if word[0].isdigit() or word in _WEEKDAYS}
