"""A role -> what it says and what is said of it, sentence by sentence in time order, and what texts call it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.model import Actor, ActorKind, Alias, Article, Quote, Report, Saying, Sentence, SentenceKind, Span
from bot.stories.cast.roles import Role
from bot.words import tokens

_ROLES_SHOWN = 3


def sayings(role: Role, reports: Mapping[str, Report]) -> tuple[Saying, ...]:
    """The sentences in which the actor speaks; a sentence that several articles print is one saying."""
    found: list[tuple[Article, Sentence, bool]] = []
    for report, names in _by_article(role, reports):
        for speech in report.facts.speeches:
            sentence = sentence_at(report.article, speech.who.start) or sentence_at(report.article, speech.start)
            if speech.name in names and sentence is not None:
                told = sentence_at(report.article, speech.start) if speech.direct else sentence
                found.append((report.article, told or sentence, speech.direct))
    return in_time(found)


def unnamed(reports: Iterable[Report], witness_of: Mapping[str, str]) -> list[Actor]:
    """Those who speak under a description alone: "US officials", "a baker"."""
    found: defaultdict[str, list[tuple[Article, Sentence, bool]]] = defaultdict(list)
    printed: dict[str, str] = {}
    for report in reports:
        named = {actor.name for actor in report.facts.actors}
        for speech in report.facts.speeches:
            sentence = sentence_at(report.article, speech.start if speech.direct else speech.who.start)
            if speech.name not in named and sentence is not None:
                key = " ".join(tokens(speech.name))
                printed.setdefault(key, speech.name)
                found[key].append((report.article, sentence, speech.direct))
    return [_described(printed[key], several, witness_of) for key, several in sorted(found.items())]


def _described(name: str, found: list[tuple[Article, Sentence, bool]], witness_of: Mapping[str, str]) -> Actor:
    said, articles = in_time(found), sorted({article.id for article, *_ in found})
    first, last = days([article for article, *_ in found])
    return Actor(
        name=name,
        kind=ActorKind.OTHER,
        aliases=(Alias(name, len(found)),),
        articles=tuple(articles),
        witnesses=len({witness_of.get(id, id) for id in articles}),
        quotes=tuple(quote for saying in said for quote in saying.quotes),
        first=first,
        last=last,
        sayings=said,
    )


def doings(role: Role, reports: Mapping[str, Report], said: Iterable[Saying]) -> tuple[Saying, ...]:
    """The news sentences that name the actor and in which it does not speak itself."""
    spoken = {quote for saying in said for quote in saying.quotes}
    found = []
    for mention in role.mentions:
        sentence = sentence_at(mention.article, mention.actor.start)
        if (
            sentence is not None
            and sentence.kind is SentenceKind.NEWS
            and _quote(mention.article, sentence) not in spoken
        ):
            found.append((mention.article, sentence, False))
    return in_time(found)


def roles_of(role: Role, reports: Mapping[str, Report]) -> tuple[Quote, ...]:
    """What texts call the actor, the commonest words first, each once."""
    places: defaultdict[str, list[Quote]] = defaultdict(list)
    for report, names in _by_article(role, reports):
        for d in report.facts.descriptions:
            if d.name in names:
                key = " ".join(
                    word for word in tokens(d.of(report.article.text)) if word not in ("the", "a", "his", "its")
                )
                places[key].append(Quote(report.article.id, Span(d.start, d.end)))
    order = sorted(places, key=lambda key: (-len(places[key]), -len(key), key))
    kept = [key for n, key in enumerate(order) if not any(set(key.split()) <= set(k.split()) for k in order[:n])]
    return tuple(places[key][0] for key in kept[:_ROLES_SHOWN])


def in_time(found: Iterable[tuple[Article, Sentence, bool]]) -> tuple[Saying, ...]:
    """Sentences in order of publication and place, those of the same words together."""
    groups: dict[str, list[tuple[Article, Sentence, bool]]] = {}
    for article, sentence, direct in sorted(found, key=lambda f: (_day(f[0]), f[0].id, f[1].start)):
        groups.setdefault(" ".join(tokens(sentence.of(article.text))), []).append((article, sentence, direct))
    return tuple(
        Saying(
            tuple(dict.fromkeys(_quote(article, sentence) for article, sentence, _ in several)),
            several[0][0].published.date,
            any(direct for *_, direct in several),
        )
        for several in groups.values()
    )


def beside(role: Role, others: Mapping[tuple[str, int], Counter[str]]) -> Counter[str]:
    """The names of actors that stand in the same sentences, with how often; `others` has them by article and sentence."""
    places = {(m.article.id, s.start) for m in role.mentions if (s := sentence_at(m.article, m.actor.start))}
    return sum((others.get(place, Counter()) for place in places), Counter())


def sentence_at(article: Article, offset: int) -> Sentence | None:
    """The sentence that an offset lies in."""
    at = bisect_right(article.sentences, offset, key=lambda s: s.start) - 1
    return article.sentences[at] if at >= 0 and offset < article.sentences[at].end else None


def days(articles: Sequence[Article]) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last publication day."""
    known = sorted(a.published.date for a in articles if a.published.date)
    return (known[0], known[-1]) if known else (None, None)


def _by_article(role: Role, reports: Mapping[str, Report]) -> list[tuple[Report, frozenset[str]]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for mention in role.mentions:
        names[mention.article.id].add(mention.actor.name)
    return [(reports[id], frozenset(several)) for id, several in names.items() if id in reports]


def _quote(article: Article, sentence: Sentence) -> Quote:
    return Quote(article.id, Span(sentence.start, sentence.end))


def _day(article: Article) -> str:
    return article.published.date.isoformat() if article.published.date else "9999"
