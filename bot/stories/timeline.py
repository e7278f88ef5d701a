"""What a story says happened on which day: dated sentences, told once however many articles tell them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.model import Event, Quote
from bot.periods import WIDTH, first_day
from bot.stories.dated import Dated
from bot.stories.telling import Topic, ranked

# Two dated sentences this alike (cosine) tell one event.
SAME_EVENT = 0.62
# What tells a date less than half as well as the best sentence does adds nothing to it: AR1-F .149 with it, .151 without,
# on the twelve Timeline17 timelines at hand.
_TELLING = 0.5
# More events than this of one date are not told apart.
_MOST_EVENTS = 40

Similar = Callable[[Quote, Quote], float]


def timeline(
    found: Sequence[Dated], topic: Topic, witness_of: Mapping[str, str], similar: Similar, most: int | None = None
) -> tuple[Event, ...]:
    """The events that the sentences tell, in date order, those of one date best told first, at most `most` of them.

    `topic` is what the whole timeline is about; `witness_of` maps an article to the witness it belongs to; `similar`
    compares two sentences, from 0 to 1.
    """
    on_date: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for dated in found:
        on_date[dated.value, dated.precision].append(dated)
    events = [
        _event(cluster, witness_of)
        for several in on_date.values()
        for cluster in _told_best(_clusters(ranked(several, topic), similar, most or _MOST_EVENTS), most)
    ]
    return tuple(sorted(events, key=_place))


def _clusters(
    best_first: Sequence[tuple[float, Dated]], similar: Similar, most: int
) -> list[list[tuple[float, Dated]]]:
    """Sentences of one date that tell the same, under the one that tells it best; an article tells a thing once."""
    clusters: list[list[tuple[float, Dated]]] = []
    for scored in best_first:
        quote = scored[1].quote
        home = next((c for c in clusters if similar(quote, c[0][1].quote) >= SAME_EVENT), None)
        if home is None and len(clusters) < most:
            clusters.append([scored])
        elif home is not None and all(other.quote.article != quote.article for _, other in home):
            home.append(scored)
    return clusters


def _told_best(clusters: Sequence[list[tuple[float, Dated]]], most: int | None) -> Iterator[list[tuple[float, Dated]]]:
    """Those that add something to a date, where only so many are wanted; all of them where everything is."""
    best = clusters[0][0][0] if most and clusters else 0.0
    return (cluster for cluster in clusters if cluster[0][0] >= _TELLING * best)


def _event(cluster: Sequence[tuple[float, Dated]], witness_of: Mapping[str, str]) -> Event:
    """One event, its best telling first; what more witnesses tell weighs more."""
    (score, best), *_ = cluster
    witnesses = {witness_of[dated.quote.article] for _, dated in cluster}
    weight = score * (1 + math.log(len(witnesses)))
    standing = 2 if best.printed else 1 if best.aside else 0
    return Event(best.value, best.precision, tuple(dated.quote for _, dated in cluster), weight, standing)


def _place(event: Event) -> tuple[str, int, float, str]:
    """Where an event stands: by its first day, a year before its months and a week before its days."""
    return first_day(event.value), -WIDTH.index(event.precision), -event.weight, event.quotes[0].article
