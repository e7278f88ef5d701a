"""The briefing of a day: the stories that moved, and of each what its articles tell for the first time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from bot.answers.interests import EVERYTHING, Interests
from bot.answers.lengths import Length
from bot.answers.salience import Centrality, Values, lexrank
from bot.answers.summary import Line, Meaning, Telling, Vector, in_order, rows, summarise, tellable
from bot.model import FigureMention, Quote, Report, Story

# Characters at the top of an article, where the news is.
_TOP = 400
# A briefing is read in the morning: what was printed on the day before belongs to it, unless the reader was told it.
EVE = dt.timedelta(days=1)
# What is this near (cosine) to something told or printed before is no news. On 154 dates of six events .7 and .8 lost a third
# of a point of ROUGE-1 each; to let pass what has other numbers lost as much, and the changes of figures show these anyway.
KNOWN = 0.75

# Sentences this near (cosine) count the same, if they count what is the same.
_ONE_AFFAIR = 0.6

# How near each of some sentences (rows) comes to anything that was printed before a day.
Familiar = Callable[[Vector, dt.date], Values]


@dataclass(frozen=True, slots=True)
class Room:
    """The most stories of a briefing, and the most sentences of each: more where few stories moved."""

    stories: int
    lines: int
    of_few: Mapping[int, int]


ROOM = {
    Length.SHORT: Room(6, 1, {1: 3, 2: 2}),
    Length.MEDIUM: Room(12, 3, {1: 6, 2: 4}),
    Length.LONG: Room(24, 6, {1: 12, 2: 8}),
}


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
    """What briefings are made of: stories, their reports, the sentences' unit vectors, what is familiar, a method of sumy's; how
    long they are to be, and what is of interest."""

    stories: Sequence[Story]
    reports: Mapping[str, Report]
    meaning: Meaning
    familiar: Familiar
    centrality: Centrality = lexrank
    length: Length = Length.MEDIUM
    interests: Interests = EVERYTHING

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
    for one in islice(_moved(printed, day, known), ROOM[printed.length].stories):
        known += [line.quote for line in one.lines]
        moved.append(one)
    return moved


def _moved(printed: Printed, day: dt.date, told: Sequence[Quote]) -> Iterator[Moved]:
    """The stories that moved, one by one, those that touch most of the topics first; `told` grows meanwhile by what was told of
    the ones before."""
    moved = [(story, reports) for story in printed.stories if (reports := printed.of(story, day - EVE, day))]
    weight = {story.id: printed.interests.weight(story, reports) for story, reports in moved}
    found = [pair for pair in moved if weight[pair[0].id]]
    room = ROOM[printed.length]
    length = room.of_few.get(len(found), room.lines)
    for story, reports in sorted(found, key=lambda pair: (-weight[pair[0].id], *_order(*pair))):
        earlier = printed.of(story, dt.date.min, day - 2 * EVE)
        witness_of = {id: group[0] for group in story.witnesses for id in group}
        telling = Telling(reports, printed.meaning, witness_of, earlier, printed.centrality)
        known = _known(printed, reports, day - EVE, told) - _counting_anew(printed, reports, earlier, told)
        known |= _muted(printed, reports) | _overtaken(printed, reports)
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
    """The most telling line of those from the top of an article, then the others in the order of their days."""
    first = min(range(len(lines)), key=lambda n: (lines[n].quote.span.start > _TOP, n))
    return (lines[first], *in_order([*lines[:first], *lines[first + 1 :]], reports))


def _counting_anew(
    printed: Printed, reports: Iterable[Report], earlier: Iterable[Report], told: Iterable[Quote]
) -> set[Quote]:
    """The sentences with a figure of a lens (the dead, the soldiers sent) that no earlier report of the story has, and that was
    not told: whatever else they say over again, the figure is news."""
    before = {figure.low for report in earlier for figure in report.facts.figures}
    before |= {f.low for quote in told if quote.article in printed.reports for f in _figures(printed, quote)}
    quotes = (quote for report in reports for quote in tellable(report))
    return {quote for quote in quotes if any(f.lens and f.low not in before for f in _figures(printed, quote))}


def _overtaken(printed: Printed, reports: Iterable[Report]) -> set[Quote]:
    """The sentences of the eve with a toll that a like sentence of the day puts higher: the dead were 16, and are 43."""
    quotes = [quote for report in reports for quote in tellable(report)]
    counted = [(q, printed.reports[q.article].article.published.date, f) for q in quotes for f in _figures(printed, q)]
    tolls = [(quote, day, figure, figure.low or 0) for quote, day, figure in counted if day and figure.lens]
    vectors = rows([quote for quote, *_ in tolls], printed.meaning)
    return {
        quote
        for n, (quote, day, figure, number) in enumerate(tolls)
        for m, (_, later, more, higher) in enumerate(tolls)
        if (later > day and (figure.lens, figure.status) == (more.lens, more.status) and higher > number)
        and float(vectors[n] @ vectors[m]) >= _ONE_AFFAIR
    }


def _figures(printed: Printed, quote: Quote) -> list[FigureMention]:
    """The figures of a sentence."""
    mentioned = printed.reports[quote.article].facts.figures
    return [figure for figure in mentioned if quote.span.start <= figure.start < quote.span.end]


def _muted(printed: Printed, reports: Iterable[Report]) -> set[Quote]:
    """The sentences of which nothing is to be heard."""
    hears = printed.interests.hears
    return {q for report in reports for q in tellable(report) if not hears(q.span.of(report.article.text))}


def _known(printed: Printed, reports: Sequence[Report], eve: dt.date, told: Sequence[Quote]) -> set[Quote]:
    """The sentences that say what was printed before the eve, or told."""
    quotes = [quote for report in reports for quote in tellable(report)]
    if not quotes:
        return set()
    vectors = rows(quotes, printed.meaning)
    near = printed.familiar(vectors, eve)
    if told:
        near = np.maximum(near, (vectors @ rows(told, printed.meaning).T).max(axis=1))
    return {quote for quote, nearness in zip(quotes, near.tolist(), strict=True) if nearness >= KNOWN}
