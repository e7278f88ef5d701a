"""What a reply quotes, by the names that the gold uses; both kinds of promise are judged on it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import PurePath
from typing import Any, cast

from bot.answers.understand import as_text, understand
from bot.model import Article, Reply
from bot.shell.flows.asking import Desk, Limits
from tests.corpus import EVENING

Says = Mapping[str, list[str]]

# Every command that shows news, and enough questions to have answers of all sorts.
ASKED = [
    "/stories", "/summary", "/brief", "/brief 2020-01-01", "/timeline", "/actors", "/troops", "/casualties", "/disputed",
    "/sources", "/search tear gas", "/summary embassy", "/timeline iraq", "/actors iran", "/troops kuwait",
    "How many soldiers were sent?", "Who was killed?", "When was the embassy attacked?", "Why did the crowd leave?",
]  # fmt: skip
_OF_ALL = Limits(None, None)
# A line of a message that shows a sentence begins with a bullet, a quotation mark or a number, or ends with a citation.
_MARKED = re.compile(r"^(?:(?:• |\d+\. )(?!<b>)|“)(.+?)”?(?: <a href.*)?$", re.MULTILINE)
_CITED = re.compile(r"^(?:Latest: )?(?!• |“|\d+\. )([^<\n].+?) <a href.*$", re.MULTILINE)


@dataclass(frozen=True)
class Quoted:
    """A quote of an item: the file of its article, its place, its text."""

    file: str
    article: Article
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Item:
    """An item of a reply with its quotes."""

    row: Mapping[str, Any]
    quotes: tuple[Quoted, ...]

    def holds(self, says: Says, files: Mapping[str, str]) -> set[str]:
        """The gold's articles that this item quotes with the gold's words."""
        return {
            name
            for name, phrases in says.items()
            for quote in self.quotes
            if quote.file == files[name] and any(phrase in quote.text for phrase in phrases)
        }


def items(reply: Reply) -> list[Item]:
    """The items of a reply."""
    source = {source.n: source.article for source in reply.sources}
    return [
        Item(
            row,
            tuple(
                Quoted(file_of(source[q["source"]]), source[q["source"]], q["start"], q["end"], q["text"])
                for q in cast(list[dict[str, Any]], row["quotes"])
            ),
        )
        for row in reply.items
    ]


def asked(desk: Desk, text: str) -> list[Item]:
    """All that is found for a text on the evening of 1 January 2020."""
    return items(desk.answer(understand(text), EVENING, limits=_OF_ALL))


def file_of(article: Article) -> str:
    """The article as the gold names it: FILE, or FILE.jsonl#ID."""
    name = PurePath(article.input).name.split(":")[0]
    return f"{name}#{article.id}" if name.endswith(".jsonl") else name


class Told:
    """What one desk says, each text asked once: pages as people read them, items as programs do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._items: dict[str, list[Item]] = {}
        self._pages: dict[str, list[str]] = {}

    @cached_property
    def printed(self) -> list[str]:
        """The text of every article, on one line."""
        store = self._desk.store
        return [" ".join(report.article.text.split()) for report in store.reports(store.ids()).values()]

    def items(self, text: str) -> list[Item]:
        """All that is found for a text."""
        if text not in self._items:
            self._items[text] = asked(self._desk, text)
        return self._items[text]

    def pages(self, text: str) -> list[str]:
        """The HTML of the first pages of the answer to a text."""
        if text not in self._pages:
            self._pages[text] = list(islice(self._turned(text), 3))
        return self._pages[text]

    def _turned(self, text: str) -> Iterator[str]:
        request = understand(text)
        while True:
            message = self._desk.answer(request, EVENING).messages[0]
            yield message.html
            request = replace(request, page=request.page + 1)
            if not any(button.request == as_text(request) for row in message.buttons for button in row):
                return


def sentences_shown(markup: str) -> list[str]:
    """The sentences, or beginnings of sentences, that a message shows as news, on one line each, without the mark of what is
    disputed."""
    found = [
        html.unescape(re.sub(r"<[^>]+>", "", words)) for words in (*_MARKED.findall(markup), *_CITED.findall(markup))
    ]
    return [words.strip().removesuffix("⚠").strip().removesuffix("…").strip() for words in found]
