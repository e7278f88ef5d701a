"""Web pages -> drafts. The text is trafilatura's; what the page says of itself is read here, because trafilatura keeps
only the day of the full publication time."""

from __future__ import annotations

import re
from typing import Any

from bot.articles.formats.metadata import said_in
from bot.model import Draft, Refused

# Real pages stay below this; parsed, a page takes fifty times its size.
MAX_PAGE = 5_000_000
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
# What a page prints in its text or address is a date; what only looks like one elsewhere is not searched for.
_DATES = {"extensive_search": False, "original_date": True}


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page says it has, in its first bytes (where the WHATWG standard wants it)."""
    found = _CHARSET.search(data, 0, 2048)
    return found[1].decode("ascii") if found else None


def from_html(name: str, html: str) -> Draft | Refused:
    """A page's article: its text without the page around it, and what its metadata say."""
    import trafilatura  # lazily: it takes a quarter of a second, which text files need not wait for
    from trafilatura.settings import Document

    tree = tree_of(name, html)
    said = said_in(tree)
    _drop_links(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
    )
    if not isinstance(found, Document) or not found.text:
        return Refused(name, "no article was found in this page")
    return Draft(
        input=name,
        text=found.text,
        title=said.title or found.title,
        outlet=said.outlet or found.sitename,
        url=said.url or found.url,
        author=said.author or found.author,
        language=said.language or found.language,
        published=said.published or found.date,
    )


def words_of(name: str, html: str) -> str:
    """All the words of a page that is a letter, a paragraph a line: of what somebody sent, nothing is left out."""
    tree = tree_of(name, html)
    for hidden in tree.xpath("//script | //style | //head | //title"):
        hidden.drop_tree()
    for block in tree.xpath("//p | //div | //td | //li | //br | //h1 | //h2 | //h3 | //h4 | //blockquote"):
        block.tail = "\n" + (block.tail or "")
        block.text = "\n" + (block.text or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _drop_links(tree: Any) -> None:
    """Paragraphs that are one link and nothing else lead to other stories: their words are not this one's."""
    for block in tree.xpath("//p[.//a] | //li[.//a] | //h3[.//a] | //h4[.//a]"):
        linked = sum(len("".join(link.itertext()).strip()) for link in block.iter("a"))
        if linked == len("".join(block.itertext()).strip()):
            block.drop_tree()


def tree_of(name: str, html: str) -> Any:
    """The page as lxml's tree. Raises Refused where the parser would lose text."""
    import lxml.etree
    import lxml.html

    if len(html) > MAX_PAGE:
        raise Refused(name, f"{len(html) / 1e6:.0f} MB are too much for a page: the limit is {MAX_PAGE / 1e6:.0f} MB")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(html.encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        raise Refused(name, "this page cannot be read: it is empty, broken or too large") from None
    # Below its 256th level libxml2 leaves out all that follows, and says so only here.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused(name, "this page is nested over 255 elements deep, and text would go missing")
    return tree
