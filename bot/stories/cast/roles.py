"""Mentions -> roles: gathered under the name their article gives them, then merged where the rules are sure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from bot.model import ActorKind, ActorMention, Article, Report
from bot.stories.cast.sameness import SAME, Rule, folded, keys

_GEOGRAPHY = frozenset({ActorKind.STATE, ActorKind.PLACE})


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention in its article."""

    article: Article
    actor: ActorMention

    @property
    def form(self) -> str:
        """The words in print."""
        return " ".join(self.actor.of(self.article.text).split())


@dataclass(frozen=True)
class Role:
    """All mentions of one actor, in order of article and place."""

    mentions: tuple[Mention, ...]

    @cached_property
    def kind(self) -> ActorKind:
        """The kind most mentions give it, those of unknown kind aside; the order of the kinds breaks ties."""
        known = [mention for mention in self.mentions if mention.actor.rule != "unknown"]
        counts = Counter(mention.actor.kind for mention in known or self.mentions)
        return min(counts, key=lambda kind: (-counts[kind], list(ActorKind).index(kind)))

    @cached_property
    def unknown(self) -> bool:
        """Whether nothing spoke for its kind anywhere."""
        return all(mention.actor.rule == "unknown" for mention in self.mentions)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The canonical names that articles gave it, most frequent first, then the longer one."""
        counts = Counter(mention.actor.name for mention in self.mentions)
        return tuple(sorted(counts, key=lambda name: (-counts[name], -len(name), name)))


def gathered(reports: Sequence[Report]) -> list[Role]:
    """One role for each name, case and accents aside; a person never shares one with a place of the same name."""
    found: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for report in reports:
        for actor in report.facts.actors:
            found[folded(actor.name), "person" if actor.kind is ActorKind.PERSON else "thing"].append(
                Mention(report.article, actor)
            )
    return _one_kind([Role(tuple(mentions)) for _, mentions in sorted(found.items())])


def _one_kind(roles: list[Role]) -> list[Role]:
    """A name taken for a person here and for an organisation there is one actor; a state or place stays apart."""
    by_name: defaultdict[str, list[Role]] = defaultdict(list)
    for role in roles:
        by_name[folded(role.names[0])].append(role)
    out = []
    for same in by_name.values():
        apart = len(same) > 1 and any(role.kind in _GEOGRAPHY for role in same)
        out += same if apart else [_union(same)]
    return out


def merged(roles: Iterable[Role]) -> list[Role]:
    """Merge rule by rule, the surest rule first; a role that two different ones could claim stays alone."""
    now = list(roles)
    for rule in SAME:
        now = _by_rule(now, rule)
    return now


def _by_rule(roles: Sequence[Role], rule: Rule) -> list[Role]:
    links = _links(roles, rule)
    out: list[Role] = []
    taken: set[int] = set()
    for i in sorted(links, key=lambda n: (-len(roles[n].names[0]), roles[n].names[0], roles[n].kind)):
        if i not in taken:
            group = _unrivalled(i, links, taken)
            taken |= group
            out.append(_union([roles[j] for j in sorted(group)]))
    return out


def _links(roles: Sequence[Role], rule: Rule) -> dict[int, set[int]]:
    """For each role the others that the rule holds to be the same; only those that share a key are compared."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, role in enumerate(roles):
        for key in {key for name in role.names for key in keys(name)}:
            blocks[key].append(i)
    links: dict[int, set[int]] = {i: set() for i in range(len(roles))}
    for i, j in {pair for block in blocks.values() for pair in combinations(block, 2)}:
        if _same(roles[i], roles[j], rule):
            links[i].add(j)
            links[j].add(i)
    return links


def _unrivalled(first: int, links: Mapping[int, set[int]], taken: set[int]) -> set[int]:
    """A role with those linked to it that nobody outside this group could claim as well."""
    group = {first, *(links[first] - taken)}
    return {first, *(j for j in group if links[j] <= group)}


def _same(one: Role, other: Role, rule: Rule) -> bool:
    kind = _common(one, other)
    return kind is not None and any(rule(kind, a, b) for a in one.names for b in other.names)


def _common(one: Role, other: Role) -> ActorKind | None:
    """The kind both have; a word of unknown kind takes a person's, for it may be a surname."""
    if one.kind is other.kind:
        return one.kind
    if ActorKind.PERSON not in (one.kind, other.kind):
        return None
    return ActorKind.PERSON if one.unknown or other.unknown else None


def _union(roles: Sequence[Role]) -> Role:
    mentions = [mention for role in roles for mention in role.mentions]
    return Role(tuple(sorted(mentions, key=lambda m: (m.article.id, m.actor.start))))
