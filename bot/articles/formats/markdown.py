"""Markdown -> drafts: the words without their marks, a paragraph a line; front matter as metadata."""

from __future__ import annotations

from typing import Any

from bot.articles import front_matter
from bot.model import Draft


def from_markdown(name: str, source: str) -> Draft:
    """The plain text of Markdown; its front matter (`title: …` between `---` lines) is metadata and no text."""
    from markdown_it import MarkdownIt

    matter = front_matter.block(source)
    body = source[matter.end :] if matter else source
    tokens = MarkdownIt("commonmark").parse(body)
    texts = ["".join(_words(child) for child in t.children or ()) for t in tokens if t.type == "inline"]
    return Draft(name, "\n\n".join(texts), **front_matter.fields(matter.of(source) if matter else ""))


def _words(token: Any) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else str(token.content)
