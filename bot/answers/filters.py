"""What narrows a search in plain typing: `from:reuters since:monday before:2020-01-01 story:embassy -word "quoted phrase"`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.words import stems, tokens

_VALUE = r'(?:["“]([^"“”]+)["”]|(\S+))'
_NAMED = re.compile(rf"(?<!\S)(from|to|since|after|before|until|on|story):{_VALUE}", re.IGNORECASE)
_WITHOUT = re.compile(rf"(?<!\S)[-−]{_VALUE}")
# "from:2020-01", but "from:20minutes" is a paper.
_DAY = re.compile(r"\d[\d./-]*|\d{1,2}[ _]\w+(?:[ _]\d{4})?")
_PHRASE = re.compile(r'["“]([^"“”]+)["”]')


@dataclass(frozen=True, slots=True)
class Filters:
    """The words that are left, and what was asked for beside them: outlets, days as typed by their bound, a story, phrases
    that must stand in a sentence and words that must not."""

    text: str
    outlets: tuple[str, ...] = ()
    days: tuple[tuple[str, str], ...] = ()
    story: str | None = None
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def of_articles(self) -> bool:
        """Whether anything but the sentence itself is asked for."""
        return bool(self.outlets or self.days or self.story or self.phrases)


def read_filters(text: str, *, of_sentences: bool = True) -> Filters:
    """The filters in a text; without `of_sentences` quotation marks and hyphens are the question's own."""
    named = [(m[1].lower(), m[2] or m[3]) for m in _NAMED.finditer(text)]
    rest = _NAMED.sub(" ", text)
    without = [m[1] or m[2] for m in _WITHOUT.finditer(rest)] if of_sentences else []
    rest = _WITHOUT.sub(" ", rest) if of_sentences else rest
    phrases = _PHRASE.findall(rest) if of_sentences else []
    outlets, since = _outlets_and_days([value for name, value in named if name == "from"])
    return Filters(
        " ".join((_PHRASE.sub(r" \1 ", rest) if of_sentences else rest).split()),
        outlets,
        (*since, *((name, value) for name, value in named if name not in ("from", "story"))),
        next((value for name, value in named if name == "story"), None),
        tuple(phrases),
        tuple(without),
    )


def filters_in(text: str) -> list[tuple[int, int]]:
    """Where the filters stand that have a name, as slices."""
    return [found.span() for found in _NAMED.finditer(text)]


def _outlets_and_days(values: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What stands behind "from:": an outlet, or a day from which on."""
    days = [value for value in values if _DAY.fullmatch(value)]
    return tuple(value for value in values if value not in days), tuple(("since", day) for day in days)


def passes(filters: Filters, sentence: str) -> bool:
    """Whether a sentence has every phrase, word by word, and none of the words that it must not have, in any form."""
    words, forms = tokens(sentence), stems(sentence)
    whole = all(_stands_in(tokens(phrase), words) for phrase in filters.phrases)
    return whole and not any(_stands_in(stems(word) or tokens(word), forms) for word in filters.without)


def _stands_in(part: Sequence[str], words: Sequence[str]) -> bool:
    wanted = list(part)
    return any(list(words[n : n + len(wanted)]) == wanted for n in range(len(words) - len(wanted) + 1))
