"""What a question asks for and about: its answer's type, the words that carry it, the names that must be met."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from bot.answers.answer_type import answer_type
from bot.inflection import is_irregular_plural
from bot.model import Lens, Span
from bot.prompts import lenses, lexicon
from bot.senses import state_of
from bot.words import stem, stems, stopwords, tokens

_WORDS = lexicon("questions")
_NAME = re.compile(r"(?:[A-Z]\.){2,}|\b(?:al-)?[A-Z][\w’'-]*")
_MUCH = re.compile(r"how much", re.IGNORECASE)
# Each is compared with every word of every candidate; a question of more is a text.
_MOST_WORDS = 40
# A letter that is part of a name: "Plan B", not "I" nor an initial.
_LETTER = re.compile(r"(?<=\w )[B-HJ-Z](?![\w.])")
# What stands between the words of one name.
_JOINED = re.compile(r"[\s:&-]+(?:(?:of|the|de|la|bin|van|von)\s+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: `asks` is person, place, time, duration, number, money, quotation, reason, yesno, definition or any;
    `words` carry its meaning, `names` are the words of its names, `called` each name with all its words, `numbers` its numbers
    and years, `where` the last words of the names that it asks of as places ("in Quill")."""

    text: str
    asks: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    counted: str | None
    whose: str | None = None
    lenses: frozenset[str] = frozenset()
    called: tuple[tuple[str, ...], ...] = ()
    where: frozenset[str] = frozenset()


_ANYBODY = re.compile(r"\bany(?:one|body)\b", re.IGNORECASE)

# "How many | piston strokes occur in a cycle", "how many of the | crew": up to the next comma.
_COUNTED = re.compile(r"\bhow (?:many|much)\s+(?:of\s+(?:the|these|those)\s+)?([^,;:?]+)", re.IGNORECASE)


def read_question(text: str) -> Question:
    """The question in `text`, with or without its question mark."""
    asks = answer_type(text)
    words = content_words(text)
    counted, whose = counted_in(text) if asks == "number" else (None, None)
    numbers = tuple(dict.fromkeys(word for word in tokens(text) if word[0].isdigit()))
    called = called_in(text)
    lenses = lenses_in([one for one in map(stem, words) if one != counted or one in _whoever()])
    if counted in _whoever() and list(_of_states(lenses)):
        counted = None
    return Question(text, asks, words, names_in(text), numbers, counted, whose, lenses, called, where_in(text, called))


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that carry its meaning, each stem once, in order."""
    once: dict[str, str] = {}
    for word in tokens(text):
        if word in _WORDS["orders"] or (word not in stopwords() and stem(word) not in _frame()):
            once.setdefault(stem(word), word)
    return tuple(once.values())[:_MOST_WORDS]


def names_in(text: str) -> tuple[str, ...]:
    """The capitalised words of a question that name something, without the word it opens with; lower case."""
    opening = len(text) - len(text.lstrip())
    found = (m for m in _NAME.finditer(text) if m.start() > opening)
    words = ((word, m.start()) for m in found for word in tokens(m[0]))
    named = (word for word, at in words if len(word) > 1 or _LETTER.match(text, at))
    return tuple(dict.fromkeys(word for word in named if word not in not_names()))


def called_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The names of a question, each with all its words: "Legend of Zelda" is one, "Iran's Rouhani" are two."""
    return tuple(words for words, _ in called_at(text))


def called_at(text: str) -> list[tuple[tuple[str, ...], Span]]:
    """The names of a question with their slices of it: "J.D. Vance" is ("jd", "vance") there."""
    called: list[tuple[tuple[str, ...], Span]] = []
    open_name, names = False, frozenset(names_in(text))
    for found in _NAME.finditer(text):
        words = tuple(word for word in tokens(found[0]) if word in names)
        if not words:
            continue
        owns = found[0].endswith(("'s", "’s"))
        start, end = found.start(), found.end() - len("'s") * owns
        if open_name and _JOINED.fullmatch(text[called[-1][1].end : start]):
            before, span = called.pop()
            words, start = before + words, span.start
        called.append((words, Span(start, end)))
        open_name = not owns
    return called


def where_in(text: str, called: Sequence[Sequence[str]]) -> frozenset[str]:
    """The last words of the names that a question asks of as places: "troops in Iran", "sent to Kuwait"."""
    words = tokens(text)
    behind = {words[n + 1] for n in range(len(words) - 1) if words[n] in _WORDS["places_asked_of"]}
    behind |= {
        words[n + 2] for n in range(len(words) - 2) if words[n] in _WORDS["places_asked_of"] and words[n + 1] == "the"
    }
    return frozenset(name[-1] for name in called if name[0] in behind)


def counted_in(text: str) -> tuple[str | None, str | None]:
    """What "how many" counts and whose it is: "how many British troops are …" gives the stem of troops, United Kingdom; of
    "how many refugees fled" the last plural is counted, whatever verb stands behind it."""
    found = _COUNTED.search(text)
    words = tokens(found[1]) if found else []
    phrase = list(takewhile(lambda word: word not in behind_counted() and word not in _WORDS["determiners"], words))
    if found and _MUCH.match(found[0]):
        # "How much acid | leaked": what there is much of has no plural to be known by, but the verb may have its ending.
        phrase = phrase[:1] + list(takewhile(lambda word: not word.endswith("ed"), phrase[1:]))
    counted = next((word for word in reversed(phrase) if is_plural(word)), phrase[-1] if phrase else None)
    owner = next((state for word in phrase if word != counted and (state := state_of(word))), None)
    return (stem(counted) if counted else None), owner


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun: "strokes", "women"; but not "business" nor "burned", nor a state."""
    many = is_irregular_plural(word) or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return many and word not in behind_counted() and not state_of(word)


def lenses_in(words: Sequence[str]) -> frozenset[str]:
    """The lenses whose verbs the question has: "sent" asks for forces, "killed" for casualties."""
    meant = {name for name, verbs in _verbs().items() if verbs.intersection(words)}
    left = {other for name in meant for other in lenses()[name].leaves_to if other in meant}
    return frozenset(left or meant)


def suffered_by_any(question: Question) -> frozenset[str]:
    """The states of which "was anyone hurt" and "how many were hurt" ask, of whomever: wounded, and harmed, which covers it.
    Of questions that name who is meant, nothing."""
    whomever = _ANYBODY.search(question.text) or (question.asks == "number" and question.counted is None)
    return states_asked(question) if whomever else frozenset()


@lru_cache(maxsize=1024)
def states_asked(question: Question) -> frozenset[str]:
    """The states that a question asks who suffered: of "how many guards were hurt" wounded, and harmed, which covers it."""
    asked = {stem(word) for word in question.words}
    states = {
        state
        for lens in _of_states(question.lenses)
        for state, phrases in lens.states.items()
        if any(asked.intersection(stems(phrase)) for phrase in phrases)
    }
    covering = {state for lens in _of_states(question.lenses) for state, of in lens.covers.items() if states & set(of)}
    return frozenset(states | covering)


@cache
def _whoever() -> frozenset[str]:
    """The stems of words that count whoever it is: "how many people were killed" asks of fighters and of bakers."""
    return frozenset(map(stem, _WORDS["whoever"]))


def _of_states(names: frozenset[str]) -> list[Lens]:
    return [lens for name, lens in lenses().items() if name in names and lens.needs_state]


@cache
def lens_words(names: frozenset[str]) -> frozenset[str]:
    """The stems of the verbs of these lenses."""
    return frozenset(word for name in names for word in _verbs()[name])


@cache
def people() -> frozenset[str]:
    """The stems of what people are called: soldiers, officials, leaders."""
    return frozenset(stem(word) for lens in lenses().values() if lens.needs_state for word in lens.counts)


@cache
def _verbs() -> Mapping[str, frozenset[str]]:
    """The stems of the words by which each lens knows its states."""
    phrases = {name: [p for several in lens.states.values() for p in several] for name, lens in lenses().items()}
    return {name: frozenset(s for phrase in several for s in stems(phrase)) for name, several in phrases.items()}


@cache
def behind_counted() -> frozenset[str]:
    """The words before which a counted noun ends."""
    return frozenset(_WORDS["verbs_after_count"]) | frozenset(_WORDS["prepositions"]) | frozenset(_WORDS["speech_cues"])


@cache
def _frame() -> frozenset[str]:
    """The stems that belong to asking and not to what is asked."""
    return frozenset(stem(word) for word in _WORDS["frame"])


@cache
def not_names() -> frozenset[str]:
    """Words that stand in capitals before names, and are none: ranks, titles, the words of asking."""
    ranks = {word.strip(".").lower() for word in lexicon("names")["person"]["ranks"].split()}
    return frozenset(_WORDS["frame"]) | frozenset(_WORDS["not_names"]) | ranks
