"""Nouns <-> rows of `articles.db`."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.model import (
    ActorKind,
    ActorMention,
    Article,
    DateMention,
    Description,
    FigureMention,
    Provenance,
    Published,
    Sentence,
    SentenceKind,
    Span,
    Speech,
    TimexType,
    sentence_key,
)
from bot.stories.group import story_id

Row = Mapping[str, Any]


def digest(text: str) -> str:
    """What tells two texts apart."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_row(article: Article) -> dict[str, Any]:
    """An article without its sentences."""
    names = ("id", "input", "text", "title", "outlet", "agency", "url", "author", "language")
    fields = {name: getattr(article, name) for name in names}
    return fields | {"digest": digest(article.text), "founds": story_id(article.id)} | published_row(article.published)


def published_row(published: Published) -> dict[str, Any]:
    """A publication date as columns."""
    return {
        "date": published.date.isoformat() if published.date else None,
        "how": published.how.value,
        "rule": published.rule,
        "moment": published.moment.isoformat() if published.moment else None,
    }


def article_of(row: Row, sentences: tuple[Sentence, ...]) -> Article:
    """The article of a row and its sentences."""
    published = Published(
        dt.date.fromisoformat(row["date"]) if row["date"] else None,
        Provenance(row["how"]),
        row["rule"],
        dt.datetime.fromisoformat(row["moment"]) if row["moment"] else None,
    )
    names = ("id", "input", "text", "title", "outlet", "agency", "url", "author", "language")
    return Article(**{name: row[name] for name in names}, published=published, sentences=sentences)


def sentence_row(article: Article, sentence: Sentence) -> dict[str, Any]:
    """A sentence; its text stands beside its offsets because full-text search needs it."""
    text = sentence.of(article.text)
    return {
        "key": sentence_key(article.id, sentence.start, text),
        "article": article.id,
        "text": text,
        **asdict(sentence),
    }


def sentence_of(row: Row) -> Sentence:
    """The sentence of a row."""
    return Sentence(row["start"], row["end"], row["paragraph"], SentenceKind(row["kind"]), row["rule"])


def fact_row(article: str, fact: DateMention | FigureMention | ActorMention | Speech | Description) -> dict[str, Any]:
    """A fact as columns."""
    row = {"article": article, **asdict(fact)}
    if isinstance(fact, FigureMention):
        return row | {"lens": " ".join(fact.lens)}
    if isinstance(fact, Speech):
        row |= {"who_start": fact.who.start, "who_end": fact.who.end, "direct": int(fact.direct)}
        del row["who"]
    return row


def date_of(row: Row) -> DateMention:
    """The date mention of a row."""
    return DateMention(row["start"], row["end"], TimexType(row["type"]), row["value"], row["rule"])


def figure_of(row: Row) -> FigureMention:
    """The figure mention of a row."""
    fields = {name: value for name, value in row.items() if name not in ("id", "article", "lens")}
    return FigureMention(**fields, lens=tuple(row["lens"].split()))


def actor_of(row: Row) -> ActorMention:
    """The actor mention of a row."""
    return ActorMention(row["start"], row["end"], ActorKind(row["kind"]), row["name"], row["rule"], row["why"])


def speech_of(row: Row) -> Speech:
    """The speech of a row."""
    who = Span(row["who_start"], row["who_end"])
    return Speech(row["start"], row["end"], who, row["name"], bool(row["direct"]), row["rule"])


def description_of(row: Row) -> Description:
    """The description of a row."""
    return Description(row["start"], row["end"], row["name"], row["rule"])
