"""Who is an independent witness: articles that carry one agency's or outlet's copy count as one.

Measured on five reports of one event: independent texts share under 2 % of their five-word shingles, rewritten copies
of one agency 5 to 50 % of the shorter text's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from bot.model import Article, Report, SentenceKind
from bot.words import tokens

_WIDTH = 5
_COPIED = 0.2
_COPIED_BY_ONE_AGENCY = 0.02
# Below this many shingles two short notices agree by chance.
_ENOUGH = 12
# A shingle in more articles than this is a formula ("the United Nations said on Tuesday"), and its pairs cost quadratically.
_FORMULA = 50

Shingle = tuple[str, ...]
T = TypeVar("T", bound=Hashable)


class Pair(NamedTuple):
    """Two articles and the share of the shorter one's shingles that both have."""

    one: Article
    other: Article
    contained: float


PairRule = Callable[[Pair], bool]


def witnesses(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """The articles' ids in groups that carry one copy; ids and groups in sorted order, whatever the order of `reports`."""
    articles = {report.article.id: report.article for report in reports}
    pairs = overlaps({id: shingles(article) for id, article in articles.items()})
    linked = [(a, b) for (a, b), share in pairs if any(rule(Pair(articles[a], articles[b], share)) for rule in RULES)]
    return tuple(sorted(tuple(sorted(group)) for group in components(articles, linked)))


def copied_text(pair: Pair) -> bool:
    """One text in two papers, whole or cut."""
    return pair.contained >= _COPIED


def one_agency(pair: Pair) -> bool:
    """Two write-throughs of one agency's report, which share formulas at the least."""
    named = pair.one.agency is not None and pair.one.agency == pair.other.agency
    return named and pair.contained >= _COPIED_BY_ONE_AGENCY


RULES: list[PairRule] = [copied_text, one_agency]


def shingles(article: Article) -> frozenset[Shingle]:
    """The five-word runs of the article's news sentences."""
    words = [w for s in article.sentences if s.kind is SentenceKind.NEWS for w in tokens(s.of(article.text))]
    return frozenset(zip(*(words[n:] for n in range(_WIDTH)), strict=False))


def overlaps(shingled: Mapping[str, frozenset[Shingle]]) -> Iterator[tuple[tuple[str, str], float]]:
    """Pairs of ids that share a shingle, with the share of the shorter text's; each pair once."""
    holders: dict[Shingle, list[str]] = {}
    for id in sorted(shingled):
        for shingle in shingled[id]:
            holders.setdefault(shingle, []).append(id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _FORMULA:
            shared.update((a, b) for n, a in enumerate(ids) for b in ids[n + 1 :])
    for (a, b), count in shared.items():
        shorter = min(len(shingled[a]), len(shingled[b]))
        if shorter >= _ENOUGH:
            yield (a, b), count / shorter


def components(items: Iterable[T], linked: Iterable[tuple[T, T]]) -> list[set[T]]:
    """The connected components of a graph: nodes `items`, edges `linked`."""
    group = {item: {item} for item in items}
    for a, b in linked:
        if group[a] is not group[b]:
            group[a] |= group[b]
            for member in group[b]:
                group[member] = group[a]
    return list({id(members): members for members in group.values()}.values())
