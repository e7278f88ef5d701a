"""Values -> the JSON that programs read (the command line's contract). Fields may be added; none may go missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.answers.choose import Scored
from bot.articles.versions import edits
from bot.model import Article, FigureMention, Hit, Reply, Report, SentenceKind, Source, Span, Story


def reply_json(id: str | None, reply: Reply) -> dict[str, Any]:
    """A line of `ask`, `timeline`, `brief`."""
    return {
        "id": id,
        "kind": reply.kind,
        "messages": [message.html for message in reply.messages],
        "items": list(reply.items),
        "sources": [_source(source) for source in reply.sources],
        "files": [{"name": file.name, "bytes": len(file.content), "caption": file.caption} for file in reply.files],
    }


def report_json(report: Report) -> dict[str, Any]:
    """A line of `read` and `show`."""
    article, facts = report.article, report.facts
    return {
        **_named(article),
        "text": article.text,
        "published": _published(article),
        "sentences": [
            {"start": s.start, "end": s.end, "kind": s.kind.value, "rule": s.rule} for s in article.sentences
        ],
        "dates": [{**_slice(d, article), "type": d.type.value, "value": d.value, "rule": d.rule} for d in facts.dates],
        "figures": [_figure(f, article) for f in facts.figures],
        "actors": [{**_slice(a, article), "kind": a.kind.value, "name": a.name, "rule": a.rule} for a in facts.actors],
        "speeches": [
            {**_slice(s, article), "who": _slice(s.who, article), "name": s.name, "direct": s.direct, "rule": s.rule}
            for s in facts.speeches
        ],
        "descriptions": [{**_slice(d, article), "name": d.name, "rule": d.rule} for d in facts.descriptions],
    }


def changes_json(report: Report, earlier: Sequence[Sequence[str]]) -> list[list[dict[str, Any]]]:
    """What each version of an article changed in the one before it; empty for an article that came once."""
    article = report.article
    latest = [s.of(article.text) for s in article.sentences if s.kind in (SentenceKind.NEWS, SentenceKind.HEADLINE)]
    return [
        [{"before": edit.before, "after": edit.after} for edit in edits(before, after)]
        for before, after in pairwise([*earlier, latest])
    ]


def hits_json(id: str | None, hits: list[Hit], texts: Mapping[str, str]) -> dict[str, Any]:
    """A line of `search`; `texts` has the text of every article hit."""
    return {
        "id": id,
        "hits": [
            {
                "article": hit.quote.article,
                "score": round(hit.score, 6),
                "start": hit.quote.span.start,
                "end": hit.quote.span.end,
                "text": hit.quote.span.of(texts[hit.quote.article]),
            }
            for hit in hits
        ],
    }


def explanation_json(scored: Scored, missed: Sequence[str]) -> dict[str, Any]:
    """A line of `explain`; `missed` names the rules by which the sentence is out, whatever its chance."""
    found = scored.candidate
    return {
        "article": found.quote.article,
        "start": found.quote.span.start,
        "end": found.quote.span.end,
        "text": found.text,
        "score": round(scored.score, 4),
        "chance": round(scored.chance, 4),
        "out": list(missed),
        "features": [
            {"feature": name, "value": round(value, 4), "adds": round(added, 4)}
            for name, value, added in scored.reasons()
        ],
    }


def story_json(story: Story) -> dict[str, Any]:
    """A line of `stories`."""
    return {
        "story": story.id,
        "title": story.title,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "articles": list(story.articles),
        "witnesses": [list(group) for group in story.witnesses],
    }


def _source(source: Source) -> dict[str, Any]:
    a = source.article
    named = {"title": a.title, "outlet": a.outlet, "agency": a.agency, "url": a.url}
    return {"n": source.n, "article": a.id, "published": _date(a), **named}


def _slice(span: Span, article: Article) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(article.text)}


def _figure(figure: FigureMention, article: Article) -> dict[str, Any]:
    names = ("low", "high", "hedge", "change", "counted", "unit", "whose", "force", "status", "said_by", "rule")
    fields = {name: getattr(figure, name) for name in names}
    places = {"from": figure.origin, "to": figure.destination}
    return {**_slice(figure, article), **fields, **places, "lens": list(figure.lens)}


def _named(article: Article) -> dict[str, Any]:
    names = ("id", "input", "title", "outlet", "agency", "author", "url", "language")
    return {name: getattr(article, name) for name in names}


def _published(article: Article) -> dict[str, Any]:
    p = article.published
    time = p.moment.isoformat() if p.moment else None
    return {"date": _date(article), "how": p.how.value, "rule": p.rule, "time": time}


def _date(article: Article) -> str | None:
    return article.published.date.isoformat() if article.published.date else None
