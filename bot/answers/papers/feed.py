"""A paper as an RSS 2.0 feed (rssboard.org/rss-specification): an item for each heading, or one for all where there is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from xml.etree import ElementTree

from bot.answers.papers.lines import Line
from bot.answers.papers.sections import Paper, sections

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(paper: Paper, part: Callable[[Sequence[Line]], str]) -> bytes:
    """The feed; `part` writes lines as a piece of HTML."""
    found = sections(paper.lines)
    above = [line for section in found if section.heading is None for line in section.lines]
    headed = [(section.heading.text, section.lines) for section in found if section.heading]
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    _put(channel, title=paper.title, link=paper.address, description=" ".join(line.text for line in above[:1]))
    for n, (title, lines) in enumerate(headed or [(paper.title, tuple(above))], start=1):
        item = ElementTree.SubElement(channel, "item")
        _put(item, title=title, link=_link(lines) or paper.address, description=part(lines))
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = f"{paper.id}-{n}"
        if paper.day:
            _put(item, pubDate=format_datetime(dt.datetime.combine(paper.day, dt.time(), dt.UTC), usegmt=True))
    return bytes(ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True)) + b"\n"


def _put(element: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(element, name).text = _NO_XML.sub("", text)


def _link(lines: Sequence[Line]) -> str | None:
    """Where the first citation leads."""
    return next((run.href for line in lines for run in line.runs if run.href), None)
