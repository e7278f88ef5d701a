"""A role -> what is shown of it: name, spellings, articles, words and deeds, and one quotation from each article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.model import Actor, ActorKind, Alias, Merge, Quote, Report, SentenceKind, Span
from bot.spelling import folded
from bot.stories.cast.roles import Role
from bot.stories.cast.sayings import beside, days, doings, roles_of, sayings, sentence_at

_FULLEST = frozenset({ActorKind.PERSON, ActorKind.MILITARY_UNIT})
_QUOTED = {SentenceKind.NEWS: 0, SentenceKind.HEADLINE: 1}
_BESIDE_SHOWN = 12

Company = Mapping[tuple[str, int], Counter[str]]


def portrait(role: Role, witness_of: Mapping[str, str], reports: Mapping[str, Report]) -> Actor:
    """The actor of a role as a list shows it; `witness_of` maps article ids to witnesses."""
    articles = sorted({mention.article.id for mention in role.mentions})
    forms = Counter(mention.form for mention in role.mentions)
    name = name_of(role)
    first, last = days([mention.article for mention in role.mentions])
    return Actor(
        name=name,
        kind=role.kind,
        aliases=_counted(forms),
        articles=tuple(articles),
        witnesses=len({witness_of.get(article, article) for article in articles}),
        quotes=_quotes(role, name),
        roles=roles_of(role, reports),
        first=first,
        last=last,
        why=(*_within_articles(role), *role.why),
    )


def detailed(role: Role, witness_of: Mapping[str, str], reports: Mapping[str, Report], company: Company) -> Actor:
    """The actor of a role with all that is known of it."""
    plain, said = portrait(role, witness_of, reports), sayings(role, reports)
    others = beside(role, company)
    del others[plain.name]
    return replace(
        plain,
        sayings=said,
        doings=doings(role, reports, said),
        beside=_counted(others)[:_BESIDE_SHOWN],
    )


def company(roles: Sequence[Role]) -> Company:
    """Who is named in each sentence, by article and the sentence's start."""
    found: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for role in roles:
        name = name_of(role)
        for mention in role.mentions:
            sentence = sentence_at(mention.article, mention.actor.start)
            if sentence is not None:
                found[mention.article.id, sentence.start][name] = 1
    return found


def name_of(role: Role) -> str:
    """People and units go by their fullest name, everybody else by the most frequent one."""
    return max(role.names, key=lambda name: (len(name.split()), len(name))) if role.kind in _FULLEST else role.names[0]


def _within_articles(role: Role) -> tuple[Merge, ...]:
    """Why other words stand for the name within an article, once for each of these: where they stand, and where it does."""
    found: dict[tuple[str, str], Merge] = {}
    for mention in role.mentions:
        key = (mention.actor.why, folded(mention.form))
        if mention.actor.why and key not in found:
            full = (m for m in role.mentions if m.article.id == mention.article.id and not m.actor.why)
            found[key] = Merge(mention.actor.why, next(full, mention).place, mention.place)
    return tuple(found.values())


def _counted(several: Counter[str]) -> tuple[Alias, ...]:
    return tuple(Alias(text, n) for text, n in sorted(several.items(), key=lambda pair: (-pair[1], pair[0])))


def _quotes(role: Role, name: str) -> tuple[Quote, ...]:
    """One sentence an article: the first of its news that names the actor, else the headline; full names go first."""
    best: dict[str, tuple[int, int, Quote]] = {}
    for mention in role.mentions:
        sentence = sentence_at(mention.article, mention.actor.start)
        if sentence is None or sentence.kind not in _QUOTED:
            continue
        quote = Quote(mention.article.id, Span(sentence.start, sentence.end))
        rank = (_QUOTED[sentence.kind], sentence.start, quote)
        best[mention.article.id] = min(best.get(mention.article.id, rank), rank, key=lambda r: r[:2])
    texts = {mention.article.id: mention.article.text for mention in role.mentions}
    order = sorted(best.values(), key=lambda r: (r[0], name not in r[2].span.of(texts[r[2].article]), r[2].article))
    return tuple(quote for *_, quote in order)
