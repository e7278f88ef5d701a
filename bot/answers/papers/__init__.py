"""Answers on paper: a whole reply as a page for the web, Markdown for mail, a PDF for print, an RSS feed.

The markup of the chat's message | lines (what each of them is) | a writer, which only writes: same words, same citations, same
links, and byte for byte the same again, for no clock and no chance is asked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.answers.papers.feed import feed
from bot.answers.papers.lines import lines
from bot.answers.papers.markdown import markdown
from bot.answers.papers.pdf import pdf
from bot.answers.papers.sections import Paper, sections
from bot.answers.wording import Wording

__all__ = ["FORMATS", "Printed", "printed"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What is to be written: the markup of a whole reply, the day of its news, and where the bot is."""

    markup: str
    day: dt.date | None
    address: str
    wording: Wording


def printed(what: Printed, form: str) -> bytes:
    """The reply as a file of one of FORMATS. Raises BadRequest where a PDF cannot be made here."""
    found = lines(what.markup)
    title = found[0].text if found else ""
    id = hashlib.sha256(what.markup.encode()).hexdigest()[:12]
    return FORMATS[form](Paper(title, id, what.day, what.address, tuple(found[1:])), what.wording)


def _page(paper: Paper, wording: Wording) -> bytes:
    return wording.render("papers/page", paper=paper, sections=sections(paper.lines)).encode()


def _markdown(paper: Paper, wording: Wording) -> bytes:
    return markdown(paper).encode()


def _pdf(paper: Paper, wording: Wording) -> bytes:
    return pdf(paper)


def _feed(paper: Paper, wording: Wording) -> bytes:
    return feed(paper, lambda some: wording.render("papers/part", lines=some).strip())


Writer = Callable[[Paper, Wording], bytes]

FORMATS: Mapping[str, Writer] = {"html": _page, "md": _markdown, "pdf": _pdf, "rss": _feed}
