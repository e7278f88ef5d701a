"""Undated articles get a day from those beside them by a named rule, or none: a wrong day is worse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from bot.model import DateMention, Facts, Provenance, Published, Report, Sentence, SentenceKind, TimexType
from bot.stories.dating import infer_dates
from tests.fakes import report

TEXT = "QUILL, Tuesday — A ferry sank. Fog was thick. Boats came. Nobody drowned. It was found on Sunday."
_DATELINE = len("QUILL, Tuesday —")


def undated(value: str = "", at: int = _DATELINE + 1) -> Report:
    """An undated article with a dateline, which names a date without a year at an offset of its text."""
    made = report("u", TEXT, Facts((DateMention(at, at + 3, TimexType.DATE, value, "test"),) if value else ()))
    lead = made.article.sentences[0]
    line = Sentence(0, _DATELINE, 0, SentenceKind.CREDIT, "dateline")
    marked = (line, replace(lead, start=_DATELINE + 1), *made.article.sentences[1:])
    return replace(made, article=replace(made.article, sentences=marked))


def inferences(groups: Sequence[Sequence[str]], reports: Mapping[str, Report], alike: float) -> dict[str, Published]:
    """The dates inferred in a story of these groups whose articles are all `alike`."""
    articles = {id: report.article for id, report in reports.items()}
    return dict(infer_dates(groups, articles, lambda article: reports[article.id].facts.dates, lambda a, b: alike))


def inferred(one: Report, copies: Sequence[str], others: Sequence[str], alike: float = 0.9) -> tuple[str, str] | None:
    """The day and rule inferred for `one` in a story with copies of it and other articles of these days."""
    beside = {f"c{n}": report(f"c{n}", TEXT, day=day) for n, day in enumerate(copies)}
    siblings = {f"s{n}": report(f"s{n}", "Other.", day=day) for n, day in enumerate(others)}
    witnesses = [("u", *beside), *((id,) for id in siblings)]
    found = inferences(witnesses, {"u": one, **beside, **siblings}, alike).get("u")
    if found is None:
        return None
    assert found.how is Provenance.INFERRED
    return str(found.date), found.rule


# 2020-01-01 is a Wednesday.
TUESDAY, WEDNESDAY, SUNDAY = "XXXX-WXX-2", "XXXX-WXX-3", "XXXX-WXX-7"
FAR = TEXT.index("Sunday")
CASES = [
    pytest.param(undated(), ["2020-01-01"], [], ("2020-01-01", "copy_with_date"), id="a copy has a date"),
    pytest.param(undated(), ["2020-01-02", "2020-01-01"], [], ("2020-01-01", "copy_with_date"), id="the first copy"),
    pytest.param(undated(TUESDAY), ["2020-01-01"], [], ("2020-01-01", "copy_with_date"), id="a copy before a weekday"),
    pytest.param(
        undated(TUESDAY), [], ["2020-01-01"], ("2019-12-31", "weekday_beside_siblings"), id="the day before theirs"
    ),
    pytest.param(
        undated(WEDNESDAY), [], ["2020-01-01"], ("2020-01-01", "weekday_beside_siblings"), id="the day of theirs"
    ),
    pytest.param(
        undated(TUESDAY, 7), [], ["2020-01-01"], ("2019-12-31", "weekday_beside_siblings"), id="a weekday in a dateline"
    ),
    pytest.param(
        undated("XXXX-12-31", 7), [], ["2020-01-01"], ("2019-12-31", "day_in_dateline"), id="a day in a dateline"
    ),
    pytest.param(
        undated("XXXX-01-02", 7), [], ["2019-12-31"], ("2020-01-02", "day_in_dateline"), id="over the turn of the year"
    ),
    pytest.param(undated("XXXX-02-30", 7), [], ["2020-01-01"], None, id="a day that there is not"),
    pytest.param(undated("XXXX-12-31", 7), [], [], None, id="a dateline alone"),
    pytest.param(undated(), [], [], None, id="nobody beside it"),
    pytest.param(undated(TUESDAY), [], [], None, id="a weekday alone"),
    pytest.param(undated(), [], ["2020-01-01", "2020-01-02"], None, id="siblings alone"),
    pytest.param(undated(), ["2020-01-01", "2020-03-01"], [], None, id="copies too far apart"),
    pytest.param(undated(SUNDAY, FAR), [], ["2020-01-01"], None, id="a weekday far down"),
]


@pytest.mark.parametrize(("one", "copies", "others", "wanted"), CASES)
def test_case(one: Report, copies: list[str], others: list[str], wanted: tuple[str, str] | None) -> None:
    assert inferred(one, copies, others) == wanted


def test_a_sibling_that_tells_something_else_has_no_say() -> None:
    assert inferred(undated(TUESDAY), [], ["2020-01-01"], alike=0.0) is None


def test_a_date_that_is_known_stays_and_an_inferred_one_proves_nothing() -> None:
    guessed = Published(dt.date(2020, 1, 1), Provenance.INFERRED, "copy_with_date")
    weak = report("w", TEXT)
    weak = replace(weak, article=replace(weak.article, published=guessed))
    known = report("k", TEXT, day="2020-01-04")
    found = inferences([("k", "u", "w")], {"u": undated(), "w": weak, "k": known}, 0.9)
    assert "k" not in found
    assert str(found["u"].date) == "2020-01-04"
