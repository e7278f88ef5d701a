"""The ledger: every figure of a lens, claims about the same thing side by side, never averaged.

Claims are of the same thing by the first rule of `SAME` that says so; how they stand to each other follows from their
intervals: what can both be true agrees or refines, what cannot is a conflict, unless the claims are of different days.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from bot.model import Claim, FigureMention, Quote, Relation, Report, Sentence, SentenceKind, Span
from bot.periods import precision_of
from bot.prompts import lenses
from bot.senses import classes_of
from bot.stories.copies import shingled
from bot.stories.surroundings import Surroundings
from bot.stories.witnesses import components, copied
from bot.words import tokens

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PERIOD = re.compile(r"\d{4}(?:-\d\d)?")
# "About 5,000" admits 5,200.
_ROUGH = 0.1
# "Down from 615": what it was before.
_FORMER = re.compile(r"\b(?:from|compared (?:with|to)|instead of) (?:the )?$")
# "In Paris the union": but "In January", and "In Paris's suburbs" is a place of its own.
_OPENED = re.compile(r"In ((?:[A-Z][\w-]+)(?: [A-Z][\w-]+)*)(?=,? )")
# So much of what stands around "nobody" and around "62" has to be the same, or they are of two occasions.
_ONE_SETTING = 1.0


class Said(NamedTuple):
    """One mention of a figure in a sentence, with the date that its sentence names and the day as of which it is told; whether it
    is told only as what another was before ("down from 615"), and the place that the passage opens with ("In Tarn")."""

    figure: FigureMention
    quote: Quote
    date: str | None
    day: dt.date | None
    former: bool = False
    setting: str | None = None

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


class Known(NamedTuple):
    """What is known of the articles as a whole: who is a witness, their texts, and what stands around each sentence."""

    witness_of: Mapping[str, str]
    texts: Mapping[str, str]
    around: Surroundings

    def witnesses(self, quotes: Iterable[Quote]) -> int:
        """How many independent witnesses stand behind quotes: one for a copy, and one for a sentence that was taken over."""
        cut = {quote: shingled(tokens(quote.span.of(self.texts[quote.article]))) for quote in quotes}
        linked = [(a, b) for a, b in combinations(cut, 2) if self._one_voice(a, b) or copied(cut[a], cut[b])]
        return len(components(cut, linked))

    def _one_voice(self, one: Quote, other: Quote) -> bool:
        return self.witness_of[one.article] == self.witness_of[other.article]

    def one_setting(self, one: Quote, other: Quote) -> bool:
        """Whether two sentences stand among the same words."""
        return self.around.shared(one, other) >= _ONE_SETTING


def known(reports: Sequence[Report], witness_of: Mapping[str, str]) -> Known:
    """What claims of these articles are weighed by; `witness_of` names the witness that each article is a copy of."""
    return Known(witness_of, {r.article.id: r.article.text for r in reports}, Surroundings(reports))


SameRule = Callable[[Said, Said, Known], bool]


def ledger(reports: Sequence[Report], lens: str, known: Known) -> tuple[Claim, ...]:
    """The claims of one lens, groups with most witnesses first; independent of the order of `reports`."""
    said = sorted(
        (s for report in reports for s in _said(report, lens)), key=lambda s: (s.quote.article, s.figure.start)
    )
    groups = _groups(_same_values(said, known), known)
    claims = [claim for group in groups for claim in _claims(group, lens, known)]
    weight = Counter[str]()
    for claim in claims:
        weight[claim.group] += claim.witnesses
    return tuple(sorted(claims, key=lambda c: (-weight[c.group], c.group, -c.witnesses, c.quotes[0].article)))


def equal_value(a: Said, b: Said, known: Known) -> bool:
    """The same number of the same sort of people, doing the same: one fact, wherever each report puts it."""
    return a.interval[0] == b.interval[0] > 1 and _alike(a, b)


def same_people_and_place(a: Said, b: Said, known: Known) -> bool:
    """Different numbers of one sort of people, of one side, doing the same in the same place."""
    one, other = a.figure, b.figure
    if one.status is None or 1 in (one.low, other.low):
        # One man seen hurt is no count of the hurt.
        return False
    same = (one.status, one.whose, one.destination) == (other.status, other.whose, other.destination)
    told = one.whose or one.destination or (a.setting == b.setting and known.one_setting(a.quote, b.quote))
    return same and bool(told) and bool(a.counted & b.counted)


def nobody_and_somebody(a: Said, b: Said, known: Known) -> bool:
    """ "no injuries" and "62 injured", in two articles, of one day and one setting"""
    none, some = sorted((a, b), key=lambda s: s.interval[1])
    if none.interval[1] > 0 or some.interval[0] <= 1 or not _denies(none.figure, some.figure):
        return False
    if not _two_voices(a, b) or not _one_time(a.day, b.day):
        return False
    if none.figure.whose:
        return none.figure.whose == some.figure.whose
    return (not none.counted or bool(a.counted & b.counted)) and known.one_setting(a.quote, b.quote)


def _denies(none: FigureMention, some: FigureMention) -> bool:
    """Whether the state that nobody is in is that of the others, or one that the lens says covers it."""
    lens = lenses().get(none.lens[0]) if none.lens else None
    covered = lens.covers.get(none.status or "", ()) if lens else ()
    return none.status is not None and some.status in (none.status, *covered)


def _two_voices(a: Said, b: Said) -> bool:
    """Two articles, or two speakers in one: an article that says both by itself knows of two occasions."""
    spoken = a.figure.said_by and b.figure.said_by and a.figure.said_by != b.figure.said_by
    return a.quote.article != b.quote.article or bool(spoken)


SAME: list[SameRule] = [equal_value, same_people_and_place, nobody_and_somebody]


def relation(one: Said, others: Sequence[Said]) -> Relation:
    """How a claim stands to the others of its group: a toll that rises from day to day contradicts nothing."""
    apart = [other for other in others if not _overlap(one.admitted, other.admitted)]
    if apart:
        at_once = (one.former == other.former and _told_at_once(one, other) for other in apart)
        return Relation.CONFLICT if any(at_once) else Relation.OTHER_TIME
    return Relation.REFINE if others else Relation.SINGLE


def _said(report: Report, lens: str) -> Iterator[Said]:
    news = [s for s in report.article.sentences if s.kind is SentenceKind.NEWS]
    for figure in report.facts.figures:
        if lens in figure.lens:
            sentence = next((s for s in news if s.start <= figure.start < s.end), None)
            if sentence:
                date = _date_in(report, sentence)
                quote = Quote(report.article.id, Span(sentence.start, sentence.end))
                day = _day(date or _date_before(report, news, sentence), report)
                before = report.article.text[sentence.start : figure.start]
                yield Said(figure, quote, date, day, bool(_FORMER.search(before)), _setting(report, news, sentence))


def _setting(report: Report, news: Sequence[Sentence], sentence: Sentence) -> str | None:
    """The place that its sentence, or one before it in its paragraph, opens with: "In Paris", said of all that follows."""
    at = news.index(sentence)
    for one in reversed(news[: at + 1]):
        if one.paragraph != sentence.paragraph:
            break
        if opened := _OPENED.match(one.of(report.article.text)):
            return opened[1]
    return None


def _day(date: str | None, report: Report) -> dt.date | None:
    """The day as of which a figure is told: the one that is named, a year or month that is over, else the paper's."""
    printed = report.article.published.date
    if date and _DAY.fullmatch(date):
        return dt.date.fromisoformat(date)
    if date and _PERIOD.fullmatch(date) and printed and not printed.isoformat().startswith(date):
        return dt.date.fromisoformat(f"{date}-01-01"[:10])
    return printed


def _date_before(report: Report, news: Sequence[Sentence], sentence: Sentence) -> str | None:
    """The date that the sentence before it in its paragraph names."""
    at = news.index(sentence)
    beside = at > 0 and news[at - 1].paragraph == sentence.paragraph
    return _date_in(report, news[at - 1]) if beside else None


def _date_in(report: Report, sentence: Sentence) -> str | None:
    """The calendar date its sentence names, when it names one only."""
    inside = (m.value for m in report.facts.dates if sentence.start <= m.start < sentence.end)
    values = {placed[0] for value in inside if (placed := precision_of(value))}
    return values.pop() if len(values) == 1 else None


def _same_values(said: Sequence[Said], known: Known) -> list[list[Said]]:
    """Mentions in lists that say the same number of the same thing; a figure of one is told apart by what is counted."""
    linked = [(a, b) for a, b in combinations(range(len(said)), 2) if _same_claim(said[a], said[b], known)]
    return [[said[n] for n in sorted(members)] for members in components(range(len(said)), linked)]


def _same_claim(a: Said, b: Said, known: Known) -> bool:
    """Equal figures of the same; "nobody" only of one occasion."""
    if a.interval != b.interval or not _alike(a, b):
        return False
    if a.interval[1] == 0:
        return _one_time(a.day, b.day) and known.one_setting(a.quote, b.quote)
    return a.interval[0] > 1 or a.counted == b.counted


def _groups(values: Sequence[list[Said]], known: Known) -> list[list[list[Said]]]:
    """Claims in groups: each joins the first group whose every claim is about the same thing (no chains)."""
    groups: list[list[list[Said]]] = []
    for value in sorted(values, key=lambda v: -len({known.witness_of[s.quote.article] for s in v})):
        home = next((g for g in groups if all(_same_thing(value, other, known) for other in g)), None)
        if home is None:
            groups.append([value])
        else:
            home.append(value)
    return groups


def _same_thing(a: Sequence[Said], b: Sequence[Said], known: Known) -> bool:
    if _told_apart(a, b):
        return False
    return any(rule(x, y, known) for rule in SAME for x in a for y in b)


def _told_apart(a: Sequence[Said], b: Sequence[Said]) -> bool:
    """Whether one article says by itself that nobody was and that some were: it knows of two occasions."""
    zero = a[0].interval[1] == 0 or b[0].interval[1] == 0
    return zero and any(x.quote.article == y.quote.article and not _two_voices(x, y) for x in a for y in b)


def _alike(a: Said, b: Said) -> bool:
    classes = not a.counted or not b.counted or bool(a.counted & b.counted)
    measure = a.figure.unit == b.figure.unit
    return classes and measure and a.figure.status == b.figure.status and _agree(a.figure.whose, b.figure.whose)


def _agree(a: str | None, b: str | None) -> bool:
    """Whether two things said could be one: equal, or one of them left unsaid."""
    return a is None or b is None or a == b


def _one_time(a: dt.date | None, b: dt.date | None) -> bool:
    """Whether two claims can be as of one time; the day of the paper follows the event's by one."""
    return a is None or b is None or abs(a - b) <= dt.timedelta(days=1)


def _told_at_once(one: Said, other: Said) -> bool:
    """Whether two claims are of one time: of one day, where both sentences name theirs."""
    if all(date and _DAY.fullmatch(date) for date in (one.date, other.date)):
        return one.date == other.date
    return _one_time(one.day, other.day)


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _claims(group: Sequence[Sequence[Said]], lens: str, known: Known) -> Iterator[Claim]:
    name = f"{lens}-{group[0][0].quote.article}-{group[0][0].figure.start}"
    for n, same in enumerate(group):
        others = [other[0] for m, other in enumerate(group) if m != n]
        speaker = _fullest(same)
        quotes = tuple(dict.fromkeys([speaker.quote, *(s.quote for s in same)]))
        count = known.witnesses(quotes)
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
