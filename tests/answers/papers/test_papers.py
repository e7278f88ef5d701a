"""Answers on paper: every format says what the message says, links where it links, and is the same again."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from bot.answers.papers import FORMATS, Printed, printed
from bot.answers.papers.lines import lines
from bot.answers.wording import Wording

DAY = dt.date(2020, 1, 4)
LINK = "https://t.me/sitrep_bot?start=s_0123456789ab"
MARKUP = f"""<b>Briefing for Saturday</b>
<i>The newest article is of that day.</i>

<b>1. Ferry &amp; fog off “Quill”</b>
2 articles, 2 witnesses since Friday
• 750 guards &lt;b&gt; were *sent*, 5% of [all]. <a href="{LINK}">Harbour Post¹</a>
↻ <i>revised: “some 90” before</i> <a href="{LINK}x">Tidewater Ledger²</a>
• A second line.

<b>2. Voters choose</b>
• 1. Orrland’s vote – counted. <a href="{LINK}y">Kestrel³</a>

<i>Edition 1f3530ed</i>"""
WRITTEN = ["html", "md", "rss", "pdf"]


def written(form: str, markup: str = MARKUP, day: dt.date | None = DAY) -> bytes:
    if form == "pdf":
        pytest.importorskip("fpdf", reason="comes with the extra")
    return printed(Printed(markup, day, "https://t.me/sitrep_bot", Wording("sitrep_bot")), form)


def without_tags(markup: str) -> str:
    return html.unescape(
        re.sub("<[^>]*>", " ", re.sub("<style>.*?</style>|<title>.*?</title>", "", markup, flags=re.S))
    )


def of_feed(content: bytes) -> str:
    """Its titles and descriptions. feedparser would take "Â¡" for a "¡" that was written down wrongly, and mend it."""
    found = ElementTree.fromstring(content)
    return " ".join(without_tags(e.text or "") for e in found.iter() if e.tag in ("title", "description"))


READ: dict[str, Callable[[bytes], str]] = {
    "html": lambda content: without_tags(content.decode()),
    "md": lambda content: without_tags(MarkdownIt().render(content.decode())),
    "rss": of_feed,
    "pdf": lambda content: " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages),
}


def words(text: str) -> list[str]:
    """The words in their order; the signs before remarks and items aside."""
    return [word for word in re.findall(r"[^\s↻✓⚠•]+", text) if word]


def test_what_each_line_is() -> None:
    kinds = [line.kind for line in lines(MARKUP)]
    assert kinds == [
        "heading", "plain", "heading", "plain", "item", "remark", "item", "heading", "item", "plain",
    ]  # fmt: skip
    assert lines(MARKUP)[4].runs[-1].href == LINK


@pytest.mark.parametrize("form", WRITTEN)
def test_it_says_what_the_message_says(form: str) -> None:
    said = words(without_tags(MARKUP))
    if form == "rss":  # a feed has what stands above and below its items elsewhere, or not
        said = [word for word in said if word not in words("The newest article is of that day. Edition 1f3530ed")]
    read = words(READ[form](written(form)))
    assert [word for word in said if word not in read] == []


@pytest.mark.parametrize("form", WRITTEN)
def test_it_leads_where_the_message_leads(form: str) -> None:
    content = written(form)
    if form == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        found = {a.get_object()["/A"]["/URI"] for page in pages for a in page["/Annots"]}  # type: ignore[union-attr]
    else:
        found = set(re.findall(rf"{re.escape(LINK)}\w?", content.decode()))
    assert found == {LINK, f"{LINK}x", f"{LINK}y"}


@pytest.mark.parametrize("form", WRITTEN)
def test_it_is_the_same_again(form: str) -> None:
    assert written(form) == written(form)
    assert set(WRITTEN) == set(FORMATS)


def test_a_page_needs_nothing_else() -> None:
    page = written("html").decode()
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", page)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert page.count("<ul>") == page.count("</ul>") == 2
    assert page.count("<li>") == page.count("</li>") == 3


def test_a_feed_has_an_item_a_story() -> None:
    found = feedparser.parse(written("rss"))
    assert not found.bozo
    assert [entry.title for entry in found.entries] == ["1. Ferry & fog off “Quill”", "2. Voters choose"]
    assert [entry.link for entry in found.entries] == [LINK, f"{LINK}y"]
    assert len({entry.id for entry in found.entries}) == 2
    assert found.entries[0].published_parsed[:3] == (2020, 1, 4)
    (alone,) = feedparser.parse(written("rss", "<b>Ferry</b>\n• It sank.")).entries
    assert (alone.title, without_tags(alone.description).strip()) == ("Ferry", "It sank.")


def test_a_pdf_is_of_its_day() -> None:
    info = PdfReader(io.BytesIO(written("pdf"))).metadata
    assert info
    assert (info.title, info.creation_date) == ("Briefing for Saturday", dt.datetime(2020, 1, 4, tzinfo=dt.UTC))


@settings(deadline=None, max_examples=30)
@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40),
    st.sampled_from(["html", "md", "rss"]),
)
def test_any_text_is_text(text: str, form: str) -> None:
    """Whatever a line holds comes out as the same characters."""
    kept = "".join(words(text))
    markup = f"<b>Title</b>\n• {html.escape(text)} <i>{html.escape(text)}</i>"
    assert "".join(words(READ[form](written(form, markup)))).endswith(kept * 2)
