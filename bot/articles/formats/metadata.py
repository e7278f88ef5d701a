"""What a web page says of itself: JSON-LD first, then meta tags. Of a field's places the first that speaks wins."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_DATES = ("article:published_time", "datePublished", "date", "dc.date", "dc.date.issued", "og:published_time", "pubdate",
          "sailthru.date", "parsely-pub-date")  # fmt: skip
_ARTICLES = {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Report",
             "LiveBlogPosting", "BlogPosting", "WebPage"}  # fmt: skip
_LANGUAGES = ("og:locale", "content-language", "dc.language", "language")


class Said(NamedTuple):
    """A page's own words on its article; None where it is silent. `published` is as printed, with time and zone."""

    title: str | None
    outlet: str | None
    url: str | None
    author: str | None
    language: str | None
    published: str | None


def said_in(tree: Any) -> Said:
    """The metadata of an lxml tree."""
    nodes = [node for node in _nodes(tree) if _types(node) & _ARTICLES]
    return Said(
        title=_first(_linked(nodes, "headline"), _meta(tree, "og:title", "twitter:title")),
        outlet=_first(_linked(nodes, "publisher"), _meta(tree, "og:site_name", "dc.publisher")),
        url=_first(filter(_absolute, _canonical(tree))),
        author="; ".join(dict.fromkeys(_linked(nodes, "author")))
        or _first(_meta(tree, "author", "article:author_name")),
        language=_first(tree.xpath("/html/@lang"), _linked(nodes, "inLanguage"), _meta(tree, *_LANGUAGES)),
        published=_first(_linked(nodes, "datePublished"), _meta(tree, *_DATES), _times(tree)),
    )


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD scripts: itself, of a list, of a graph."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            data = json.loads(script, strict=False)  # pages have line breaks in their strings
        except (ValueError, RecursionError):
            continue
        for node in data if isinstance(data, list) else [data]:
            if isinstance(node, dict):
                yield node
                graph = node.get("@graph")
                yield from (inner for inner in (graph if isinstance(graph, list) else []) if isinstance(inner, dict))


def _types(node: dict[str, Any]) -> set[str]:
    """What a JSON-LD object says it is: one name or a list of them."""
    said = node.get("@type")
    return {name for name in (said if isinstance(said, list) else [said]) if isinstance(name, str)}


def _linked(nodes: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    """The values of a key: strings, or the names of persons and organisations."""
    for node in nodes:
        value = node.get(key)
        for item in value if isinstance(value, list) else [value]:
            found = item.get("name") if isinstance(item, dict) else item
            if isinstance(found, str) and found.strip():
                yield found


def _meta(tree: Any, *keys: str) -> Iterator[str]:
    for key in keys:
        yield from tree.xpath(
            "//meta[@property=$key or @name=$key or @itemprop=$key or @http-equiv=$key]/@content", key=key
        )


def _canonical(tree: Any) -> Iterator[str]:
    yield from tree.xpath('//link[@rel="canonical"]/@href')
    yield from _meta(tree, "og:url")


def _times(tree: Any) -> Iterator[str]:
    """The first time that the article's own head prints; one in its text may be of anything."""
    yield from tree.xpath('(//time[@itemprop="datePublished" or @pubdate] | //article//header//time)/@datetime')


def _absolute(url: str) -> bool:
    return url.strip().startswith(("http://", "https://"))


def _first(*places: Iterable[str]) -> str | None:
    return next((bare for place in places for value in place if (bare := " ".join(str(value).split()))), None)
