"""One name, one kind: occurrences that speak clearly decide for those that do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.facts.actors.kinds import WEAK
from bot.facts.actors.pieces import Piece
from bot.model import ActorKind
from bot.spelling import folded, sounds_alike

_GEOGRAPHY = frozenset({ActorKind.PLACE, ActorKind.STATE})


@dataclass(frozen=True, slots=True)
class Typed:
    """A piece, its kind and the rule that decided it."""

    piece: Piece
    kind: ActorKind
    rule: str


def agreed(text: str, typed: Sequence[Typed]) -> list[Typed]:
    """The same pieces, with weak verdicts replaced by what the rest of the article says of the same name."""
    clear: defaultdict[str, Counter[ActorKind]] = defaultdict(Counter)
    weak: defaultdict[str, Counter[ActorKind]] = defaultdict(Counter)
    for item in typed:
        (weak if item.rule in WEAK else clear)[item.piece.name][item.kind] += 1
    surnames = _surnames(typed)
    return [_decide(item, clear, weak, surnames) for item in typed]


def _surnames(typed: Sequence[Typed]) -> dict[str, int]:
    """The last words of the people named in full, and where each is first so named."""
    first: dict[str, int] = {}
    for item in typed:
        if item.kind is ActorKind.PERSON and len(item.piece.words) > 1:
            for at in range(1, len(item.piece.words)):
                first.setdefault(" ".join(item.piece.words[at:]), item.piece.start)
            first.setdefault(item.piece.words[0], item.piece.start)
    return first


def _decide(
    item: Typed, clear: dict[str, Counter[ActorKind]], weak: dict[str, Counter[ActorKind]], surnames: dict[str, int]
) -> Typed:
    name = item.piece.name
    if item.rule == "listed" and item.kind in _GEOGRAPHY and surnames.get(name, item.piece.start) < item.piece.start:
        return replace(item, kind=ActorKind.PERSON, rule="surname")
    if item.rule not in WEAK:
        return item
    if name in clear:
        return replace(item, kind=_most(clear[name]), rule="elsewhere")
    if name in surnames or (item.kind is not ActorKind.PERSON and _spelt_otherwise(item, surnames)):
        return replace(item, kind=ActorKind.PERSON, rule="surname")
    if item.rule == "unknown" and len(weak[name]) > 1:
        counts = Counter({kind: n for kind, n in weak[name].items() if kind is not item.kind})
        return replace(item, kind=_most(counts), rule="elsewhere")
    return item


def _spelt_otherwise(item: Typed, surnames: dict[str, int]) -> bool:
    """A single word that sounds like somebody's surname: "the Soleimani burial" in an article on Qasem Suleimani."""
    word = folded(item.piece.name)
    return len(item.piece.words) == 1 and any(sounds_alike(word, folded(known)) for known in surnames)


def _most(counts: Counter[ActorKind]) -> ActorKind:
    return min(counts, key=lambda kind: (-counts[kind], kind.value))
