"""Indexing: drafts become stored articles, and stored articles become stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from bot.articles.reading import read
from bot.facts.actors import Recogniser
from bot.facts.reading import dates_in, read_facts
from bot.model import Article, Draft, Lens, Provenance, Published, Refused, Report, SentenceKind, Story
from bot.shell.embedder import Embedder, Vectors
from bot.shell.store.articles import ArticleStore, Known
from bot.shell.store.rows import digest
from bot.stories.cards import card
from bot.stories.copies import shingles
from bot.stories.dating import infer_dates
from bot.stories.group import tell, threaded
from bot.stories.likeness import by_meaning, by_words
from bot.stories.trees import settle
from bot.stories.witnesses import witnesses

# Articles whose sentences are embedded in one go.
_AT_ONCE = 8
# Articles that are grouped in one transaction: their neighbourhoods are held in memory together.
_SETTLED_AT_ONCE = 128
# Inputs of one call that are read beside each other; more are a corpus, and belong into the store.
_TOGETHER = 50
QUOTABLE = (SentenceKind.NEWS, SentenceKind.HEADLINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `new`, `known`, `changed` or `refused`; `why` is the reason, or a note on how it was read."""

    input: str
    article: str | None
    state: str
    why: str | None = None


class Ready(NamedTuple):
    """An article that is read, with the vectors of its quotable sentences."""

    report: Report
    vectors: Vectors


def index(
    drafts: Iterable[Draft | Refused],
    store: ArticleStore,
    embedder: Embedder,
    lenses: Mapping[str, Lens],
    recognise: Recogniser | None = None,
) -> Iterator[Outcome]:
    """Store the drafts; one outcome for each, in order. Call `regroup` afterwards."""
    rest = iter(drafts)
    reader = partial(read_report, lenses=lenses, recognise=recognise)
    while several := list(islice(rest, _AT_ONCE)):
        yield from _index_batch(several, store, embedder, reader)


def decide(draft: Draft, known: Known | None) -> str:
    """Whether an article is new, known already, or another text of one that is known."""
    if known is None:
        return "new"
    return "known" if known.digest == digest(draft.text) else "changed"


def known_as(draft: Draft, store: ArticleStore) -> Known | None:
    """What the store has of a draft already."""
    return store.known(id=draft.id, url=draft.url, input=draft.input, digest=digest(draft.text))


def prepare(draft: Draft, known: Known | None, embedder: Embedder, reader: Callable[[Draft], Report]) -> Ready:
    """A draft, ready to be stored. It needs no store, so that a store in use goes on answering meanwhile."""
    report = reader(replace(draft, id=known.id if known else draft.id))
    return Ready(report, embedder.encode(_quotable(report.article)))


def reread(store: ArticleStore, lenses: Mapping[str, Lens]) -> None:
    """Read the facts of a home once more whose facts an older version has read."""
    if not store.needs_reading:
        return
    ids = store.ids()
    for start in range(0, len(ids), _SETTLED_AT_ONCE):
        articles = store.articles(ids[start : start + _SETTLED_AT_ONCE])
        store.put_facts({id: read_facts(article, lenses) for id, article in articles.items()})
    store.reread()


def regroup(store: ArticleStore) -> None:
    """Work out the stories, witnesses and inferred dates that articles which came or changed have to do with."""
    if not store.needs_grouping:
        return
    missing = store.shelf.missing()
    for start in range(0, len(missing) or 1, _SETTLED_AT_ONCE):
        with store.db.atomic():
            _shelve(store, missing[start : start + _SETTLED_AT_ONCE])
            _settle(store)
    store.grouped()


def _shelve(store: ArticleStore, ids: Sequence[str]) -> None:
    """Make the cards of these articles."""
    vectors = store.mean_vectors(ids)
    for id, article in store.articles(ids).items():
        store.shelf.put(card(_as_read(article), vectors[id]))


def _settle(store: ArticleStore) -> None:
    """Find the loose articles their trees, and tell anew the stories that have changed with it."""
    loose = set(store.shelf.loose())
    trees = settle(loose, store.shelf.near, store.shelf.tree_of)
    store.shelf.plant(trees)
    for tree in trees:
        known = {frozenset(story.articles): story for story in store.stories.holding(tree.members)}
        told = [
            known[frozenset(ids)] if frozenset(ids) in known and loose.isdisjoint(ids) else _told(store, ids)
            for ids in tree.stories
        ]
        store.stories.put(threaded(told), tree.members)


def _told(store: ArticleStore, ids: Sequence[str]) -> Story:
    """The story of these articles; they date each other where they bear no date themselves."""
    stored, cards = store.articles(ids), store.shelf.cards(ids)
    articles = {id: _as_read(article) for id, article in stored.items()}
    groups = witnesses(articles, {card.id: card.shingles for card in cards})
    dated = infer_dates(groups, articles, dates_in, by_meaning({card.id: card.meaning for card in cards}))
    articles |= {id: replace(articles[id], published=published) for id, published in dated}
    changed = [article for id, article in articles.items() if article.published != stored[id].published]
    store.put_dates({article.id: (article.published, dates_in(article)) for article in changed})
    return tell(articles, cards, groups)


def read_report(draft: Draft, lenses: Mapping[str, Lens], recognise: Recogniser | None = None) -> Report:
    """A draft, read, with its facts; nothing is stored."""
    article = read(draft)
    return Report(article, read_facts(article, lenses, recognise))


def read_together(
    drafts: Iterable[Draft | Refused], lenses: Mapping[str, Lens], recognise: Recogniser | None = None
) -> Iterator[Report | Refused]:
    """Drafts, read, in order; a few of them date each other, as they would in the store."""
    rest = iter(drafts)
    reader = partial(read_report, lenses=lenses, recognise=recognise)
    first = [draft if isinstance(draft, Refused) else reader(draft) for draft in islice(rest, _TOGETHER)]
    reports = {report.article.id: report for report in first if isinstance(report, Report)}
    articles = {id: report.article for id, report in reports.items()}
    groups = witnesses(articles, {id: shingles(article) for id, article in articles.items()})
    dated = dict(infer_dates(groups, articles, lambda article: reports[article.id].facts.dates, by_words(reports)))
    for report in first:
        if isinstance(report, Report) and (published := dated.get(report.article.id)):
            yield _dated(report, published)
        else:
            yield report
    for draft in rest:
        yield draft if isinstance(draft, Refused) else reader(draft)


def _index_batch(
    drafts: Sequence[Draft | Refused], store: ArticleStore, embedder: Embedder, reader: Callable[[Draft], Report]
) -> list[Outcome]:
    seen: dict[str, str] = {}
    outcomes: list[Outcome] = []
    fresh: list[Report] = []
    for draft in drafts:
        if isinstance(draft, Refused):
            outcomes.append(Outcome(draft.input, None, "refused", draft.why))
            continue
        hashed, known = digest(draft.text), known_as(draft, store)
        state = decide(draft, known)
        report = reader(replace(draft, id=known.id if known else draft.id)) if state != "known" else None
        id = known.id if known else report.article.id if report else ""
        # The same article may stand twice among those that are stored together.
        if report and seen.get(id) != hashed:
            fresh = [r for r in fresh if r.article.id != id] + [report]
            seen[id] = hashed
        elif report:
            state = "known"
        outcomes.append(Outcome(draft.input, id, state, draft.note))
    _store(fresh, store, embedder)
    return outcomes


def _store(reports: Sequence[Report], store: ArticleStore, embedder: Embedder) -> None:
    texts = [_quotable(report.article) for report in reports]
    vectors = embedder.encode([text for several in texts for text in several])
    at = 0
    for report, several in zip(reports, texts, strict=True):
        store.put(report, vectors[at : at + len(several)])
        at += len(several)


def _quotable(article: Article) -> list[str]:
    return [s.of(article.text) for s in article.sentences if s.kind in QUOTABLE]


def _as_read(article: Article) -> Article:
    """The article as its own text dates it: what was inferred from others is inferred anew."""
    inferred = article.published.how is Provenance.INFERRED
    return replace(article, published=Published()) if inferred else article


def _dated(report: Report, published: Published) -> Report:
    """The report with another publication date, and its dates read again from there."""
    article = replace(report.article, published=published)
    return Report(article, replace(report.facts, dates=dates_in(article)))
