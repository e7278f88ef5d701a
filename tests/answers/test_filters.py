"""What is typed beside the words of a search narrows it, and never becomes a word of it."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.answers.filters import Filters, passes, read_filters
from tests.fakes import TEXTS

READ = [
    ("ferry from:reuters", Filters("ferry", outlets=("reuters",))),
    ('from:"the quill post" ferry', Filters("ferry", outlets=("the quill post",))),
    ("ferry since:monday before:2020-01-01", Filters("ferry", days=(("since", "monday"), ("before", "2020-01-01")))),
    ("ferry from:20minutes", Filters("ferry", outlets=("20minutes",))),
    ("ferry from:2020-01-01 to:2020-01-03", Filters("ferry", days=(("since", "2020-01-01"), ("to", "2020-01-03")))),
    ("story:ondine Captain", Filters("Captain", story="ondine")),
    ("ferry -fog", Filters("ferry", without=("fog",))),
    ("“ran aground” Ostrand", Filters("ran aground Ostrand", phrases=("ran aground",))),
    ("the al-Gezzi well-known 2019-12-29", Filters("the al-Gezzi well-known 2019-12-29")),
]


@pytest.mark.parametrize(("text", "filters"), READ)
def test_filters_are_read_out_of_the_text(text: str, filters: Filters) -> None:
    assert read_filters(text) == filters


def test_a_question_keeps_its_quotation_marks_and_hyphens() -> None:
    asked = 'Who called it "a -10 degree day" from:reuters'
    assert read_filters(asked, of_sentences=False) == Filters('Who called it "a -10 degree day"', outlets=("reuters",))


def test_a_phrase_must_stand_word_by_word_and_what_is_unwanted_in_no_form() -> None:
    text = "The ferry ran aground in the fog."
    assert passes(read_filters('"ran aground"'), text)
    assert not passes(read_filters('"aground ran"'), text)
    assert passes(read_filters("ferry -ice"), text)
    assert not passes(read_filters("aground -ferries"), text)


@given(TEXTS)
def test_any_text_is_read_and_without_filters_stays_as_it_is(text: str) -> None:
    filters = read_filters(text)
    passes(filters, text)
    if filters == Filters(filters.text):
        assert filters.text == " ".join(text.split())
