"""Indexing: drafts become stored articles, and stored articles become stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.articles.reading import read
from bot.facts.reading import read_facts
from bot.model import Article, Draft, Facts, Lens, Provenance, Published, Refused, Report, SentenceKind
from bot.shell.embedder import Embedder
from bot.shell.store.articles import ArticleStore, Known
from bot.shell.store.rows import digest
from bot.stories.dating import infer_dates
from bot.stories.group import card, group, stories
from bot.stories.likeness import by_meaning, by_words
from bot.stories.witnesses import witnesses

# Articles whose sentences are embedded in one go.
_AT_ONCE = 8
# Inputs of one call that are read beside each other; more are a corpus, and belong into the store.
_TOGETHER = 50
QUOTABLE = (SentenceKind.NEWS, SentenceKind.HEADLINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `new`, `known`, `changed` or `refused` (then `why` says the reason)."""

    input: str
    article: str | None
    state: str
    why: str | None = None


def index(
    drafts: Iterable[Draft | Refused], store: ArticleStore, embedder: Embedder, lenses: Mapping[str, Lens]
) -> Iterator[Outcome]:
    """Store the drafts; one outcome for each, in order. Call `regroup` afterwards."""
    rest = iter(drafts)
    while several := list(islice(rest, _AT_ONCE)):
        yield from _index_batch(several, store, embedder, lenses)


def decide(draft: Draft, known: Known | None) -> str:
    """Whether an article is new, known already, or another text of one that is known."""
    if known is None:
        return "new"
    return "known" if known.digest == digest(draft.text) else "changed"


def regroup(store: ArticleStore, lenses: Mapping[str, Lens]) -> None:
    """Work out stories, witnesses and inferred dates anew, when articles have come since the last time."""
    if not store.needs_grouping:
        return
    reports = {id: _as_read(report, lenses) for id, report in store.reports(store.ids()).items()}
    vectors = store.mean_vectors()
    groups = group([card(report.article, vectors[id]) for id, report in reports.items()])
    dated: dict[str, Published] = {}
    for story in stories(reports, groups):
        dated |= infer_dates(story.witnesses, reports, by_meaning(vectors))
    inferred = {id: _dated(reports[id], published, lenses) for id, published in dated.items()}
    reports |= inferred
    store.put_dates({id: (report.article.published, report.facts) for id, report in inferred.items()})
    store.put_stories(stories(reports, groups))


def read_report(draft: Draft, lenses: Mapping[str, Lens]) -> Report:
    """A draft, read, with its facts; nothing is stored."""
    article = read(draft)
    return Report(article, read_facts(article, lenses))


def read_together(drafts: Iterable[Draft | Refused], lenses: Mapping[str, Lens]) -> Iterator[Report | Refused]:
    """Drafts, read, in order; a few of them date each other, as they would in the store."""
    rest = iter(drafts)
    first = [draft if isinstance(draft, Refused) else read_report(draft, lenses) for draft in islice(rest, _TOGETHER)]
    reports = {report.article.id: report for report in first if isinstance(report, Report)}
    dated = dict(infer_dates(witnesses(list(reports.values())), reports, by_words(reports)))
    for report in first:
        if isinstance(report, Report) and (published := dated.get(report.article.id)):
            yield _dated(report, published, lenses)
        else:
            yield report
    for draft in rest:
        yield draft if isinstance(draft, Refused) else read_report(draft, lenses)


def _index_batch(
    drafts: Sequence[Draft | Refused], store: ArticleStore, embedder: Embedder, lenses: Mapping[str, Lens]
) -> list[Outcome]:
    seen: dict[str, str] = {}
    outcomes: list[Outcome] = []
    fresh: list[Report] = []
    for draft in drafts:
        if isinstance(draft, Refused):
            outcomes.append(Outcome(draft.input, None, "refused", draft.why))
            continue
        hashed = digest(draft.text)
        known = store.known(id=draft.id, url=draft.url, input=draft.input, digest=hashed)
        state = decide(draft, known)
        report = read_report(replace(draft, id=known.id if known else draft.id), lenses) if state != "known" else None
        id = known.id if known else report.article.id if report else ""
        # The same article may stand twice among those that are stored together.
        if report and seen.get(id) != hashed:
            fresh = [r for r in fresh if r.article.id != id] + [report]
            seen[id] = hashed
        elif report:
            state = "known"
        outcomes.append(Outcome(draft.input, id, state))
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


def _as_read(report: Report, lenses: Mapping[str, Lens]) -> Report:
    """The report as its own text dates it: what was inferred from others is inferred anew."""
    if report.article.published.how is not Provenance.INFERRED:
        return report
    return _dated(report, Published(), lenses)


def _dated(report: Report, published: Published, lenses: Mapping[str, Lens]) -> Report:
    """The report with another publication date, and its dates read again from there."""
    article = replace(report.article, published=published)
    facts: Facts = replace(report.facts, dates=read_facts(article, lenses).dates)
    return Report(article, facts)
