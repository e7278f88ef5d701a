"""Who is an independent witness: articles that carry one agency's or outlet's copy count as one.

A witness is counted for a story (`witnesses`) or for a claim (`voices`): an article that adds reporting of its own to copy
is no second witness for the copy, but it is one for what it adds. Measured on five reports of one event: independent texts
share under 2 % of their five-word shingles, rewritten copies of one agency 5 to 50 % of the shorter text's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from bot.model import Article, Quote, Report, SentenceKind, Span
from bot.stories.copies import ONE_TEXT, Numbers, Shared, shared, shingled, shingles
from bot.words import tokens

# So much of a cut copy stands in the whole one, and of an untagged copy in the agency's.
_CUT, _UNTAGGED = 0.9, 0.4
_NO_SMALL_PART = 0.4
_COPIED_BY_ONE_AGENCY = 0.08
# Below this many shingles two short notices agree by chance.
_ENOUGH = 12
# A shingle in more articles than this is a formula or a widely printed copy; all its pairs would cost quadratically, and
# neighbours in the list connect the copies just as well.
_MANY = 50
# A pair with fewer common shingles is not looked at.
_SOME = 3
# A sentence is copied when this much of it stands elsewhere, and an article copy with additions when this much is copied.
_COPIED_SENTENCE, _COPIED_ARTICLE = 0.6, 0.2

T = TypeVar("T", bound=Hashable)


class Pair(NamedTuple):
    """Two articles and how much of their shingles both have."""

    one: Article
    other: Article
    shared: Shared


class Passage(NamedTuple):
    """A sentence of an article, and the other articles that print it too; without any it is the article's own."""

    span: Span
    also: tuple[str, ...]


PairRule = Callable[[Pair], bool]


def witnesses(articles: Mapping[str, Article], shingled: Mapping[str, Numbers]) -> tuple[tuple[str, ...], ...]:
    """The articles' ids in groups that carry one copy; ids and groups in sorted order, whatever the order of `articles`.

    `shingled` has the shingles of each (see copies)."""
    pairs = overlaps({id: shingled[id] for id in articles})
    linked = [(a, b) for (a, b), found in pairs if any(rule(Pair(articles[a], articles[b], found)) for rule in RULES)]
    return tuple(sorted(tuple(sorted(group)) for group in components(articles, linked)))


def one_text(pair: Pair) -> bool:
    """One text in two papers, with other words here and there."""
    return pair.shared.jaccard >= ONE_TEXT


def cut_text(pair: Pair) -> bool:
    """All that one of them says stands in the other, of which it is no small part: what is a small part of a long report
    may be all that the report took over from it. Then `voices` knows better, claim by claim."""
    return pair.shared.contained >= _CUT and pair.shared.jaccard >= _NO_SMALL_PART


def untagged_copy(pair: Pair) -> bool:
    """An agency's report and a text made from it whose paper does not say so, or says so."""
    agencies = {pair.one.agency, pair.other.agency} - {None}
    return len(agencies) == 1 and pair.shared.contained >= _UNTAGGED


def one_agency(pair: Pair) -> bool:
    """Two write-throughs of one agency's report, which share formulas at the least."""
    named = pair.one.agency is not None and pair.one.agency == pair.other.agency
    return named and pair.shared.contained >= _COPIED_BY_ONE_AGENCY


RULES: list[PairRule] = [one_text, cut_text, untagged_copy, one_agency]


def passages(reports: Sequence[Report]) -> dict[str, tuple[Passage, ...]]:
    """Each article's sentences of news, with the other articles that print them: which are copied and which its own."""
    cut = {report.article.id: _cut(report.article) for report in reports}
    whole = {report.article.id: shingles(report.article) for report in reports}
    neighbours: dict[str, list[str]] = {id: [] for id in cut}
    for (a, b), _ in overlaps(whole, 1):
        neighbours[a].append(b)
        neighbours[b].append(a)
    return {
        id: tuple(
            Passage(span, tuple(other for other in sorted(neighbours[id]) if copied(numbers, whole[other])))
            for span, numbers in cut[id]
        )
        for id in sorted(cut)
    }


def voices(
    quotes: Iterable[Quote], printed: Mapping[str, Sequence[Passage]], witness_of: Mapping[str, str]
) -> list[set[str]]:
    """The independent voices behind quotes, each as the ids of the quoted articles; their number is what counts.

    `printed` comes from `passages`, `witness_of` names each article's group (see `witnesses`).
    """
    labels = {quote: _labels(quote, printed.get(quote.article, ()), witness_of) for quote in quotes}
    linked = [(a, b) for a, b in combinations(labels, 2) if labels[a] & labels[b]]
    return [{quote.article for quote in group} for group in components(labels, linked)]


def _labels(quote: Quote, printed: Sequence[Passage], witness_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """What ties a quote to others: the articles that print it, and its article's witness unless it adds to copy."""
    also = next((p.also for p in printed if p.span.start <= quote.span.start < p.span.end), ())
    carriers = {("printed by", id) for id in (quote.article, *also)}
    copied = sum(bool(passage.also) for passage in printed)
    if not also and copied >= _COPIED_ARTICLE * len(printed) > 0:
        return carriers
    return carriers | {("witness", witness_of[quote.article])}


def overlaps(shingled: Mapping[str, Numbers], enough: int = _ENOUGH) -> Iterator[tuple[tuple[str, str], Shared]]:
    """Pairs of ids that share text, with how much; each pair once. Texts of fewer shingles than `enough` are left out."""
    long = {id: numbers for id, numbers in sorted(shingled.items()) if len(numbers) >= enough}
    found, counts = np.unique(np.concatenate([*long.values(), np.zeros(0, dtype=np.int64)]), return_counts=True)
    held_by_several = found[counts > 1]  # in most texts hardly any
    holders: dict[int, list[str]] = {}
    for id, numbers in long.items():
        for number in np.intersect1d(numbers, held_by_several, assume_unique=True).tolist():
            holders.setdefault(number, []).append(id)
    common: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        common.update(combinations(ids, 2) if len(ids) <= _MANY else pairwise(ids))
    for (a, b), count in common.items():
        if count >= min(_SOME, enough):
            yield (a, b), shared(shingled[a], shingled[b])


def components(items: Iterable[T], linked: Iterable[tuple[T, T]]) -> list[set[T]]:
    """The connected components of a graph: nodes `items`, edges `linked`."""
    group = {item: {item} for item in items}
    for a, b in linked:
        if group[a] is not group[b]:
            group[a] |= group[b]
            for member in group[b]:
                group[member] = group[a]
    return list({id(members): members for members in group.values()}.values())


def _cut(article: Article) -> list[tuple[Span, Numbers]]:
    news = [s for s in article.sentences if s.kind is SentenceKind.NEWS]
    return [(Span(s.start, s.end), shingled(tokens(s.of(article.text)))) for s in news]


def copied(sentence: Numbers, article: Numbers) -> bool:
    """Whether a sentence stands in another text. A sentence of fewer than five words is never known for a copy."""
    return len(sentence) > 0 and int(np.isin(sentence, article).sum()) >= _COPIED_SENTENCE * len(sentence)
