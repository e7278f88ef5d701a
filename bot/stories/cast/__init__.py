"""The cast of a story: one Actor per real actor across its articles, whatever each article calls it.

mentions by name | names that are one actor | surest merges first, a doubtful one never | actors, most involved first
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.model import Actor, Judgement, Report
from bot.stories.cast.portrait import company, detailed, portrait
from bot.stories.cast.roles import Role, gathered, merged
from bot.stories.cast.sayings import sentence_at, unnamed
from bot.words import stems, tokens


def cast(
    reports: Sequence[Report], witness_of: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> tuple[Actor, ...]:
    """The actors of the reports' articles, by articles, witnesses and mentions; in whatever order the reports come.

    `witness_of` maps an article's id to its witness (copies of one text share one; an id that is missing is its own).
    `articles` of an actor are the sorted ids that name it, `aliases` the forms in print with their counts, `quotes` one
    sentence an article, best first. `judgements` are the editor's word on who is who.
    """
    by_id = {report.article.id: report for report in reports}
    actors = [(role, portrait(role, witness_of, by_id)) for role in _roles(reports, judgements)]
    actors.sort(key=lambda pair: _rank(*pair))
    return tuple(actor for _, actor in actors)


def actor_named(
    topic: str, reports: Sequence[Report], witness_of: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> Actor | None:
    """The most involved actor that has all words of `topic` in one of its spellings, with words and deeds; else None."""
    by_id = {report.article.id: report for report in reports}
    roles = _roles(reports, judgements)
    named = [(role, portrait(role, witness_of, by_id)) for role in roles if _is_called(role, topic)]
    if not named:
        return None
    role, _ = min(named, key=lambda pair: _rank(*pair))
    return detailed(role, witness_of, by_id, company(roles))


def meetings(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Mapping[frozenset[str], int]:
    """How many sentences name two actors, by the pair of their names; a sentence that was reprinted counts once."""
    article = {report.article.id: report.article for report in reports}
    named: dict[str, frozenset[str]] = {}
    for (id, start), names in company(_roles(reports, judgements)).items():
        if sentence := sentence_at(article[id], start):
            named[" ".join(sentence.of(article[id].text).split())] = frozenset(names)
    return Counter(frozenset(pair) for names in named.values() for pair in combinations(names, 2))


def speakers(
    reports: Sequence[Report], witness_of: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> tuple[Actor, ...]:
    """All who are quoted, those with most to say first: the actors, then those who go by a description ("US officials")."""
    by_id = {report.article.id: report for report in reports}
    actors = [detailed(role, witness_of, by_id, {}) for role in _roles(reports, judgements)]
    quoted = [actor for actor in actors if actor.sayings]
    return tuple(sorted([*quoted, *unnamed(reports, witness_of)], key=lambda a: (-len(a.sayings), a.name)))


def _roles(reports: Sequence[Report], judgements: Sequence[Judgement]) -> list[Role]:
    ordered = sorted(reports, key=lambda report: report.article.id)
    return merged(gathered(ordered), judgements)


def _is_called(role: Role, topic: str) -> bool:
    wanted = set(stems(topic)) or set(tokens(topic))
    spellings = {*role.names, *(mention.form for mention in role.mentions)}
    return bool(wanted) and any(wanted <= {*stems(spelling), *tokens(spelling)} for spelling in spellings)


def _rank(role: Role, actor: Actor) -> tuple[object, ...]:
    return (-len(actor.articles), -actor.witnesses, -len(role.mentions), actor.name, actor.kind)
