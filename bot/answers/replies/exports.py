"""A timeline as a file: CSV for tables, iCalendar (RFC 5545) for calendars, a picture for the eye."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answers.citing import label
from bot.answers.replies.page import Asked, Scope
from bot.answers.replies.picture import Bar, picture
from bot.model import Attachment, Reply, Source

# RFC 5545: lines of at most 75 octets, the rest folded behind a space.
_FOLD = 75
# How many days a picture shows on a phone without turning small.
BARS = 14

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = tuple("=+-@\t\r")

Bounds = Mapping[str, tuple[str, str]]


def file_reply(asked: Asked, scope: Scope, reply: Reply, bounds: Bounds, stamp: dt.datetime) -> Reply:
    """The timeline `reply` as the file that its view asks for; `bounds` has the first and last day of every date."""
    words = asked.wording.exports
    view = asked.request.view
    content = as_csv(reply, words["columns"]) if view == "csv" else as_ics(reply, bounds, stamp)
    return replace(reply, messages=(), files=(Attachment(f"{words['file']}.{view}", content, _caption(asked, scope)),))


def picture_reply(asked: Asked, scope: Scope, reply: Reply, counts: Mapping[str, tuple[int, int]]) -> Reply:
    """The days of the timeline with how many reports and witnesses tell of them, as a picture."""
    words = asked.wording.exports
    days = list(dict.fromkeys(str(item["date"]) for item in reply.items if item["precision"] == "day"))
    bars = [Bar(asked.wording.long_day(day), *counts[day], _counted(words, *counts[day])) for day in days][-BARS:]
    drawn = picture(scope.title or words["everything"], bars, words["legend"], dark=asked.request.view == "dark")
    file = Attachment(f"{words['file']}.png", drawn, _caption(asked, scope), picture=True)
    return replace(reply, messages=(), files=(file,))


def as_csv(reply: Reply, columns: Sequence[str]) -> bytes:
    """The items as a table, a row an event."""
    keys = ("date", "precision", "text")
    return table(columns, ([*(item[key] for key in keys), *told_by(item, reply)] for item in reply.items))


def table(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A CSV file, with the mark by which spreadsheets know that it is UTF-8, and nothing that they take for a formula."""
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow(columns)
    written.writerows([_inert("" if cell is None else str(cell)) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def told_by(item: Mapping[str, object], reply: Reply) -> tuple[str, str]:
    """The names and the addresses of an item's sources."""
    sources = _sources(item, reply)
    return "; ".join(map(_name, sources)), "; ".join(s.article.url or "" for s in sources)


def as_ics(reply: Reply, bounds: Bounds, stamp: dt.datetime) -> bytes:
    """The items as all-day events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitrep//timeline//EN"]
    for n, item in enumerate(reply.items):
        first, last = (dt.date.fromisoformat(day) for day in bounds[str(item["date"])])
        text, sources = str(item["text"]), "; ".join(map(_name, _sources(item, reply)))
        first_quote: Any = item["quotes"]
        named = {
            "UID": f"{first:%Y%m%d}-{n}-{first_quote[0]['start']}@sitrep",
            "DTSTAMP": f"{stamp:%Y%m%dT%H%M%SZ}",
            "DTSTART;VALUE=DATE": f"{first:%Y%m%d}",
            "DTEND;VALUE=DATE": f"{min(last, dt.date.max - dt.timedelta(1)) + dt.timedelta(1):%Y%m%d}",
            "SUMMARY": _escaped(text),
            "DESCRIPTION": _escaped(sources),
        }
        lines += ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in named.items()), "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _caption(asked: Asked, scope: Scope) -> str:
    return asked.wording.render("timeline_file", **scope.heading).strip()


def _counted(words: Mapping[str, Any], reports: int, witnesses: int) -> str:
    """ "5 reports, 3 witnesses"."""
    key = "one_report" if reports == 1 else "of_one" if witnesses == 1 else "reports"
    return str(words[key]).format(reports=reports, witnesses=witnesses)


def _sources(item: Mapping[str, object], reply: Reply) -> list[Source]:
    """The sources that an item quotes."""
    quotes: Any = item["quotes"]
    numbers = {quote["source"] for quote in quotes}
    return [source for source in reply.sources if source.n in numbers]


def _name(source: Source) -> str:
    return label(source.article) or source.article.id


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The line in pieces that are short enough, cut between characters."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > _FOLD - 1:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
