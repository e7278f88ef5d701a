"""Questions and searches: sentences are found, scored, and shown, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers import replies
from bot.answers.choose import Scored
from bot.answers.filters import passes, read_filters
from bot.answers.question import read_question
from bot.answers.sides import Standing, side_by_side
from bot.answers.topic import about
from bot.answers.understand import as_text
from bot.articles.versions import successor
from bot.model import FigureMention, Reply, Report
from bot.prompts import commands
from bot.shell.flows.actors import said_by
from bot.shell.flows.call import Call
from bot.shell.flows.finding import explained, find, gather, reports_of
from bot.shell.flows.indexing import QUOTABLE
from bot.shell.flows.narrowing import selected
from bot.stories.disputes import figure_disputes
from bot.stories.ledger import known, ledger

_ANSWERS = 3
_SEARCH_HITS = 10
# So many are looked through for those that pass the filters.
_SEARCHED = 100
# Of so many articles the stories are offered where nothing answers.
_NEAR = 8


def show_question(call: Call) -> Reply:
    """The sentences that answer, or the honest nothing."""
    filters = read_filters(call.request.topic, of_sentences=False)
    question = read_question(filters.text)
    if question.asks == "quotation" and not filters.of_articles and (said := said_by(call, question)) is not None:
        return said
    found = gather(call.desk, filters.text, selected(call.desk.store, filters, call.today[0], call.only), own=call.own)
    found.candidates = [c for c in found.candidates if call.shows(found.reports[c.quote.article].article)]
    if call.request.view == "why":
        return replies.why_reply(call.asked, explained(found), found.reports)
    chosen = found.chosen()
    if not chosen:
        return none(call, [c.quote.article for c in found.candidates])
    vectors = found.vectors
    standing = _standing(chosen, found.reports) if question.asks == "number" else None
    answers = side_by_side(
        chosen, lambda one, other: float(vectors[one] @ vectors[other]), _ANSWERS, question.asks, standing
    )
    story = call.desk.store.stories.of(answers[0].scored.candidate.quote.article)
    return replies.answer_reply(call.asked, answers, found.reports, story)


def _standing(chosen: Sequence[Scored], reports: Mapping[str, Report]) -> Standing:
    """On which side of a dispute the figures of the articles that answer stand, by their ledgers."""
    near = [reports[id] for id in dict.fromkeys(scored.candidate.quote.article for scored in chosen)]
    weighed = known(near, {report.article.id: report.article.id for report in near})
    answering = {lens for scored in chosen for figure in scored.candidate.figures for lens in figure.lens}
    return {
        (quote.article, figure.start): (dispute.group, n)
        for lens in sorted(answering)
        for dispute in figure_disputes(ledger(near, lens, weighed))
        for n, side in enumerate(dispute.sides)
        for quote in side.quotes
        for figure in reports[quote.article].facts.figures
        if side.claim and quote.span.start <= figure.start < quote.span.end and _is_told(side.claim.figure, figure)
    }


def _is_told(claimed: FigureMention, figure: FigureMention) -> bool:
    """Whether a figure of a sentence is the one that a claim was read from."""
    return (claimed.low, claimed.high, claimed.status) == (figure.low, figure.high, figure.status)


def none(call: Call, near: Sequence[str] = ()) -> Reply:
    """The articles do not say; the stories nearest to what was asked are offered, or else the latest."""
    store = call.desk.store
    story_of = {article: story for story in store.stories.holding(near[:_NEAR]) for article in story.articles}
    stories = list({story_of[id].id: story_of[id] for id in near[:_NEAR] if id in story_of}.values())
    return replies.none_reply(call.asked, stories or store.stories.latest(_NEAR), store.count())


def show_search(call: Call) -> Reply:
    """The sentences nearest to the words that have any of them, and pass the filters; without words, how to give some."""
    filters = read_filters(as_text(replace(call.request, command="question", page=1)))
    if not filters.text:
        example = next(c.example for c in commands() if c.name == "search")
        return replies.plain_reply(call.asked, "help", "nothing_to_search", example=example)
    only = selected(call.desk.store, filters, call.today[0], call.only)
    looked_at = _SEARCHED if filters.phrases or filters.without else _SEARCH_HITS
    hits = find(call.desk, filters.text, looked_at, only, articles=False, own=call.own)
    reports = call.shown(reports_of(call.desk, [hit.quote.article for hit in hits], call.own))
    quoted = [hit for hit in hits if hit.quote.article in reports]
    texts = {hit: hit.quote.span.of(reports[hit.quote.article].article.text) for hit in quoted}
    shown = [hit for hit, text in texts.items() if about(filters.text, text) and passes(filters, text)]
    return replies.search_reply(call.asked, shown[:_SEARCH_HITS], reports) if shown else none(call)


def show_context(call: Call) -> Reply:
    """A cited sentence between its neighbours; what it was, and what it is now, where its article has changed."""
    for store in (call.desk.store, *([call.own.store] if call.own else [])):
        if quote := store.versions.sentence(call.request.topic):
            report = store.reports([quote.article])[quote.article]
            return replies.context_reply(call.asked, quote, report, store.stories.of(quote.article))
    return _changed(call)


def _changed(call: Call) -> Reply:
    old = call.desk.store.versions.old_sentence(call.request.topic)
    report = call.desk.store.reports([old.article]).get(old.article) if old else None
    if old is None or report is None:
        return replies.plain_reply(call.asked, "error", "gone")
    now = successor(old.text, [s.of(report.article.text) for s in report.article.sentences if s.kind in QUOTABLE])
    about = report.article
    return replies.plain_reply(
        call.asked, "sources", "changed", article=about, before=old.text, after=now, unasked=False
    )
