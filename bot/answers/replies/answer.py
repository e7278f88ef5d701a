"""Answers to questions, search results, a sentence in its context, and the honest nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answers.citing import Citations, span_item
from bot.answers.replies.page import Asked, cited_reply, plain_reply
from bot.answers.sides import Answer
from bot.model import Button, Hit, Quote, Reply, Report, Request, SentenceKind, Span, Story

_STORIES_OFFERED = 4
# Commands that are offered again about another story.
_OF_A_STORY = ("timeline", "actors", "disputed", "sources")


def answer_reply(asked: Asked, answers: Sequence[Answer], reports: Mapping[str, Report], story: Story | None) -> Reply:
    """The sentences that answer, best first, each with the others that say the same; where they differ, each side."""
    citations = Citations(reports)
    items, shown = [], []
    for answer in answers:
        scored, quotes = answer.scored, [answer.scored.candidate.quote, *answer.alike]
        text = reports[quotes[0].article].article.text
        item: dict[str, object] = {"score": round(scored.chance, 4), "quotes": citations.items(quotes)}
        if span := answer.side or scored.span:
            item["answer"] = span_item(span, text)
        if answer.dispute is not None:
            item |= {"relation": "conflict", "group": f"a{answer.dispute}", "about": _sides(answers, answer, reports)}
        items.append(item)
        shown.append(_shown(quotes, answer.side or scored.span, citations, reports) | {"about": item.get("about")})
    read_as = asked.request.topic if asked.request.typed else None
    page = asked.page("answer", answers=shown, read_as=read_as)
    return cited_reply("answer", page, items, citations, [*_about_the_answer(asked), *asked.siblings(story)])


def _about_the_answer(asked: Asked) -> list[Button]:
    """Buttons that tell why these sentences answer, and that ask again what was typed, just as it was typed."""
    why = asked.wording.button("why", Request("question", asked.request.topic, view="why"))
    typed = asked.request.typed
    return [why, *([asked.wording.button("afresh", Request("question", typed, view="alone"))] if typed else [])]


def _sides(answers: Sequence[Answer], one: Answer, reports: Mapping[str, Report]) -> str:
    """What the sides of a difference say, in their words."""
    sides = [
        a.side.of(reports[a.scored.candidate.quote.article].article.text)
        for a in answers
        if a.dispute == one.dispute and a.side
    ]
    return " / ".join(dict.fromkeys(sides))


def search_reply(asked: Asked, hits: Sequence[Hit], reports: Mapping[str, Report]) -> Reply:
    """The sentences nearest to the words that were searched."""
    citations = Citations(reports)
    items = [{"score": round(hit.score, 4), "quotes": citations.items([hit.quote])} for hit in hits]
    shown = [_shown([hit.quote], None, citations, reports) for hit in hits]
    page = asked.page("search", answers=shown, topic=asked.request.topic)
    return cited_reply("answer", page, items, citations)


def none_reply(asked: Asked, stories: Sequence[Story], articles: int) -> Reply:
    """The articles do not say; what they do report on is offered, and nothing is cited."""
    near, command = stories[:_STORIES_OFFERED], asked.request.command
    form = command if command in _OF_A_STORY else "summary"
    buttons = [
        asked.wording.button("story", Request(form, story=story.id), title=_short(story.title)) for story in near
    ]
    values: dict[str, Any] = {"question": asked.request.topic, "answers": command == "question", "stories": near}
    reply = plain_reply(asked, "none", "none", articles=articles, **values)
    about = (tuple(_about_the_answer(asked)),) if command == "question" and articles else ()
    message = replace(reply.messages[0], buttons=(*((button,) for button in buttons), *about))
    return replace(reply, messages=(message,))


def context_reply(asked: Asked, quote: Quote, report: Report, story: Story | None) -> Reply:
    """A quoted sentence between its neighbours, with outlet, title and date."""
    article = report.article
    news = [s for s in article.sentences if s.kind in (SentenceKind.NEWS, SentenceKind.HEADLINE)]
    at = next((n for n, s in enumerate(news) if s.start == quote.span.start), None)
    before = news[at - 1].of(article.text) if at else ""
    after = news[at + 1].of(article.text) if at is not None and at + 1 < len(news) else ""
    citations = Citations({article.id: report})
    page = asked.page("context", article=article, sentence=quote.span.of(article.text), before=before, after=after)
    buttons: list[Button] = asked.siblings(story)
    return cited_reply("sources", page, [{"quotes": citations.items([quote])}], citations, buttons)


def _shown(
    quotes: Sequence[Quote], span: Span | None, citations: Citations, reports: Mapping[str, Report]
) -> dict[str, Any]:
    """A quote for a template, cut in three where a shorter span answers."""
    article, whole = reports[quotes[0].article].article, quotes[0].span
    bold = span if span and whole.start <= span.start and span.end <= whole.end else Span(whole.start, whole.start)
    return {
        "before": article.text[whole.start : bold.start],
        "span": bold.of(article.text),
        "after": article.text[bold.end : whole.end],
        "cites": citations.grouped(quotes),
        "published": article.published,
    }


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else f"{title[:most].rsplit(' ', 1)[0]} …"
