"""What a story says happened on which day: dated sentences, told once however many articles tell them.

A day counts for the witnesses that date something on it, and for those that report on it the same day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.model import DateMention, Event, Quote, Report, Sentence, SentenceKind, Span, TimexType

# Two dated sentences this alike (cosine) tell one event.
_SAME_EVENT = 0.62
# A date in words weighs more than the day of the paper it stands in.
_MENTIONED, _PRINTED = 1.0, 0.5
_DATED = (TimexType.DATE, TimexType.TIME)
_PRECISIONS = {
    "day": re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"),
    "week": re.compile(r"(\d{4}-W\d\d(?:-WE)?)"),
    "month": re.compile(r"(\d{4}-\d\d)"),
    "season": re.compile(r"(\d{4}-(?:SP|SU|FA|WI))"),
    "year": re.compile(r"(\d{4})"),
}
_WIDTH = tuple(_PRECISIONS)

Similar = Callable[[Quote, Quote], float]


class Dated(NamedTuple):
    """A sentence and the date of what it tells; `weight` is how strongly the two belong together."""

    quote: Quote
    value: str
    precision: str
    weight: float


def timeline(reports: Sequence[Report], witness_of: Mapping[str, str], similar: Similar) -> tuple[Event, ...]:
    """Every event of the articles in date order; `similar` compares two sentences, from 0 to 1.

    `witness_of` maps an article to the witness it belongs to. Events of one date come heaviest first.
    """
    by_date: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r.article.id):
        for found in dated_sentences(report):
            by_date[found.value, found.precision].append(found)
    events = [_event(cluster, witness_of) for key in sorted(by_date) for cluster in _clusters(by_date[key], similar)]
    return tuple(sorted(events, key=_place))


def important(events: Sequence[Event], dates: int | None, sentences: int | None) -> tuple[Event, ...]:
    """At most `dates` dates, those of most weight, and at most `sentences` events on each; None is all."""
    weight: dict[str, float] = defaultdict(float)
    for event in events:
        weight[event.value] += event.weight
    kept = sorted(weight, key=lambda value: (-weight[value], value))[:dates]
    count: dict[str, int] = defaultdict(int)
    chosen = []
    for event in events:
        count[event.value] += 1
        if event.value in kept and (sentences is None or count[event.value] <= sentences):
            chosen.append(event)
    return tuple(chosen)


def dated_sentences(report: Report) -> Iterator[Dated]:
    """The report's news sentences with the dates in them; its lead stands for the day of the paper where it has none."""
    lead = True
    for sentence in report.article.sentences:
        if sentence.kind is not SentenceKind.NEWS:
            continue
        values = dict(_values(report.facts.dates, sentence))
        for value, precision in values.items():
            yield Dated(_quote(report, sentence), value, precision, _MENTIONED)
        if lead and not values and (day := report.article.published.date):
            yield Dated(_quote(report, sentence), day.isoformat(), "day", _PRINTED)
        lead = False


def first_day(value: str) -> str:
    """The first day of a day, week, month, season or year, for putting them in order; years before their days."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(?:-WE)?", value):
        # A year has 52 or 53 weeks: counted from the first, week 53 is a day in any case.
        return (dt.date.fromisocalendar(int(week[1]), 1, 1) + dt.timedelta(weeks=int(week[2]) - 1)).isoformat()
    season = {"SP": "03", "SU": "06", "FA": "09", "WI": "01"}.get(value[5:])
    return f"{value[:4]}-{season}" if season else value


def _place(event: Event) -> tuple[str, int, float, str]:
    """Where an event stands: by its first day, a year before its months and a week before its days."""
    return first_day(event.value), -_WIDTH.index(event.precision), -event.weight, event.quotes[0].article


def precision_of(value: str) -> tuple[str, str] | None:
    """A TIMEX3 value as (value without its time of day, precision); None for what has no place on a calendar."""
    for precision, pattern in _PRECISIONS.items():
        if found := pattern.fullmatch(value):
            return found[1], precision
    return None


def _values(mentions: Sequence[DateMention], sentence: Sentence) -> Iterator[tuple[str, str]]:
    for mention in mentions:
        inside = sentence.start <= mention.start < sentence.end and mention.type in _DATED
        if inside and (placed := precision_of(mention.value)):
            yield placed


def _quote(report: Report, sentence: Sentence) -> Quote:
    return Quote(report.article.id, Span(sentence.start, sentence.end))


def _clusters(found: Sequence[Dated], similar: Similar) -> list[list[Dated]]:
    """Sentences of one date that tell the same: each joins the first cluster whose every article's telling is like it."""
    clusters: list[list[Dated]] = []
    for dated in found:
        home = next((c for c in clusters if _belongs(dated, c, similar)), None)
        if home is None:
            clusters.append([dated])
        else:
            home.append(dated)
    return clusters


def _belongs(dated: Dated, cluster: Sequence[Dated], similar: Similar) -> bool:
    return all(other.quote.article != dated.quote.article for other in cluster) and (
        sum(similar(dated.quote, other.quote) for other in cluster) / len(cluster) >= _SAME_EVENT
    )


def _event(cluster: Sequence[Dated], witness_of: Mapping[str, str]) -> Event:
    """One event: a witness counts once, and the sentence that stands highest in its article speaks for all."""
    weight_of: dict[str, float] = {}
    for dated in cluster:
        witness = witness_of[dated.quote.article]
        weight_of[witness] = max(weight_of.get(witness, 0.0), dated.weight)
    quotes = sorted((d.quote for d in cluster), key=lambda q: (q.span.start, q.article))
    return Event(cluster[0].value, cluster[0].precision, tuple(quotes), sum(weight_of.values()))
