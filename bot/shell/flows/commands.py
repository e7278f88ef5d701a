"""Commands about a story: its scope is gathered, a stage works it out, a reply shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import replies
from bot.answers.interests import Interests
from bot.answers.lengths import Length
from bot.answers.summary import LINES, Line, Telling, in_order, summarise, tellable
from bot.answers.topic import about, claims_about, narrowed
from bot.model import Claim, Quote, Reply, Request
from bot.prompts import commands, lenses
from bot.shell.flows.call import Call
from bot.shell.flows.chronicle import all_dated
from bot.shell.flows.days import in_days, is_upside_down, within
from bot.shell.flows.outlets import without
from bot.shell.flows.questions import none
from bot.stories.dated import dated_sentences
from bot.stories.days_apart import day_disputes
from bot.stories.disputes import disputes, figure_disputes
from bot.stories.group import first_news
from bot.stories.ledger import known, ledger
from bot.topics import Topic, TopicKind

# The last articles of a story, which its summary is held against, beside those that it quotes.
_WEIGHED = 40


def show_summary(call: Call) -> Reply:
    """The scope in a few sentences; those about the topic where there is one, and by the reports of the days where some are
    asked for."""
    call = _of_days(in_days(call))
    if is_upside_down(call.request):
        return replies.upside_down_reply(call.asked)
    if call.scope is None or not call.scope.reports:
        return none(call)
    scope = replace(call.scope, reports=within(call.request, call.scope.reports))
    if not scope.reports:
        return replies.unreported_reply(call.asked, call.scope)
    mine = list(scope.reports.values())
    telling = Telling(mine, call.vectors, scope.witness_of, centrality=call.desk.ranking, leads=True)
    lines = in_order(_told(call, scope, telling), telling.reports)
    return replies.summary_reply(call.asked, scope, lines, call.length, _disputed(call, lines)) if lines else none(call)


def _told(call: Call, scope: replies.Scope, telling: Telling) -> list[Line]:
    """The lines of a summary. Where the topic is the story's own name, every sentence is about it; where it is what the story is
    about, its sentences and the leads of the articles are; else its sentences alone, with what tells most of the story if they
    are fewer than a short summary has."""
    most, fewest = LINES[call.length], LINES[Length.SHORT]
    in_title, meant = about(scope.topic, scope.title), _is_of_most(scope)
    if not scope.topic or (in_title and meant):
        return summarise(telling, most)
    told = [tellable(report) for report in telling.reports]
    wanted = {quote for quotes in told for quote in quotes if about(scope.topic, call.text(quote))}
    if in_title or meant:
        wanted |= {quote for quotes in told for quote in quotes[:1]}
    lines = summarise(telling, most, wanted.__contains__)
    said = {quote for line in lines for quote in line.quotes}
    beside = summarise(telling, fewest) if len(lines) < fewest else []
    return lines + [line for line in beside if said.isdisjoint(line.quotes)][: fewest - len(lines)]


def _is_of_most(scope: replies.Scope) -> bool:
    """Whether most articles are about the topic."""
    words, reports = Interests((Topic(TopicKind.WORDS, scope.topic),)), scope.reports.values()
    those = [one for one in reports if scope.story and words.weight(scope.story, [one])]
    return len(those) > len(reports) / 2


def _of_days(call: Call) -> Call:
    """Days without topic or story are asked of the story that most witnesses told in them."""
    request = call.request
    if request.topic or request.story or call.only is not None or not (request.first or request.last):
        return call
    first, last = (dt.date.fromisoformat(day) for day in (request.first or "0001-01-01", request.last or "9999-12-31"))
    printed = set(call.desk.store.printed_between(first, last))
    told = {one.id: sum(not printed.isdisjoint(group) for group in one.witnesses) for one in call.stories}
    moved = [one for one in call.stories if told[one.id]]
    most = max(moved, key=lambda one: (told[one.id], len(one.witnesses), one.id), default=None)
    return replace(call, request=replace(request, story=most.id)) if most else call


def _disputed(call: Call, lines: Sequence[Line]) -> set[Quote]:
    """The sentences of a summary against which other reports of the story stand, in a figure or a day."""
    assert call.scope is not None
    quoted = {quote.article for line in lines for quote in line.quotes}
    reports = list(call.scope.reports.values())
    near = [r for n, r in enumerate(reports) if r.article.id in quoted or n >= len(reports) - _WEIGHED]
    weighed = known(near, call.scope.witness_of)
    claims = [claim for lens in _lenses_in(call, lines) for claim in ledger(near, lens, weighed)]
    dated = [one for report in near for one in dated_sentences(report)]
    found = [*figure_disputes(claims), *day_disputes(dated, call.scope.witness_of, call.similar)]
    stand = {quote for dispute in found for side in dispute.sides for quote in side.quotes}
    return {line.quote for line in lines if not stand.isdisjoint(line.quotes)}


def _lenses_in(call: Call, lines: Sequence[Line]) -> list[str]:
    """The lenses that have a figure in these lines: what the others count cannot be disputed in them."""
    assert call.scope is not None
    reports = call.scope.reports
    quotes = [quote for line in lines for quote in line.quotes]
    within = [(q.span, figure) for q in quotes for figure in reports[q.article].facts.figures]
    return sorted({lens for span, figure in within if span.start <= figure.start < span.end for lens in figure.lens})


def show_figures(call: Call) -> Reply:
    """The claims of one lens."""
    if call.scope is None:
        return none(call)
    counted = _claims(call, call.request.command)
    claims = claims_about(call.scope.topic, counted, lambda claim: call.text(claim.quotes[0]))
    if not claims:
        return _nothing_counted(call)
    return replies.figures_reply(call.asked, call.scope, claims)


def _nothing_counted(call: Call) -> Reply:
    """The story has no figures of this lens: the nearest lens, by its probe phrases, that has some."""
    wanted = lenses()[call.request.command]
    others = {name: lens for name, lens in lenses().items() if lens is not wanted and _claims(call, name)}
    assert call.scope is not None
    if not others:
        return none(call)
    asked = call.desk.embedder.encode(wanted.probes).mean(axis=0)
    near = max(others, key=lambda name: float(call.desk.embedder.encode(others[name].probes).mean(axis=0) @ asked))
    story = call.scope.story.id if call.scope.story else None
    button = call.asked.wording.button("lens", Request(near, story=story), lens=near)
    lines = {command.name: command.menu for command in commands()}
    return replies.plain_reply(
        call.asked,
        "none",
        "uncounted",
        [button],
        title=call.scope.title,
        wanted=lines[call.request.command],
        near=lines[near],
    )


def _claims(call: Call, lens: str) -> tuple[Claim, ...]:
    assert call.scope is not None
    return ledger(list(call.scope.reports.values()), lens, call.known)


def show_disputed(call: Call) -> Reply:
    """All contradictions of the scope, in every lens and in days."""
    if call.scope is None:
        return none(call)
    claims = [claim for lens in lenses() for claim in _claims(call, lens)]
    found = disputes(claims, all_dated(call), list(call.scope.reports.values()), call.known, call.similar)
    shown = narrowed(call.scope.topic, found, lambda d: " ".join(call.text(s.quotes[0]) for s in d.sides))
    return (
        replies.disputed_reply(call.asked, call.scope, shown) if shown else replies.agreed_reply(call.asked, call.scope)
    )


def show_sources(call: Call) -> Reply:
    """The articles of the scope, copies together."""
    if call.scope is None:
        return none(call)
    leads = {id: lead for id, report in call.scope.reports.items() if (lead := first_news(report.article))}
    groups = call.scope.story.witnesses if call.scope.story else [(id,) for id in call.scope.reports]
    buttons = [call.asked.wording.button("without", request, title=request.without) for request in without(call)]
    return replies.sources_reply(call.asked, call.scope, leads, groups, buttons)


def show_stories(call: Call) -> Reply:
    """All stories with the lead of their newest article."""
    newest = call.desk.store.stories.newest_articles()
    reports = call.desk.store.reports(newest.values())
    leads = [(story, lead) for story in call.stories if (lead := first_news(reports[newest[story.id]].article))]
    return replies.stories_reply(call.asked, leads, reports) if leads else none(call)


def show_help(call: Call) -> Reply:
    """What this is and what can be asked."""
    store = call.desk.store
    template = "start" if call.request.command == "start" else "help"
    buttons = [call.asked.wording.button(name, Request(name)) for name in ("stories", "brief", "help")]
    return replies.plain_reply(
        call.asked, "help", template, buttons, commands=commands(), articles=store.count(), newest=store.newest_day()
    )


def show_elsewhere(call: Call) -> Reply:
    """Subscriptions belong to a chat, and the command line is none."""
    return replies.plain_reply(call.asked, "help", "delivery/outcome", outcome="elsewhere", of="", values={})
