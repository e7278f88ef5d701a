"""Web pages, Markdown and PDFs -> drafts. The text is trafilatura's, markdown-it's and pypdf's; the full publication
time is read here, because trafilatura keeps only its day."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from bot.model import Draft, Refused

_DATE_META = ("article:published_time", "datePublished", "date", "dc.date", "og:published_time", "pubdate")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.*)$", re.MULTILINE)
_ARTICLE_TYPES = {"Article", "NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "WebPage"}


def from_html(name: str, html: str) -> Draft | Refused:
    """A page's article: its text without the page around it, and what its metadata say."""
    import trafilatura  # lazily: it takes a quarter of a second, which text files need not wait for
    from trafilatura.settings import Document

    tree = trafilatura.load_html(html)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(found, Document) or not found.text:
        return Refused(name, "no article was found in this page")
    return Draft(
        input=name,
        text=found.text,
        title=found.title,
        outlet=found.sitename,
        url=found.url,
        author=found.author,
        language=found.language,
        published=published_in(html) or found.date,
    )


def published_in(html: str) -> str | None:
    """The publication time as the page's JSON-LD or meta tags print it; None where they do not."""
    import lxml.html

    tree = lxml.html.fromstring(html)
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        for node in _nodes(script):
            if _types(node) & _ARTICLE_TYPES and isinstance(node.get("datePublished"), str):
                return str(node["datePublished"])
    for key in _DATE_META:
        for value in tree.xpath("//meta[@property=$key or @name=$key or @itemprop=$key]/@content", key=key):
            return str(value)
    return None


def _types(node: dict[str, Any]) -> set[str]:
    """What a JSON-LD object says it is: one name or a list of them."""
    said = node.get("@type")
    return {name for name in (said if isinstance(said, list) else [said]) if isinstance(name, str)}


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD script: itself, a list, a graph."""
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            yield from (inner for inner in node.get("@graph", []) if isinstance(inner, dict))


def from_markdown(name: str, source: str) -> Draft | Refused:
    """The plain text of Markdown, a paragraph a line; its front matter (`title: …` between `---` lines) as metadata."""
    from markdown_it import MarkdownIt

    matter = _FRONT_MATTER.match(source)
    body = source[matter.end() :] if matter else source
    tokens = MarkdownIt("commonmark").parse(body)
    texts = ["".join(_words(child) for child in t.children or ()) for t in tokens if t.type == "inline"]
    given = {key: value.strip(" \"'") for key, value in _FIELD.findall(matter[1] if matter else "")}
    names = ("id", "title", "outlet", "url", "author", "language")
    fields = {key: given[key] for key in names if given.get(key)}
    return Draft(name, "\n\n".join(texts), published=given.get("date") or given.get("published"), **fields)


def _words(token: Any) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else str(token.content)


def from_pdf(name: str, data: bytes) -> Draft | Refused:
    """The text of a PDF, page after page; its title where the file has one."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        return Refused(name, f"this PDF cannot be read: {error}")
    if not text.strip():
        return Refused(name, "this PDF has no text in it (a scan?)")
    return Draft(name, text, title=title)
