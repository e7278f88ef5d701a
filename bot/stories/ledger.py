"""The ledger: every figure of a lens, claims about the same thing side by side, never averaged.

Claims are of the same thing by the first rule of `SAME` that says so; how they stand to each other follows from their
intervals: what can both be true agrees or refines, what cannot is a conflict, unless the claims are of different days.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from bot.model import Claim, FigureMention, Quote, Relation, Report, Sentence, SentenceKind, Span
from bot.senses import classes_of
from bot.stories.dated import precision_of
from bot.stories.witnesses import components

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# "About 5,000" admits 5,200.
_ROUGH = 0.1


class Said(NamedTuple):
    """One mention of a figure in a sentence, with the date that its sentence names and the day as of which it is told."""

    figure: FigureMention
    quote: Quote
    date: str | None
    day: dt.date | None

    @property
    def interval(self) -> tuple[float, float]:
        """The values it admits: "more than 500" has no upper end."""
        low, high = self.figure.low, self.figure.high
        return (0.0 if low is None else low, math.inf if high is None else high)

    @property
    def admitted(self) -> tuple[float, float]:
        """The interval, widened where the number is printed as a rough one ("about 5,000")."""
        low, high = self.interval
        rough = _ROUGH if self.figure.hedge and low == high else 0.0
        return (low * (1 - rough), high * (1 + rough))

    @property
    def counted(self) -> frozenset[str]:
        """The classes that what is counted can be of (soldiers and troops are one); empty when it can be anything."""
        return classes_of(self.figure.counted)


SameRule = Callable[[Said, Said], bool]


def ledger(reports: Sequence[Report], lens: str, witness_of: Mapping[str, str]) -> tuple[Claim, ...]:
    """The claims of one lens, groups with most witnesses first; independent of the order of `reports`."""
    said = sorted(
        (s for report in reports for s in _said(report, lens)), key=lambda s: (s.quote.article, s.figure.start)
    )
    values = _same_values(said)
    claims = [claim for group in _groups(values, witness_of) for claim in _claims(group, lens, witness_of)]
    weight = Counter[str]()
    for claim in claims:
        weight[claim.group] += claim.witnesses
    return tuple(sorted(claims, key=lambda c: (-weight[c.group], c.group, -c.witnesses, c.quotes[0].article)))


def equal_value(a: Said, b: Said) -> bool:
    """The same number of the same sort of people, doing the same: one fact, wherever each report puts it."""
    return a.interval[0] == b.interval[0] > 1 and _alike(a, b)


def same_people_and_place(a: Said, b: Said) -> bool:
    """Different numbers of one sort of people, of one side, doing the same in the same place."""
    one, other = a.figure, b.figure
    if one.status is None or 1 in (one.low, other.low):
        # One man seen hurt is no count of the hurt.
        return False
    same = (one.status, one.whose, one.destination) == (other.status, other.whose, other.destination)
    return same and bool(a.counted & b.counted)


SAME: list[SameRule] = [equal_value, same_people_and_place]


def relation(one: Said, others: Sequence[Said]) -> Relation:
    """How a claim stands to the others of its group: a toll that rises from day to day contradicts nothing."""
    apart = [other for other in others if not _overlap(one.admitted, other.admitted)]
    if apart:
        return Relation.CONFLICT if any(_one_time(one.day, other.day) for other in apart) else Relation.OTHER_TIME
    return Relation.REFINE if others else Relation.SINGLE


def _said(report: Report, lens: str) -> Iterator[Said]:
    news = [s for s in report.article.sentences if s.kind is SentenceKind.NEWS]
    for figure in report.facts.figures:
        if lens in figure.lens:
            sentence = next((s for s in news if s.start <= figure.start < s.end), None)
            if sentence:
                date = _date_in(report, sentence)
                day = dt.date.fromisoformat(date) if date and _DAY.fullmatch(date) else report.article.published.date
                yield Said(figure, Quote(report.article.id, Span(sentence.start, sentence.end)), date, day)


def _date_in(report: Report, sentence: Sentence) -> str | None:
    """The calendar date its sentence names, when it names one only."""
    inside = (m.value for m in report.facts.dates if sentence.start <= m.start < sentence.end)
    values = {placed[0] for value in inside if (placed := precision_of(value))}
    return values.pop() if len(values) == 1 else None


def _same_values(said: Sequence[Said]) -> list[list[Said]]:
    """Mentions in lists that say the same number of the same thing; a figure of one is told apart by what is counted."""
    linked = [(a, b) for a, b in combinations(range(len(said)), 2) if _same_claim(said[a], said[b])]
    return [[said[n] for n in sorted(members)] for members in components(range(len(said)), linked)]


def _same_claim(a: Said, b: Said) -> bool:
    return a.interval == b.interval and _alike(a, b) and (a.interval[0] > 1 or a.counted == b.counted)


def _groups(values: Sequence[list[Said]], witness_of: Mapping[str, str]) -> list[list[list[Said]]]:
    """Claims in groups: each joins the first group whose every claim is about the same thing (no chains)."""
    groups: list[list[list[Said]]] = []
    for value in sorted(values, key=lambda v: -len({witness_of[s.quote.article] for s in v})):
        home = next((g for g in groups if all(_same_thing(value, other) for other in g)), None)
        if home is None:
            groups.append([value])
        else:
            home.append(value)
    return groups


def _same_thing(a: Sequence[Said], b: Sequence[Said]) -> bool:
    return any(rule(x, y) for rule in SAME for x in a for y in b)


def _alike(a: Said, b: Said) -> bool:
    classes = not a.counted or not b.counted or bool(a.counted & b.counted)
    return classes and a.figure.status == b.figure.status and _agree(a.figure.whose, b.figure.whose)


def _agree(a: str | None, b: str | None) -> bool:
    """Whether two things said could be one: equal, or one of them left unsaid."""
    return a is None or b is None or a == b


def _one_time(a: dt.date | None, b: dt.date | None) -> bool:
    """Whether two claims can be as of one time; the day of the paper follows the event's by one."""
    return a is None or b is None or abs(a - b) <= dt.timedelta(days=1)


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _claims(group: Sequence[Sequence[Said]], lens: str, witness_of: Mapping[str, str]) -> Iterator[Claim]:
    name = f"{lens}-{group[0][0].quote.article}-{group[0][0].figure.start}"
    for n, same in enumerate(group):
        others = [other[0] for m, other in enumerate(group) if m != n]
        speaker = _fullest(same)
        quotes = tuple(dict.fromkeys([speaker.quote, *(s.quote for s in same)]))
        count = len({witness_of[q.article] for q in quotes})
        found = relation(same[0], others)
        if found is Relation.SINGLE and len({q.article for q in quotes}) > 1:
            found = Relation.AGREE
        yield Claim(speaker.figure, _date_of(same), quotes, count, name, found)


def _fullest(same: Sequence[Said]) -> Said:
    """The mention that says most about its figure speaks for the claim; the most frequent hedge breaks a tie."""
    hedges = Counter(s.figure.hedge for s in same)

    def said(s: Said) -> tuple[int, int]:
        figure = s.figure
        parts = (figure.whose, figure.force, figure.origin, figure.destination, figure.status)
        return sum(part is not None for part in parts), hedges[figure.hedge]

    return max(same, key=said)


def _date_of(same: Sequence[Said]) -> str | None:
    dates = Counter(s.date for s in same if s.date)
    return dates.most_common(1)[0][0] if dates else None
