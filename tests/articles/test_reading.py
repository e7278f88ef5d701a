"""A whole article: what its parts add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.articles.reading import language_in, language_of, read, text_id
from bot.model import Draft
from bot.words import smooth
from tests.fakes import TEXTS

COPY = """date 2020-01-04 Ferry sinks off Quill

QUILL (AP) - A ferry sank off Quill on Friday. Its crew was saved.

NOBODY ON THE BRIDGE

The harbour master blamed the fog."""


def test_a_whole_article() -> None:
    article = read(Draft("ferry.txt", COPY, url="https://www.quillpost.example/ferry"))
    assert (article.title, article.agency, article.outlet) == (
        "Ferry sinks off Quill",
        "Associated Press",
        "quillpost.example",
    )
    assert (str(article.published.date), article.language, article.text) == ("2020-01-04", "en", COPY)


def test_what_was_given_goes_first() -> None:
    draft = Draft(
        "ferry.txt", COPY, id="a1", title="Ferry lost", outlet="Quill Post", language="de", published="2020-01-05"
    )
    article = read(draft)
    assert (article.id, article.title, article.outlet, article.language) == ("a1", "Ferry lost", "Quill Post", "de")
    assert str(article.published.date) == "2020-01-05"


def test_a_cross_heading_is_no_title() -> None:
    assert (
        read(Draft("ferry.txt", "A ferry sank on Friday.\n\nNOBODY ON THE BRIDGE\n\nThe fog was thick.")).title is None
    )


def test_an_id_depends_on_the_text_alone() -> None:
    draft = Draft("ferry.txt", COPY)
    assert read(draft).id == read(replace(draft, input="other.txt", outlet="Quill Post")).id == text_id(COPY)
    assert read(replace(draft, text=f"{COPY} ")).id != text_id(COPY)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry sank off the coast on Friday, officials said, and nobody was hurt.", "en"),
        ("Die Fähre sank am Freitag vor der Küste, sagten die Behörden, und niemand wurde verletzt.", "de"),
        ("Le traversier a coulé vendredi au large de la côte, ont indiqué les autorités.", "fr"),
        ("123 456", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(TEXTS)
def test_any_text_is_an_article_that_keeps_it(text: str) -> None:
    article = read(Draft("any.txt", text, language="en"))
    assert article.text == text
    # A title is shown, not quoted: it may have a common space for an odd one.
    assert article.title is None or article.title in smooth(text).text


TAGS = [("en-GB", "en"), ("pt_BR", "pt"), (" DE ", "de"), ("English", None), ("??", None), (None, None)]


@pytest.mark.parametrize(("tag", "code"), TAGS)
def test_a_language_tag_is_reduced_to_its_language(tag: str | None, code: str | None) -> None:
    assert language_in(tag) == code
