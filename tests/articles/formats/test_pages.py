"""Web pages: their article without the page around it, and what they say of themselves."""

from __future__ import annotations

import json

import lxml.html
import pytest

from bot.articles.formats.metadata import said_in
from bot.articles.formats.pages import declared_charset, from_html, words_of
from bot.model import Draft, Refused

BODY = """<article><h1>Ferry sinks off Quill</h1>
<p>A ferry sank off Quill on Friday with ninety people aboard, the harbour master said, and boats were sent at once.</p>
<p>Nobody drowned, he said, since the sea was calm and the crew had kept every boat on deck ready through the night.</p>
</article>"""
JUNK = """<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><div class="cookie-banner">We use cookies.</div>"""
FOOT = """<aside>Most read: ten gardens to visit</aside><footer>Copyright 2020 Quill Post</footer><script>track()</script>"""


def page(head: str = "") -> str:
    """A page with the article and what pages put around it."""
    return f"<html><head>{head}</head><body>{JUNK}{BODY}{FOOT}</body></html>"


def linked(data: object) -> str:
    """A page's JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def draft(found: Draft | Refused) -> Draft:
    """What was read, which must not be a refusal."""
    assert isinstance(found, Draft)
    return found


def test_a_pages_text_is_its_article() -> None:
    text = draft(from_html("page", page())).text
    assert "Nobody drowned" in text
    assert not [junk for junk in ("cookies", "Sport", "gardens", "Copyright", "track") if junk in text]


def published(html: str) -> str | None:
    """The publication time that a page states."""
    return said_in(lxml.html.document_fromstring(html)).published


HEADS = [
    linked({"@type": "NewsArticle", "datePublished": "2020-01-04T00:30:00+03:00"}),
    linked([{"@type": "Organization"}, {"@type": "Article", "datePublished": "2020-01-04T00:30:00+03:00"}]),
    linked({"@graph": [{"@type": "NewsArticle", "datePublished": "2020-01-04T00:30:00+03:00"}]}),
    linked({"@type": ["NewsArticle", "Article"], "datePublished": "2020-01-04T00:30:00+03:00"}),
    '<meta property="article:published_time" content="2020-01-04T00:30:00+03:00">',
    '<meta itemprop="datePublished" content="2020-01-04T00:30:00+03:00">',
    '<script type="application/ld+json">{broken</script><meta name="date" content="2020-01-04T00:30:00+03:00">',
]


@pytest.mark.parametrize("head", HEADS)
def test_the_full_time_with_its_zone(head: str) -> None:
    assert draft(from_html("page", page(head))).published == "2020-01-04T00:30:00+03:00"


def test_json_ld_goes_before_meta_tags_and_other_nodes_have_no_say() -> None:
    meta = '<meta property="article:published_time" content="2020-01-05">'
    event = linked({"@type": "Event", "datePublished": "1999-01-01"})
    assert published(page(meta + event + linked({"@type": "Article", "datePublished": "2020-01-04"}))) == "2020-01-04"
    assert published(page(event)) is None


def test_what_a_page_says_of_itself() -> None:
    head = """<title>Ferry sinks off Quill - Quill Post</title><meta property="og:site_name" content="Quill Post">
    <meta property="og:title" content="Ferry sinks off Quill"><meta name="author" content="Ann Orr">
    <link rel="canonical" href="https://quillpost.example/ferry">"""
    found = draft(from_html("page", page(head)))
    assert (found.title, found.outlet, found.author) == ("Ferry sinks off Quill", "Quill Post", "Ann Orr")
    assert found.url == "https://quillpost.example/ferry"


FIELDS = [
    ({"headline": "Ferry sinks"}, "title", "Ferry sinks"),
    ({"publisher": {"@type": "Organization", "name": "Quill Post"}}, "outlet", "Quill Post"),
    ({"author": [{"name": "Ann Orr"}, {"name": "Bo Lind"}]}, "author", "Ann Orr; Bo Lind"),
    ({"author": "Ann Orr"}, "author", "Ann Orr"),
    ({"inLanguage": "en-GB"}, "language", "en-GB"),
    ({"datePublished": "2020-01-04\n"}, "published", "2020-01-04"),
]


@pytest.mark.parametrize(("said", "field", "value"), FIELDS)
def test_what_json_ld_says_goes_before_meta_tags(said: dict[str, object], field: str, value: str) -> None:
    meta = """<meta property="og:title" content="t"><meta property="og:site_name" content="s"><meta name="author" content="a">
    <meta property="og:locale" content="fr_FR"><meta name="date" content="1999-01-01">"""
    assert getattr(draft(from_html("page", page(meta + linked({"@type": "NewsArticle", **said})))), field) == value


@pytest.mark.parametrize("graph", [None, 5, "x", [5, None, []], {"@type": "Article"}])
def test_json_ld_of_any_shape_does_no_harm(graph: object) -> None:
    assert (
        published(page(linked({"@graph": graph, "@type": [5, "Article"], "author": [[1]], "publisher": {"name": 5}})))
        is None
    )


def test_a_date_is_read_where_it_is_printed_and_nowhere_else() -> None:
    assert (
        published(page().replace("<h1>", '<header><time datetime="2020-01-04T08:00:00Z">now</time></header><h1>'))
        is not None
    )
    assert published(page().replace("on Friday", 'on <time datetime="1999-01-01">Friday</time>')) is None


@pytest.mark.parametrize("depth", [260, 3000, 100_000])
def test_a_page_too_deep_for_the_parser_is_refused_rather_than_cut(depth: int) -> None:
    deep = page().replace("<article>", "<div>" * depth + "<article>")
    with pytest.raises(Refused, match="nested"):
        from_html("page", deep)


def test_a_page_as_deep_as_real_ones_is_read() -> None:
    assert "Nobody drowned" in draft(from_html("page", page().replace("<article>", "<div>" * 200 + "<article>"))).text


@pytest.mark.parametrize(
    ("head", "charset"),
    [(b'<meta charset="koi8-r">', "koi8-r"), (b"<meta content='text/html; charset=Big5'>", "Big5"), (b"<p>x", None)],
)
def test_the_charset_a_page_declares(head: bytes, charset: str | None) -> None:
    assert declared_charset(b"<html><head>" + head) == charset


def test_of_a_letters_page_no_word_is_left_out() -> None:
    html = "<html><head><title>t</title></head><body><p>One <b>ferry</b><br>sank.</p><style>p{}</style><td>Two</td></body></html>"
    assert words_of("letter", html) == "One ferry\n\nsank.\n\nTwo"
