"""A timeline as CSV, as a calendar, as a picture."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from PIL import Image

from bot.answers import replies
from bot.answers.replies import Asked, Scope
from bot.answers.replies.canvas import TITLE
from bot.answers.replies.picture import Bar, picture
from bot.answers.wording import Wording
from bot.model import Event, Quote, Reply, Request, Span
from tests.fakes import report

TEXT = "=2+3 ferries, with all on board; none came back. Fog “lay” over the port of Quill, and nobody saw them go from there."
REPORT = report("a", TEXT, agency="Orr Press", day="2020-01-04")
SCOPE = Scope("Ferries sink", {"a": REPORT}, {"a": "a"})
EVENTS = [
    Event("2019-12", "month", (Quote("a", Span(0, 49)),), 1.0),
    Event("2020-01-03", "day", (Quote("a", Span(49, len(TEXT))),), 1.0),
]
BOUNDS = {"2019-12": ("2019-12-01", "2019-12-31"), "2020-01-03": ("2020-01-03", "2020-01-03")}
NOW = dt.datetime(2020, 1, 4, 12, tzinfo=dt.UTC)


def content(view: str) -> str:
    """The file of a view, as text."""
    asked = Asked(Request("timeline", view=view), Wording("sitrep_bot"))
    reply: Reply = replies.timeline_reply(asked, SCOPE, EVENTS, [], {})
    (file,) = replies.file_reply(asked, SCOPE, reply, BOUNDS, NOW).files
    assert file.name == f"timeline.{view}"
    assert "Ferries sink" in file.caption
    return file.content.decode("utf-8-sig")


def test_a_table_has_a_row_an_event() -> None:
    header, month, day = csv.reader(io.StringIO(content("csv")))
    assert header == ["date", "precision", "text", "sources", "addresses"]
    assert (day[0], day[1], day[2], day[3]) == ("2020-01-03", "day", TEXT[49:], "Orr Press")
    assert month[2].startswith("'="), "a spreadsheet would reckon with it"


def test_a_calendar_has_whole_days_and_short_lines() -> None:
    lines = content("ics").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = "\n".join(lines).replace("\n ", "")
    assert "DTSTART;VALUE=DATE:20191201\nDTEND;VALUE=DATE:20200101" in whole
    assert "DTSTART;VALUE=DATE:20200103\nDTEND;VALUE=DATE:20200104" in whole
    assert "SUMMARY:Fog “lay” over the port of Quill\\, and nobody" in whole
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


@pytest.mark.parametrize(("view", "ground"), [("picture", (255, 255, 255)), ("dark", (23, 33, 43))])
def test_a_picture_in_light_and_dark(view: str, ground: tuple[int, int, int]) -> None:
    asked = Asked(Request("timeline", view=view), Wording("sitrep_bot"))
    reply = replies.timeline_reply(asked, SCOPE, EVENTS, [], {})
    (file,) = replies.picture_reply(asked, SCOPE, reply, {"2020-01-03": (5, 3)}).files
    image = Image.open(io.BytesIO(file.content))
    assert file.picture
    assert image.getpixel((0, 0)) == ground
    assert len(image.getcolors(1 << 20) or []) > 4, "bars and words are drawn"


def test_a_days_bar_is_as_long_as_its_reports_are_many() -> None:
    bars = [Bar("Fri 3 Jan", 4, 1, "4 reports"), Bar("Sat 4 Jan", 2, 2, "2 reports")]
    image = Image.open(io.BytesIO(picture("Ferries", bars, "legend")))
    lengths = [
        sum(image.getpixel((x, TITLE + n * 104 + 20)) != (255, 255, 255) for x in range(348, 1032)) for n in (0, 1)
    ]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.05)


def test_long_words_do_not_leave_the_picture() -> None:
    wide = picture("Ferries " * 60, [Bar("a day with a very long name", 1, 1, "1 report")], "legend " * 60)
    edge = Image.open(io.BytesIO(wide)).crop((1040, 0, 1080, 300))
    assert edge.getcolors() == [(40 * 300, (255, 255, 255))] or len(edge.getcolors() or []) == 1


def test_no_days_are_no_picture_of_nothing() -> None:
    asked = Asked(Request("timeline", view="picture"), Wording("sitrep_bot"))
    reply = replace(replies.timeline_reply(asked, SCOPE, EVENTS[:1], [], {}))
    assert Image.open(io.BytesIO(replies.picture_reply(asked, SCOPE, reply, {}).files[0].content)).width == 1080
