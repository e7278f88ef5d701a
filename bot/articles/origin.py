"""Whose text it is: the outlet by its address, and the agency whose copy it carries. A photo's agency is not the text's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from bot.model import Sentence
from bot.prompts import lexicon

_WRITERS = [agency for agency in lexicon("agencies")["agency"] if not agency.get("pictures_only")]
_NAME_OF = {tag: agency["name"] for agency in _WRITERS for tag in (agency["name"], *agency["tags"])}
_TAGS = "|".join(sorted(map(re.escape, _NAME_OF), key=len, reverse=True))
_TAG = re.compile(rf"(?<!\w)(?:{_TAGS})(?!\w)")
_THEIRS = r"(?:witness|reporter|correspondent|journalist|photographer)"
_WITNESS = re.compile(rf"\b[Aa] (?:({_TAGS}) {_THEIRS}\b|{_THEIRS} (?:of|for|from) (?:the )?({_TAGS})(?!\w))")

AgencyRule = Callable[[str, Sequence[Sentence]], str | None]


def outlet_of(url: str | None) -> str | None:
    """The domain of an address without "www.", as the outlet's name of last resort."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def agency_of(text: str, sentences: Sequence[Sentence]) -> str | None:
    """The agency whose copy this is, by the first rule that names one; None for an outlet's own text."""
    return next((name for rule in RULES if (name := rule(text, sentences))), None)


def in_dateline(text: str, sentences: Sequence[Sentence]) -> str | None:
    """ "BAGHDAD (AP) -"."""
    return _first(_said(text, sentences, {"dateline", "agency_tag"}))


def alone_on_last_line(text: str, sentences: Sequence[Sentence]) -> str | None:
    """A closing line that is nothing but the agency's name."""
    closing = [s for s in sentences if s.rule in {"agency_alone", "agencies_line"}]
    return _first(_said(text, closing, {"agency_alone", "agencies_line"}))


def in_copyright(text: str, sentences: Sequence[Sentence]) -> str | None:
    """ "Copyright 2020 Associated Press"."""
    return _first(_said(text, sentences, {"copyright", "rights"}))


def own_witness(text: str, sentences: Sequence[Sentence]) -> str | None:
    """ "A Reuters witness saw": only the agency's own copy speaks so; believed where reporters are credited below it."""
    credited = any(s.rule in {"reporting_line", "reporting_credit"} for s in sentences)
    found = _WITNESS.search(text) if credited else None
    return _NAME_OF[found[1] or found[2]] if found else None


RULES: list[AgencyRule] = [in_dateline, alone_on_last_line, in_copyright, own_witness]


def _said(text: str, sentences: Sequence[Sentence], rules: set[str]) -> Iterator[str]:
    return (s.of(text) for s in sentences if s.rule in rules)


def _first(pieces: Iterator[str]) -> str | None:
    return next((_NAME_OF[found[0]] for piece in pieces if (found := _TAG.search(piece))), None)
