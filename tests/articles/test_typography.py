"""Print's odd characters: rules meet the words under them, and the stored text keeps every one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.reading import read
from bot.model import Article, Draft
from bot.words import smooth, tokens
from tests.fakes import TEXTS

PLAIN = "QUILL (AP) - A ferry sank on Jan. 4, Maj. Ann Orr said.\n\nPhoto: Bo Lind / Reuters\n\nAssociated Press"


def seen(article: Article) -> list[tuple[str, str, str]]:
    """Each sentence's kind and rule, and its words as one would read them aloud."""
    return [(s.kind, s.rule, smooth(s.of(article.text)).text.replace("\n", " ")) for s in article.sentences]


ODD = [
    PLAIN.replace(" ", "\u00a0"),
    PLAIN.replace(" ", "\u202f"),
    PLAIN.replace("erry", "er\u00adry").replace("Reuters", "Reu\u00adters").replace("Press", "Pr\u00adess"),
    PLAIN.replace("(AP)", "\u200e(AP)\u200f"),
    PLAIN.replace("Photo", "\u200bPhoto"),
    PLAIN.replace("\n\n", "\u2029"),
    PLAIN.replace("\n\n", "\r\r"),
    "\ufeff" + PLAIN,
]


@pytest.mark.parametrize("text", ODD)
def test_rules_meet_the_words_and_the_text_stays(text: str) -> None:
    article = read(Draft("a", text))
    assert article.text == text
    assert article.agency == "Associated Press"
    assert seen(article) == seen(read(Draft("a", PLAIN)))


def test_a_soft_hyphen_parts_no_word() -> None:
    article = read(Draft("a", "The har\u00adbour mas\u00adter said so."))
    (sentence,) = article.sentences
    assert sentence.of(article.text) == "The har\u00adbour mas\u00adter said so."
    assert tokens(smooth(article.text).text) == ["the", "harbour", "master", "said", "so"]


@given(TEXTS, st.data())
def test_any_slice_leads_back_to_its_own_characters(text: str, data: st.DataObject) -> None:
    flat = smooth(text)
    if flat.text:
        start = data.draw(st.integers(0, len(flat.text) - 1))
        end = data.draw(st.integers(start + 1, len(flat.text)))
        at, to = flat.back(start, end)
        assert smooth(text[at:to]).text.replace("\r", "\n") == flat.text[start:end].replace("\r", "\n")
