"""Where feeds are named: lists of feeds (OPML), and pages that say where their feed is."""

from __future__ import annotations

from urllib.parse import urljoin

from bot.articles.addresses import is_web
from bot.articles.feeds.nouns import Outline
from bot.articles.formats.encodings import decode
from bot.articles.formats.pages import declared_charset, tree_of
from bot.model import Refused

MOST_OUTLINES = 2_000
_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
)
_FEW = 5


def outlines(name: str, data: bytes) -> list[Outline]:
    """The feeds of an OPML file, in its order, each once. Raises Refused for what is none."""
    from defusedxml import DefusedXmlException, ElementTree

    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused(name, f"this list of feeds cannot be read: {str(error) or type(error).__name__}") from None
    if root.tag.lower() != "opml":
        raise Refused(name, "this is no list of feeds: it has no <opml>")
    found: dict[str, Outline] = {}
    for node in root.iter("outline"):
        url = (node.get("xmlUrl") or node.get("xmlurl") or "").strip()
        if is_web(url):
            found.setdefault(url, Outline(url, node.get("title") or node.get("text")))
    return list(found.values())[:MOST_OUTLINES]


def feeds_of_page(name: str, data: bytes) -> list[str]:
    """The addresses of the feeds that a page says are its own, the first the page's favourite."""
    try:
        tree = tree_of(name, decode(name, data, declared_charset(data)).text)
    except Refused:
        return []
    base = next(iter(tree.xpath("//base/@href")), name)
    links = tree.xpath("//link[contains(concat(' ', translate(@rel, 'ALTERN', 'altern'), ' '), ' alternate ')]")
    found = [link.get("href", "") for link in links if (link.get("type") or "").strip().lower() in _TYPES]
    found += tree.xpath("//a[contains(@href, '/rss') or contains(@href, '/feed') or contains(@href, 'atom.xml')]/@href")
    whole = [urljoin(urljoin(name, base), href.strip()) for href in found if href.strip()]
    return list(dict.fromkeys(url for url in whole if is_web(url)))[:_FEW]
