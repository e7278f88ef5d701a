"""The names, numbers and years of a question that a sentence does not speak of, or of which it tells something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from bot.answers.matching import said, same_word
from bot.answers.pairs import Candidate
from bot.answers.question import Question
from bot.answers.roles import noun_phrase
from bot.model import FigureMention
from bot.prompts import lexicon
from bot.senses import classes_of, state_of
from bot.words import stem, stopwords, tokens

_LEXICON = lexicon("questions")
# "The World Cup Final", "the Orr Award": their last word alone names nothing.
_COMMON = frozenset(_LEXICON["common_in_names"])
# "Which European town" is answered by a town.
_REGIONAL = frozenset(_LEXICON["regional"])
_BESIDE = re.compile(rf"\b(?:{'|'.join(_LEXICON['set_beside'])})\s+(?:(?:the|an?|\d{{4}}['’]s)\s+)*$", re.IGNORECASE)
_WHERE = _LEXICON["places_asked_of"]
_BOUNDING = frozenset(_LEXICON["bounding"])
_NO_COUNTS = frozenset(_LEXICON["hardly_numbers"])
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_PLAIN_WORD = re.compile(r"\w+")
# "Marn Quest II was", "Marn Quest 2's"; but in "off Quill 25 men" and "in Quill 90% of" something is counted.
_NUMBERED = re.compile(
    r"\s+(\d{1,2}|I{2,3}|IV|VI{0,3}|IX|X{1,2}I{0,3})(?=['’]s\b|[,;:!?]|\.?\s*$|\s+(?:" + "|".join(stopwords()) + r")\b)"
)


def misses_a_name(question: Question, candidate: Candidate) -> bool:
    """The question names somebody or something that neither the sentence nor what stands around it speaks of: by its last word,
    as newspapers do of people, or by half of a long name."""
    spoken = _about(candidate)
    missing = {name for name in question.called if not spoken_of(name, spoken) and name[-1] not in _REGIONAL}
    return bool(missing - set(_in_longer_names(question, spoken)))


def _about(candidate: Candidate) -> set[str]:
    """The words of a sentence, its headline and what stands beside it."""
    return {word for text in (candidate.text, candidate.title, candidate.beside) for word in said(text).tokens}


def spoken_of(name: Sequence[str], spoken: Collection[str]) -> bool:
    """Whether words speak of a name: by its last word, as newspapers do of people, a state by any of its names."""
    if any((state := state_of(word)) and tokens(state) == list(name) for word in spoken):
        return True
    there = [any(_same(word, other) for other in spoken) or _whole_state(word, spoken) for word in name]
    if len(name) > 1 and name[-1] in _COMMON:
        return 2 * sum(there[:-1]) >= len(name) - 1
    return there[-1] or (len(name) > 2 and 2 * sum(there) >= len(name))


def _same(word: str, other: str) -> bool:
    return same_word(word, other) or stem(word) == stem(other)


def _whole_state(word: str, spoken: Collection[str]) -> bool:
    """Whether a state is spoken of by all words of its name: "the US" as the United States."""
    state = state_of(word)
    return bool(state) and set(tokens(state or "")).issubset(spoken)


def _in_longer_names(question: Question, spoken: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The names that only say whose another is, which is spoken of in full: of "Pell's Marn Quest" Pell. A state is asked about
    itself."""
    words = [word.lower() for word in question.text.split()]
    for owner, owned in pairwise(question.called):
        owns = any(
            one[:-2] == owner[-1] and one.endswith(("'s", "’s")) and other.startswith(owned[0])
            for one, other in pairwise(words)
        )
        if owns and not state_of(owner[-1]) and set(owned).issubset(spoken):
            yield owner


def misses_a_number(question: Question, candidate: Candidate) -> bool:
    """A year or a number of the question is nowhere about: of such sentences one in eight answered [SQuAD, WikiQA]."""
    spoken = _about(candidate)
    spoken |= {_spelled()[word] for word in spoken & _spelled().keys()}
    there = {word.replace(",", "") for word in spoken} | {str(candidate.year)}
    asked = {number.replace(",", "") for number in question.numbers if len(number) > 1}
    if question.asks != "definition":
        asked |= {_spelled()[word] for word in tokens(question.text) if word in _spelled() and word not in _NO_COUNTS}
    return not there.issuperset(asked)


def numbers_something_else(question: Question, candidate: Candidate) -> bool:
    """ "Did they kill 25 soldiers?" is not answered by 25 of anybody else."""
    words = tokens(question.text)
    numbered = [(word, noun_phrase(words[n + 1 :])) for n, word in enumerate(words) if word in question.numbers]
    told = [(f"{f.low:.0f}", f) for f in candidate.figures if f.low is not None and f.counted]
    return any(
        bool(same := [f for value, f in told if value == number.replace(",", "")])
        and all(_are_others(phrase, f) for f in same)
        for number, phrase in numbered
        if phrase
    )


def _are_others(phrase: Sequence[str], figure: FigureMention) -> bool:
    """Whether a figure counts people of another sort, or of another country, than a noun phrase speaks of."""
    asked, counted = classes_of(phrase[-1]), classes_of(figure.counted)
    state = next((state for word in phrase if (state := state_of(word))), None)
    theirs = figure.whose or state_of(figure.counted)
    return bool(asked and counted and not asked & counted) or bool(state and theirs and state != theirs)


def is_of_another_year(question: Question, candidate: Candidate) -> bool:
    """Of what happened in a year nothing is told by a sentence that has the year only as a bound: "the first since 2018"."""
    if not _BOUNDING.isdisjoint(tokens(question.text)):
        return False
    words = tokens(candidate.text)
    years = (number for number in question.numbers if _YEAR.fullmatch(number))
    places = ([n for n, word in enumerate(words) if word == year] for year in years)
    return any(found and all(n > 0 and words[n - 1] in _BOUNDING for n in found) for found in places)


def is_of_another_part(question: Question, candidate: Candidate) -> bool:
    """ "Marn Quest" is not the second "Marn Quest 2", nor the first the second: everywhere another number stands behind it."""
    return any(
        bool(numbers) and all(number and _digits(number) not in question.numbers for number in numbers)
        for name in question.called
        if not any(map(state_of, name)) and (numbers := _numbers_behind(name, candidate.text))
    )


def _numbers_behind(name: Sequence[str], text: str) -> list[str | None]:
    """What number stands behind each place of a name, if one does: "at Quill 25 were hurt" has none."""
    words = list(_PLAIN_WORD.finditer(text))
    places = (n for n, word in enumerate(words) if word[0].lower() == name[-1])
    found = (None if n and words[n - 1][0].lower() in _WHERE else _NUMBERED.match(text, words[n].end()) for n in places)
    return [match[1] if match else None for match in found]


def _digits(number: str) -> str:
    return _ROMAN.get(number, number)


def is_only_set_beside(question: Question, candidate: Candidate) -> bool:
    """What a sentence says of "the successor to Marn Quest" it does not say of Marn Quest."""
    return any(
        bool(places) and all(_BESIDE.search(candidate.text[:at]) for at in places)
        for name in question.called
        if (places := [m.start() for m in _PLAIN_WORD.finditer(candidate.text) if same_word(name[0], m[0].lower())])
    )


_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}


@cache
def _spelled() -> Mapping[str, str]:
    """Numbers in words, as digits: "eleven" and "eleventh"."""
    return {word: str(n) for n, words in enumerate(lexicon("questions")["numbers"]) for word in words}
