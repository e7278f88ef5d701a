"""A question that goes on from the one before: "what about Iran?", "and who ordered it?", "when?" -> the whole question."""

from __future__ import annotations

import re

from bot.answers.question import called_at, counted_in, names_in
from bot.prompts import lexicon
from bot.senses import state_of
from bot.words import stem, tokens

_WORDS = lexicon("follow_up")
_OPENING = re.compile(rf"^(?:(?:{'|'.join(_WORDS['openings'])})\b[ ,]*)+", re.IGNORECASE)
_ABOUT = re.compile(rf"(?:{'|'.join(_WORDS['about'])})\s+(.+)", re.IGNORECASE)
_PRONOUN = re.compile(
    rf"\b({'|'.join(word for several in _WORDS['pronouns'].values() for word in several)})\b", re.IGNORECASE
)
_PLACE = re.compile(r"\b((?:in|at|to|from|near|on|into)\s+)((?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)")
_ASKING = re.compile(
    rf"^(?:(?:in |by |to |from )?(?:{'|'.join(_WORDS['asking'])})\b\s*)+(?:(?:{'|'.join(_WORDS['auxiliaries'])})\b\s*)?",
    re.IGNORECASE,
)
_WH = re.compile(rf"^(?:(?:in |by |to |from )?(?:{'|'.join(_WORDS['asking'])})\b\s*)+", re.IGNORECASE)
_ASKS_YES = re.compile(rf"(?:{'|'.join(_WORDS['auxiliaries'])})\b", re.IGNORECASE)
# Before a place or a day at which more can have happened; "to Quill" is where somebody went.
_STAYS = re.compile(r"\b(?:in|at|near|on)\s")
_SHORT = 8


def follow_up(before: str, text: str) -> str | None:
    """The whole question that `text` asks after the question `before`; None where it stands by itself."""
    before, bare = before.strip().rstrip("?").strip(), text.strip().rstrip("?.! ").strip()
    going_on = _OPENING.sub("", bare)
    if not before or not going_on or len(tokens(going_on)) > _SHORT:
        return None
    about, opened = _ABOUT.fullmatch(going_on), going_on != bare
    if about or (opened and not _ASKING.match(f"{going_on} ")):
        return _of_another(before, about[1] if about else going_on)
    if _ASKING.fullmatch(f"{going_on} "):
        return f"{_capital(going_on)} {_inner(_WH.sub('', f'{before} ').strip() or before)}?"
    if names_in(f"x {going_on}"):
        return None
    if pronoun := _PRONOUN.search(going_on):
        return _resolved(before, going_on, pronoun)
    return _at_the_place(before, going_on) if opened else None


def _of_another(before: str, other: str) -> str | None:
    """The question before, asked of another; of a pronoun a question of its own, for who is meant stands in it already."""
    pronoun = _PRONOUN.match(other)
    if pronoun is None or (pronoun[0] != other and not _owns(pronoun)):
        return f"{_swapped(before, other)}?"
    return _resolved(before, f"what about {other}", pronoun, len("what about ")) if _is_somebody(pronoun[0]) else None


def _at_the_place(before: str, text: str) -> str | None:
    """The text, asked of the place or day of the question before: "and who was hurt?" at Dunmarsh."""
    found = _last_place(before)
    if found is None or not _STAYS.match(found[0]) or _STAYS.search(text):
        return None
    return f"{_capital(text)} {found[0]}?"


def _swapped(before: str, other: str) -> str:
    """The question before, asked of another place, name or thing."""
    place = _place_of(other)
    if place and (found := _last_place(before)):
        return before[: found.start(2)] + place + before[found.end(2) :]
    names = called_at(before) if place or other[0].isupper() else []
    if names:
        _, last = names[-1]
        return before[: last.start] + (place or other) + before[last.end :]
    counted, _ = counted_in(before)
    if (
        counted
        and not other[0].isupper()
        and (word := next((w for w in before.split() if stem(w.lower()) == counted), None))
    ):
        return before.replace(word, other, 1)
    return f"{before} {'in ' if place and not _PLACE.match(other) else ''}{place or other}"


def _resolved(before: str, text: str, pronoun: re.Match[str], at: int = 0) -> str | None:
    """The text with what its pronoun stands for, which was found from `at` on."""
    meant = _REFERENTS[_kind(pronoun[0])](before)
    if meant and _owns(pronoun):
        meant += "’" if meant.endswith("s") else "’s"
    return f"{_capital(text[: at + pronoun.start()] + meant + text[at + pronoun.end() :])}?" if meant else None


def _owns(pronoun: re.Match[str]) -> bool:
    """Whether something of theirs is meant: "his wife"."""
    return pronoun[0].lower() in _WORDS["owners"] and bool(pronoun.string[pronoun.end() :].strip())


def _is_somebody(pronoun: str) -> bool:
    return _kind(pronoun) in ("person", "several")


def _kind(pronoun: str) -> str:
    kinds: dict[str, list[str]] = _WORDS["pronouns"]
    return next(kind for kind, words in kinds.items() if pronoun.lower() in words)


def _person(before: str) -> str:
    """The last one named who is no state: as it is written."""
    names = [span for name, span in called_at(before) if not any(map(state_of, name))]
    return names[-1].of(before) if names else ""


def _several(before: str) -> str:
    """What is counted, or else the last word that stands for several."""
    counted, owner = counted_in(before)
    words = [
        w for w in re.findall(r"[\w’'-]+", before) if stem(w.lower()) == counted or (not counted and w.endswith("s"))
    ]
    several = [word for word in words if word.lower() not in _WORDS["not_several"]]
    return f"{owner or 'the'} {several[-1]}" if several else _person(before)


def _there(before: str) -> str:
    found = _last_place(before)
    return found[0] if found else ""


def _it(before: str) -> str:
    """All that was asked about."""
    return f"it ({_asked(before)})"


_REFERENTS = {"person": _person, "several": _several, "place": _there, "thing": _it}


def _asked(before: str) -> str:
    """A question without its words of asking."""
    return _ASKING.sub("", f"{before} ").strip() or before


def _last_place(text: str) -> re.Match[str] | None:
    return next(reversed(list(_PLACE.finditer(text))), None)


def _place_of(text: str) -> str | None:
    """A place that is asked about, in capitals: "iran", "in Kuwait"."""
    bare = re.sub(r"^(?:in|at|to|from|near|on|into)\s+", "", text)
    known = state_of(bare.lower())
    return known if known and bare.lower() == known.lower() else bare if bare != text and bare[0].isupper() else None


def _inner(text: str) -> str:
    """What stands behind a word of asking: "Did Pell" is "did Pell" there."""
    return text[:1].lower() + text[1:] if _ASKS_YES.match(text) else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
