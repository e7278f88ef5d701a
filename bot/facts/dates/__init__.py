"""Temporal expressions: text | tagged tokens (words) | rules that fit (grammar) | their meaning (anchor) | DateMention.

An own grammar in the manner of HeidelTime (Strötgen and Gertz 2010), since no kept library finds dates in running text:
a rule is a short function with its pattern, RULES is the list of them, and every mention names its rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.facts.dates import clocks, days, holidays, periods, relative, spans
from bot.facts.dates.anchor import Anchor, Reading
from bot.facts.dates.grammar import Grammar, Line, Match
from bot.model import DateMention, Sentence

RULES = [*clocks.RULES, *days.RULES, *holidays.RULES, *periods.RULES, *relative.RULES, *spans.RULES]
_GRAMMAR = Grammar(RULES)


def read_dates(text: str, sentences: Sequence[Sentence], published: dt.date | None) -> tuple[DateMention, ...]:
    """The temporal expressions of `text` inside `sentences` (in text order), resolved against `published`.

    Mentions are exact slices, sorted, and never overlap. Without a publication date what is relative gets the
    underspecified TIMEX3 value ("XXXX-WXX-2" for a Tuesday). Values follow TIMEX3 (ISO-TimeML 2009)."""
    anchor = Anchor(published)
    return tuple(mention for sentence in sentences for mention in _mentions(_GRAMMAR.line(text, sentence), anchor))


def _mentions(line: Line, anchor: Anchor) -> Iterator[DateMention]:
    """Leftmost first, the longest that has a meaning; each may be what the next one refers to."""
    free = 0
    anchor.sentences += 1
    for match in _GRAMMAR.matches(line):
        if match.start < free:
            continue
        reading = _resolve(line, match, anchor)
        if reading is None:
            continue
        free = match.end
        anchor.follow(reading)
        start, end = line.spans[match.start][0], line.spans[match.end - 1][1]
        yield DateMention(start, end, reading.type, reading.value, match.rule.name)


def _resolve(line: Line, match: Match, anchor: Anchor) -> Reading | None:
    """What the rule says; None also where it would leave the calendar (31 February, the year 10000)."""
    try:
        return match.rule.resolve(_GRAMMAR.phrase(line, match), anchor) or None
    except (ValueError, OverflowError):
        return None
