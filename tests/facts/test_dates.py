"""Temporal expressions: one construction a line in tests/cases/dates.txt, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.dates import RULES, read_dates
from bot.model import Sentence

CASES = Path(__file__).parents[1] / "cases" / "dates.txt"
_MARK = re.compile(r"\[([^=\]]+)=([^\]]+)\]")

# TIMEX3 values (ISO-TimeML): dates, parts of the year and the week, times, durations, references.
TIMEX3 = re.compile(
    r"""(?:\d{4}|XXXX)-(?:\d{2}|XX)-(?:\d{2}|XX)(?:T(?:\d{2}:\d{2}(?::\d{2})?|MO|MI|AF|EV|NI|DT))?
      | (?:\d{4}|XXXX)-W(?:\d{2}|XX)(?:-WE|-[1-7](?:T(?:\d{2}:\d{2}|MO|AF|EV|NI|DT))?)?
      | (?:\d{4}|XXXX)(?:-(?:\d{2}|XX|Q[1-4X]|H[12X]|SP|SU|FA|WI))?
      | BC\d{4} | \d{3}|XXX|\d{2}|XX
      | P(?:\d+(?:\.\d+)?|X)(?:[YMWDQ]|DE|CE) | P(?:\d+Y)?6M | PT(?:X|\d+)(?:[HMS])(?:\d+[MS])?
      | (?:PAST|PRESENT|FUTURE)_REF""",
    re.VERBOSE,
)

# Words of dates in any order provoke more than random letters do.
_WORDS = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "two",
        "2",
        "31",
        "29",
        "2019",
        "0",
        "99999",
        "20th",
        "1990s",
        "'s",
        "–",
        "-",
        ",",
        ".",
        "(",
        ")",
        "/",
        ":",
        "Dec.",
        "Feb.",
        "May",
        "Friday",
        "Sun.",
        "years",
        "year",
        "day",
        "ago",
        "earlier",
        "later",
        "half",
        "quarter",
        "third",
        "twenty",
        "hundred",
        "thousand",
        "dozen",
        "of",
        "to",
        "and",
        "in",
        "on",
        "at",
        "since",
        "3:30",
        "25:99",
        "p.m.",
        "GMT",
        "night",
        "weekend",
        "summer",
        "century",
        "Easter",
        "Thanksgiving",
        "every",
        "previous",
        "that",
        "same",
        "last Oct.",
        "by",
        "come",
        "6.30",
        "following",
        "12/31/2019",
        "2019-02-30",
        "before",
        "after",
        "end",
        "early",
        "BC",
        "'92",
        "Good",
        "until",
        "1048",
        "million",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=25).map(" ".join))
_ANCHORS = st.one_of(st.none(), st.dates())


def whole(text: str) -> list[Sentence]:
    """The text as one sentence."""
    return [Sentence(0, len(text), 0)]


def cases() -> list[str]:
    """The lines of the case file that are cases."""
    return [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_case(case: str) -> None:
    published, marked = case.split(" | ", 1)
    text = _MARK.sub(r"\1", marked)
    anchor = None if published == "-" else dt.date.fromisoformat(published)
    found = [(mention.of(text), mention.value) for mention in read_dates(text, whole(text), anchor)]
    assert found == _MARK.findall(marked)


@given(_TEXTS, _ANCHORS)
def test_any_text_any_anchor(text: str, published: dt.date | None) -> None:
    mentions = read_dates(text, whole(text), published)
    assert all(TIMEX3.fullmatch(mention.value) for mention in mentions), mentions
    assert all(mention.of(text).strip() == mention.of(text) != "" for mention in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))
    assert {mention.rule for mention in mentions} <= {rule.name for rule in RULES}


def test_no_mention_crosses_sentences() -> None:
    text = "He left on Friday. Dec. 3 came. It was 2018. Two days earlier it rained in May"
    parts = [Sentence(0, 18, 0), Sentence(19, 31, 0), Sentence(32, 44, 0), Sentence(45, len(text), 0)]
    for mention in read_dates(text, parts, dt.date(2020, 1, 1)):
        assert any(part.start <= mention.start and mention.end <= part.end for part in parts), mention.of(text)


def test_reads_only_the_given_sentences() -> None:
    text = "Updated Jan. 3, 2020. The raid was on Tuesday."
    assert [m.of(text) for m in read_dates(text, [Sentence(22, len(text), 1)], None)] == ["Tuesday"]


def test_the_narrative_runs_on_through_the_text() -> None:
    text = "The ship sank on Dec. 20. A day later divers arrived."
    mentions = read_dates(text, [Sentence(0, 25, 0), Sentence(26, len(text), 0)], dt.date(2020, 1, 1))
    assert mentions[-1].value == "2019-12-21"


def test_the_previous_day_is_that_before_the_reports_own_once_another_day_is_out_of_sight() -> None:
    text = "The strike of Sunday killed ten. Nobody was hurt. He took back the threat of the previous day."
    parts = [Sentence(0, 32, 0), Sentence(33, 49, 0), Sentence(50, len(text), 0)]
    assert [m.value for m in read_dates(text, parts, dt.date(2020, 1, 1))] == ["2019-12-29", "2019-12-31"]


def test_every_rule_says_what_it_is_for() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.resolve.__doc__ for rule in RULES)
