"""What narrows a search by hand: outlets, days, stories and phrases leave only the articles that fit."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.filters import read_filters
from bot.model import BadRequest
from bot.shell.flows.asking import Desk
from bot.shell.flows.narrowing import outlets_of, window_of
from tests.corpus import EVENING

FRIDAY = dt.date(2020, 1, 3)

WINDOWS = [
    ("ferry since:monday", "2019-12-30", None),
    ("ferry after:2019-12-31", "2020-01-01", None),
    ("ferry before:2020-01-01", None, "2019-12-31"),
    ("ferry until:2019-12", None, "2019-12-31"),
    ("ferry after:9999-12-31", "9999-12-31", None),
    ("ferry before:0001-01-01", None, "0001-01-01"),
    ("ferry on:yesterday", "2020-01-02", "2020-01-02"),
    ('ferry since:"dec 29" to:2019-12-31', "2019-12-29", "2019-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), WINDOWS)
def test_days_are_read_as_people_type_them(text: str, first: str | None, last: str | None) -> None:
    assert window_of(read_filters(text), FRIDAY) == (first, last)


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(BadRequest):
        window_of(read_filters("ferry since:blah"), FRIDAY)


def test_an_agency_is_known_by_its_short_name() -> None:
    assert outlets_of(read_filters("ferry from:ap from:AFP from:quillpost")) == ["Associated Press", "AFP", "quillpost"]


def articles_of(desk: Desk, text: str) -> list[tuple[str | None, str | None, dt.date | None]]:
    """The outlet, agency and day of each article that an answer cites."""
    sources = desk.ask(text, EVENING).sources
    return [(s.article.outlet, s.article.agency, s.article.published.date) for s in sources]


def test_a_search_speaks_of_the_outlets_and_days_asked_for(desk: Desk) -> None:
    for typed, name in (("meridian", "Meridian Press Agency"), ("harbourpost", "Harbour Post")):
        found = articles_of(desk, f"/search embassy from:{typed}")
        assert found
        assert all(name in (outlet, agency) for outlet, agency, _ in found)
    days = [day for *_, day in articles_of(desk, "/search embassy since:2020-01-01")]
    assert days
    assert all(day and day >= dt.date(2020, 1, 1) for day in days)


def test_a_question_can_be_narrowed_too(desk: Desk) -> None:
    assert articles_of(desk, "How many soldiers were sent? from:meridian")
    assert desk.ask("How many soldiers were sent? before:2010", EVENING).kind == "none"


def test_a_phrase_must_stand_there_and_an_unwanted_word_must_not(desk: Desk) -> None:
    with_gas = desk.ask('/search "tear gas"', EVENING).items
    without = desk.ask('/search "tear gas" -stones', EVENING).items
    texts = [str(item["quotes"]) for item in with_gas]
    assert texts
    assert all("tear gas" in text for text in texts)
    assert without
    assert not any("stones" in str(item["quotes"]) for item in without)
