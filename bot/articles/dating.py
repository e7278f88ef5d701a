"""When an article was published, by the first rule that can say: what came with it, then what its own text states.

What other articles tell (a copy, a sibling) is `bot.stories.dating`'s: it needs them. Never the day of indexing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from dateutil import parser as dateutil

from bot.model import Draft, Provenance, Published, Sentence

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STAMP_RULES = {"date_stamp", "time_stamp"}
# Of a date without day or year dateutil fills the gaps from a default; two defaults that agree prove that nothing was missing.
_DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2))

DateRule = Callable[[Draft, Sequence[Sentence]], Published | None]


def date_of(draft: Draft, sentences: Sequence[Sentence]) -> Published:
    """The publication date of a draft with its provenance; `unknown` when neither metadata nor text say it."""
    return next((found for rule in RULES if (found := rule(draft, sentences))), Published())


def given_with_it(draft: Draft, sentences: Sequence[Sentence]) -> Published | None:
    """The input's own field, a page's metadata, a feed's entry."""
    moment = parse(draft.published) if draft.published else None
    return _published(moment, Provenance.GIVEN, "given_with_it", draft.published or "") if moment else None


def stamped_in_text(draft: Draft, sentences: Sequence[Sentence]) -> Published | None:
    """ "date 2020-01-01 Headline", "Published: 1 January 2020": a stamp that marking has cut out."""
    for stamp in (s.of(draft.text) for s in sentences if s.rule in _STAMP_RULES):
        if found := (parse(day[0]) if (day := _DAY.search(stamp)) else parse(stamp)):
            return _published(found, Provenance.STATED, "stamped_in_text", stamp)
    return None


RULES: list[DateRule] = [given_with_it, stamped_in_text]


def parse(words: str) -> dt.datetime | None:
    """A full calendar date (with or without a time) in any common form; None when day, month or year is missing."""
    try:
        one, other = (dateutil.parse(words, default=default, fuzzy=True, tzinfos=_zone) for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    return one if one.date() == other.date() else None


def _zone(name: str | None, seconds: int | None) -> dt.tzinfo | None:
    """The zone of a printed offset; letters give none, for "IST" is three zones, and the day is the paper's own."""
    return None if seconds is None else dt.timezone(dt.timedelta(seconds=seconds))


def _published(moment: dt.datetime, how: Provenance, rule: str, words: str) -> Published:
    """The time of day is kept only where the words have one."""
    return Published(moment.date(), how, rule, moment if ":" in words else None)
