"""Mentions -> roles: gathered under the name their article gives them, then merged where the rules are sure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from bot.model import ActorKind, ActorMention, Article, Judgement, Merge, Quote, Report, Span
from bot.spelling import Rule, folded
from bot.stories.cast.sameness import SAME, keys

# An outlet that is named for its reporting alone.
_NO_PARTY = frozenset({"reporting"})
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

    @property
    def place(self) -> Quote:
        """Where it stands."""
        return Quote(self.article.id, Span(self.actor.start, self.actor.end))


@dataclass(frozen=True)
class Role:
    """All mentions of one actor, in order of article and place; `why` they are one."""

    mentions: tuple[Mention, ...]
    why: tuple[Merge, ...] = ()

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
    def spellings(self) -> frozenset[str]:
        """Its names and the forms in print, folded."""
        return frozenset(folded(name) for m in self.mentions for name in (m.actor.name, m.form))

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
            if actor.rule in _NO_PARTY:
                continue
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
        out += same if apart else [_union(same, "equal")]
    return out


def merged(roles: Iterable[Role], judgements: Sequence[Judgement] = ()) -> list[Role]:
    """Merge rule by rule, the surest rule first; a role that two different ones could claim stays alone.

    The editor's judgements come first (what is split is seen by no rule) and last (what is merged stays merged).
    """
    now, alone = list(roles), []
    for judgement in judgements:
        if judgement.verdict == "split":
            now, pulled = _split(now, folded(judgement.one))
            alone += pulled
    for rule in SAME:
        now = _by_rule(now, rule)
    now += alone
    for judgement in judgements:
        if judgement.verdict == "merge":
            now = _joined(now, folded(judgement.one), folded(judgement.other))
    return now


def _split(roles: Sequence[Role], name: str) -> tuple[list[Role], list[Role]]:
    """The roles without the mentions of a name or spelling, and these by themselves."""
    kept, pulled = [], []
    for role in roles:
        mine = [m for m in role.mentions if name in (folded(m.form), folded(m.actor.name))]
        rest = [m for m in role.mentions if m not in mine]
        kept += [Role(tuple(rest), role.why)] if rest else []
        pulled += [m if folded(m.actor.name) == name else _as_printed(m) for m in mine]
    return kept, [Role(tuple(sorted(pulled, key=_place)))] if pulled else []


def _as_printed(mention: Mention) -> Mention:
    return Mention(mention.article, replace(mention.actor, name=mention.form, why=""))


def _joined(roles: list[Role], one: str, other: str) -> list[Role]:
    """The roles with those of two names made one."""
    meant = [role for role in roles if {one, other} & role.spellings]
    return [role for role in roles if role not in meant] + [_union(meant, "editor")] if len(meant) > 1 else roles


def _by_rule(roles: Sequence[Role], rule: Rule) -> list[Role]:
    links = _links(roles, rule)
    out: list[Role] = []
    taken: set[int] = set()
    for i in sorted(links, key=lambda n: (-len(roles[n].names[0]), roles[n].names[0], roles[n].kind)):
        if i not in taken:
            group = _unrivalled(i, links, taken)
            taken |= group
            out.append(_union([roles[j] for j in sorted(group)], rule.__name__))
    return out


def _links(roles: Sequence[Role], rule: Rule) -> dict[int, set[int]]:
    """For each role the others that the rule holds to be the same; only those that share a key are compared."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, role in enumerate(roles):
        kinds = {role.kind, ActorKind.PERSON} if role.unknown else {role.kind}
        for key in {(key, kind) for kind in kinds for name in role.names for key in keys(kind, name)}:
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


def _union(roles: Sequence[Role], rule: str) -> Role:
    if len(roles) == 1:
        return roles[0]
    mentions = [mention for role in roles for mention in role.mentions]
    reasons = [Merge(rule, _printed(roles[0]), _printed(other)) for other in roles[1:]]
    known = [reason for role in roles for reason in role.why]
    return Role(tuple(sorted(mentions, key=_place)), (*known, *reasons))


def _printed(role: Role) -> Quote:
    """Where a role's name is printed: its first mention in full, else its first."""
    return next((m for m in role.mentions if m.form == role.names[0]), role.mentions[0]).place


def _place(mention: Mention) -> tuple[str, int]:
    return mention.article.id, mention.actor.start
