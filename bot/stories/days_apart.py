"""Days that contradict each other: what different papers tell alike and date differently, the odd one out last."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.model import Dispute, Event, Quote, Side
from bot.stories.dated import Dated
from bot.stories.telling import topic_of
from bot.stories.timeline import SAME_EVENT, Similar, timeline
from bot.words import tokens

# Sentences this alike that give their event different days contradict each other; less alike ones tell two events.
# Read on three stories of Timeline17: below .66 most pairs tell two things, between .66 and .7 half of them one.
_ONE_EVENT = 0.66
# Further apart than this, one of the two speaks of another occasion.
_NEAR = dt.timedelta(days=3)


def day_disputes(found: Sequence[Dated], witness_of: Mapping[str, str], similar: Similar) -> tuple[Dispute, ...]:
    """What different witnesses tell alike under different days; `found` are their dated sentences."""
    given = _of_one_day(found)
    text_of = {dated.quote: dated.text for dated in given}
    events = timeline(given, topic_of(given), witness_of, similar)
    linked = [(a, b) for a, b in _near(events) if _contradict(events[a], events[b], text_of, similar)]
    return tuple(_day_dispute([events[n] for n in group], found, witness_of, similar) for group in _groups(linked))


def _groups(linked: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Pairs that contradict, with those that contradict both; in chains of likeness the ends are no longer alike."""
    found: list[set[int]] = []
    for pair in sorted(linked):
        home = next((group for group in found if all(_joined(n, m, linked) for n in group for m in pair)), None)
        if home:
            home.update(pair)
        elif all(group.isdisjoint(pair) for group in found):
            found.append(set(pair))
    return [sorted(group) for group in found]


def _joined(n: int, m: int, linked: Sequence[tuple[int, int]]) -> bool:
    return n == m or (n, m) in linked or (m, n) in linked


def _of_one_day(found: Sequence[Dated]) -> list[Dated]:
    """The sentences that give one day, by its name: of those with two, neither is sure to be the day of what is alike;
    a lead without any may tell of the day before; and "today" in the papers of two days is no contradiction."""
    given = Counter(dated.quote for dated in found if dated.precision == "day" and not dated.printed)
    return [d for d in found if d.precision == "day" and d.by_name and given[d.quote] == 1 and not d.said]


def _near(days: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """The pairs of events, given in date order, that stand under different days near to each other."""
    dates = [dt.date.fromisoformat(event.value) for event in days]
    for a, date in enumerate(dates):
        for b in range(a + 1, len(dates)):
            if dates[b] - date > _NEAR:
                break
            if dates[b] != date:
                yield a, b


def _contradict(a: Event, b: Event, text_of: Mapping[Quote, str], similar: Similar) -> bool:
    """Whether two papers tell events of different days alike; a paper does not differ with itself, but with another of
    its agency where one has changed the day. What counts other numbers is another event: 91 cases on one day, 109 on
    the next."""
    return any(
        x.article != y.article and similar(x, y) >= _ONE_EVENT and _same_numbers(text_of[x], text_of[y])
        for x in a.quotes
        for y in b.quotes
    )


def _same_numbers(one: str, other: str) -> bool:
    a, b = ({word for word in tokens(text) if word[0].isdigit()} for text in (one, other))
    return not a or not b or bool(a & b)


def _day_dispute(
    events: Sequence[Event], found: Sequence[Dated], witness_of: Mapping[str, str], similar: Similar
) -> Dispute:
    """The sides of one event, most witnesses first, each with those that tell it alike and name that day beside another."""
    by_day: dict[str, list[Quote]] = {}
    for event in events:
        by_day.setdefault(event.value, []).extend(event.quotes)
    heard = {quote.article for quotes in by_day.values() for quote in quotes}
    for dated in found:
        quotes = by_day.get(dated.value, [])
        alike = dated.by_name and any(similar(dated.quote, quote) >= SAME_EVENT for quote in quotes)
        if alike and dated.quote.article not in heard:
            heard.add(dated.quote.article)
            quotes.append(dated.quote)
    sides = [Side(day, tuple(quotes), len({witness_of[q.article] for q in quotes})) for day, quotes in by_day.items()]
    first = events[0].quotes[0]
    ordered = sorted(sides, key=lambda side: (-side.witnesses, side.value))
    return Dispute(f"day-{first.article}-{first.span.start}", "day", "day", tuple(ordered))
