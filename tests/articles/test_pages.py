"""Web pages, Markdown and PDFs: their article without the page around it, and what they say of themselves."""

from __future__ import annotations

import json

import pytest

from bot.articles.pages import from_html, from_markdown, from_pdf, published_in
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
    assert (
        published_in(page(meta + event + linked({"@type": "Article", "datePublished": "2020-01-04"}))) == "2020-01-04"
    )
    assert published_in(page(event)) is None


def test_what_a_page_says_of_itself() -> None:
    head = """<title>Ferry sinks off Quill - Quill Post</title><meta property="og:site_name" content="Quill Post">
    <meta property="og:title" content="Ferry sinks off Quill"><meta name="author" content="Ann Orr">
    <link rel="canonical" href="https://quillpost.example/ferry">"""
    found = draft(from_html("page", page(head)))
    assert (found.title, found.outlet, found.author) == ("Ferry sinks off Quill", "Quill Post", "Ann Orr")
    assert found.url == "https://quillpost.example/ferry"


def test_markdown_without_its_marks() -> None:
    source = "# Ferry *sinks*\n\nA **ferry**\nsank [off Quill](https://q.example) `today`.\n\n- One boat\n- Two boats\n"
    assert (
        draft(from_markdown("a.md", source)).text
        == "Ferry sinks\n\nA ferry sank off Quill today.\n\nOne boat\n\nTwo boats"
    )


def test_front_matter_is_no_text() -> None:
    source = '---\ntitle: "Ferry: sunk"\ndate: 2020-01-04T10:45:00Z\noutlet: Quill Post\nauthor: Ann Orr\n---\nA ferry sank.\n'
    assert draft(from_markdown("a.md", source)) == Draft(
        "a.md", "A ferry sank.", None, "Ferry: sunk", "Quill Post", None, "Ann Orr", None, "2020-01-04T10:45:00Z"
    )


def test_a_rule_in_the_text_is_no_front_matter() -> None:
    assert draft(from_markdown("a.md", "A ferry sank.\n\n---\n\nBoats came.\n")).text == "A ferry sank.\n\nBoats came."


def pdf(*lines: str, title: str = "") -> bytes:
    """A PDF with a line a page, written by hand: an object after another, then where each begins."""
    pages = [3 + 2 * n for n in range(len(lines))]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in pages)}] /Count {len(pages)} >>",
    ]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for n, line in zip(pages, lines, strict=True):
        drawn = f"BT /F 12 Tf 72 720 Td ({line}) Tj ET"
        resources = f"/Resources << /Font << /F {font} >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} /Contents {n + 1} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    body, places = "%PDF-1.4\n", []
    for n, item in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{n} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF"
    return (body + end).encode()


def test_a_pdf_page_after_page() -> None:
    found = draft(from_pdf("a.pdf", pdf("A ferry sank off Quill.", "Nobody drowned.", title="Ferry sinks")))
    assert (found.text, found.title) == ("A ferry sank off Quill.\n\nNobody drowned.", "Ferry sinks")


@pytest.mark.parametrize("length", [9, 60, 200, 400])
def test_a_truncated_pdf_is_read_or_refused(length: int) -> None:
    found = from_pdf("a.pdf", pdf("A ferry sank off Quill.")[:length])
    assert isinstance(found, Refused) or "ferry" in found.text


def test_a_pdf_without_words_is_a_scan() -> None:
    found = from_pdf("a.pdf", pdf(""))
    assert isinstance(found, Refused)
    assert "scan" in found.why
