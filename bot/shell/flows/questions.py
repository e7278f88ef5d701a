"""Questions and searches: sentences are found, scored, and shown, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answers import replies
from bot.answers.choose import Candidate, Scored, choose, idf
from bot.answers.question import read_question
from bot.answers.topic import about
from bot.articles.versions import successor
from bot.model import Quote, Reply, Report, Sentence, SentenceKind
from bot.prompts import commands
from bot.shell.embedder import Vectors
from bot.shell.flows.actors import said_by
from bot.shell.flows.call import Call
from bot.shell.flows.indexing import QUOTABLE

# How many sentences are looked at for an answer, and how many are shown.
_CANDIDATES, _ANSWERS = 60, 3
_SEARCH_HITS = 10
# Two sentences this alike (cosine) say the same, and are cited together.
_ALIKE = 0.8
# Beyond this many sentences a word is common, however many more there are.
_COMMON = 2000


def show_question(call: Call) -> Reply:
    """The sentences that answer, or the honest nothing."""
    desk = call.desk
    hits = desk.search(call.request.topic, _CANDIDATES, call.only)
    reports = desk.store.reports(hit.quote.article for hit in hits)
    vectors = desk.store.vectors(reports)
    question = read_question(call.request.topic)
    if question.asks == "quotation" and (said := said_by(call, question)) is not None:
        return said
    asked = desk.embedder.encode([call.request.topic])[0] if hits else None
    candidates = [
        _candidate(
            reports[hit.quote.article], hit.quote, float(vectors[hit.quote] @ asked) if asked is not None else 0.0
        )
        for hit in hits
        if _is_news(reports[hit.quote.article], hit.quote)
    ]
    total = desk.store.sentences()
    chosen = choose(question, candidates, lambda word: idf(desk.store.holders(word, _COMMON), total))
    if not chosen:
        return none(call)
    together = _together(chosen, vectors)[:_ANSWERS]
    story = desk.store.story_of(together[0][0].candidate.quote.article)
    return replies.answer_reply(call.asked, together, reports, story)


def _together(chosen: Sequence[Scored], vectors: Mapping[Quote, Vectors]) -> list[tuple[Scored, list[Quote]]]:
    """Sentences of different articles that say the same, under the best of them."""
    found: list[tuple[Scored, list[Quote]]] = []
    for scored in chosen:
        quote = scored.candidate.quote
        home = next((f for f in found if _alike(quote, f, vectors)), None)
        if home:
            home[1].append(quote)
        else:
            found.append((scored, []))
    return found


def _alike(quote: Quote, found: tuple[Scored, list[Quote]], vectors: Mapping[Quote, Vectors]) -> bool:
    first = found[0].candidate.quote
    articles = {first.article, *(q.article for q in found[1])}
    return quote.article not in articles and float(vectors[quote] @ vectors[first]) >= _ALIKE


def _candidate(report: Report, quote: Quote, cosine: float) -> Candidate:
    """A sentence with what stands around it: its neighbours and the headline."""
    article, facts = report.article, report.facts
    news = [s for s in article.sentences if s.kind is SentenceKind.NEWS]
    at = next(n for n, s in enumerate(news) if s.start == quote.span.start)
    beside = [s.of(article.text) for s in news[max(0, at - 1) : at + 2] if s is not news[at]]
    return Candidate(
        quote,
        quote.span.of(article.text),
        " ".join([article.title or "", *beside]),
        cosine,
        at,
        dates=tuple(d for d in facts.dates if _inside(d.start, news[at])),
        figures=tuple(f for f in facts.figures if _inside(f.start, news[at])),
        actors=tuple(a for a in facts.actors if _inside(a.start, news[at])),
    )


def _inside(offset: int, sentence: Sentence) -> bool:
    return sentence.start <= offset < sentence.end


def _is_news(report: Report, quote: Quote) -> bool:
    return any(s.start == quote.span.start and s.kind is SentenceKind.NEWS for s in report.article.sentences)


def none(call: Call) -> Reply:
    """The articles do not say; what they do report on is offered."""
    return replies.none_reply(call.asked, call.stories, call.desk.store.count())


def show_search(call: Call) -> Reply:
    """The sentences nearest to the words that have any of them; without words, how to give some."""
    if not call.request.topic:
        example = next(c.example for c in commands() if c.name == "search")
        return replies.plain_reply(call.asked, "help", "nothing_to_search", example=example)
    hits = call.desk.search(call.request.topic, _SEARCH_HITS, call.only)
    reports = call.desk.store.reports(hit.quote.article for hit in hits)
    shown = [
        hit for hit in hits if about(call.request.topic, hit.quote.span.of(reports[hit.quote.article].article.text))
    ]
    return replies.search_reply(call.asked, shown, reports) if shown else none(call)


def show_context(call: Call) -> Reply:
    """A cited sentence between its neighbours; what it was, and what it is now, where its article has changed."""
    store = call.desk.store
    quote = store.sentence(call.request.topic)
    if quote is None:
        return _changed(call)
    report = store.reports([quote.article])[quote.article]
    return replies.context_reply(call.asked, quote, report, store.story_of(quote.article))


def _changed(call: Call) -> Reply:
    old = call.desk.store.old_sentence(call.request.topic)
    report = call.desk.store.reports([old.article]).get(old.article) if old else None
    if old is None or report is None:
        return replies.plain_reply(call.asked, "error", "gone")
    now = successor(old.text, [s.of(report.article.text) for s in report.article.sentences if s.kind in QUOTABLE])
    return replies.plain_reply(call.asked, "sources", "changed", article=report.article, before=old.text, after=now)
