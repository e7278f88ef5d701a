"""A role -> what is shown of it: the name, the spellings, the articles and one quotation from each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.model import Actor, ActorKind, Alias, Quote, Sentence, SentenceKind, Span
from bot.stories.cast.roles import Mention, Role

_FULLEST = frozenset({ActorKind.PERSON, ActorKind.MILITARY_UNIT})
_QUOTED = {SentenceKind.NEWS: 0, SentenceKind.HEADLINE: 1}


def portrait(role: Role, witness_of: Mapping[str, str]) -> Actor:
    """The actor of a role; `witness_of` maps article ids to witnesses."""
    articles = sorted({mention.article.id for mention in role.mentions})
    forms = Counter(mention.form for mention in role.mentions)
    name = _name(role)
    return Actor(
        name=name,
        kind=role.kind,
        aliases=tuple(
            Alias(text, count) for text, count in sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        articles=tuple(articles),
        witnesses=len({witness_of.get(article, article) for article in articles}),
        quotes=_quotes(role, name),
    )


def _name(role: Role) -> str:
    """People and units go by their fullest name, everybody else by the most frequent one."""
    return max(role.names, key=lambda name: (len(name.split()), len(name))) if role.kind in _FULLEST else role.names[0]


def _quotes(role: Role, name: str) -> tuple[Quote, ...]:
    """One sentence an article: the first of its news that names the actor, else the headline; full names go first."""
    best: dict[str, tuple[int, int, Quote]] = {}
    for mention in role.mentions:
        sentence = _sentence(mention)
        if sentence is None or sentence.kind not in _QUOTED:
            continue
        quote = Quote(mention.article.id, Span(sentence.start, sentence.end))
        rank = (_QUOTED[sentence.kind], sentence.start, quote)
        best[mention.article.id] = min(best.get(mention.article.id, rank), rank, key=lambda r: r[:2])
    texts = {mention.article.id: mention.article.text for mention in role.mentions}
    order = sorted(best.values(), key=lambda r: (r[0], name not in r[2].span.of(texts[r[2].article]), r[2].article))
    return tuple(quote for *_, quote in order)


def _sentence(mention: Mention) -> Sentence | None:
    return next((s for s in mention.article.sentences if s.start <= mention.actor.start < s.end), None)
