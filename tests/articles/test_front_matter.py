"""Front matter: what a text says of itself between two lines of dashes."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.articles.formats import drafts
from bot.articles.front_matter import block, fields
from bot.articles.reading import read
from bot.model import Draft
from tests.fakes import TEXTS

MATTER = """---
title: "Ferry: sunk"
date: 2020-01-04T10:45:00+03:00
source: 'Quill Post'
link: https://quill.example/ferry
authors: [Ann Orr, "Bo Lind"]
lang: en
tags:
  - sea
---
"""
TEXT = MATTER + "QUILL (AP) — A ferry sank off Quill on Friday.\n"


def test_a_plain_text_keeps_its_front_matter_and_is_known_by_it() -> None:
    (draft,) = drafts("a.txt", TEXT.encode())
    assert isinstance(draft, Draft)
    assert draft == Draft(
        "a.txt", TEXT, None, "Ferry: sunk", "Quill Post", "https://quill.example/ferry", "Ann Orr, Bo Lind", "en",
        "2020-01-04T10:45:00+03:00",
    )  # fmt: skip
    article = read(draft)
    assert [s.of(TEXT) for s in article.sentences if s.kind == "news"] == ["A ferry sank off Quill on Friday."]
    assert (article.agency, str(article.published.date)) == ("Associated Press", "2020-01-04")


FIELDS = [
    ("title: A", {"title": "A"}),
    ("Title: A\r\nDATE: 2020-01-04\r", {"title": "A", "published": "2020-01-04"}),
    ("title:\nurl: u", {"url": "u"}),
    ("author:\n  - Ann Orr\n  - 'Bo Lind'\ntitle: A", {"author": "Ann Orr, Bo Lind", "title": "A"}),
    ("outlet: A\nsource: B", {"outlet": "A"}),
    ('title: it\'s "so"', {"title": 'it\'s "so"'}),
    ("colour: red", {}),
]


@pytest.mark.parametrize(("lines", "said"), FIELDS)
def test_fields(lines: str, said: dict[str, str]) -> None:
    assert fields(f"---\n{lines}\n---") == said


@pytest.mark.parametrize(
    "text", ["---\nA ferry sank.\n---\nNews.", "title: A\n\nNews.", "---\ntitle: A\n\nNews.", "--- title: A ---", ""]
)
def test_what_is_no_front_matter(text: str) -> None:
    assert block(text) is None


@given(TEXTS)
def test_any_text_between_dashes_does_no_harm(text: str) -> None:
    whole = f"---\ntitle: x\n{text}\n---\n{text}"
    found = block(whole)
    assert found is None or "title" in fields(found.of(whole))
    assert block(text) is None or text.lstrip("\ufeff").startswith("---")
