"""What rules a sentence out, whatever its chance: it is about somebody else, counts something else, or says the contrary.
Each rule says so of a question and a sentence; `VETOES` lists them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from bot.answers.matching import met, said, same_word, suffered, turned
from bot.answers.pairs import Candidate
from bot.answers.question import Question, done_to, suffered_by_any
from bot.answers.spans import asked_for, short_answers
from bot.prompts import lenses, lexicon
from bot.words import stem, tokens

Veto = Callable[[Question, Candidate], bool]


def misses_a_name(question: Question, candidate: Candidate) -> bool:
    """The question names somebody or something that neither the sentence nor what stands around it speaks of: by its last word,
    as newspapers do of people, or by half of a long name."""
    spoken = set(tokens(f"{candidate.text} {candidate.title} {candidate.beside}"))
    return not all(_spoken_of(name, spoken) for name in question.called)


def _spoken_of(name: Sequence[str], spoken: Collection[str]) -> bool:
    there = [any(same_word(word, other) for other in spoken) for word in name]
    return there[-1] or (len(name) > 2 and 2 * sum(there) >= len(name))


def counts_something_else(question: Question, candidate: Candidate) -> bool:
    """ "How many soldiers" is not answered by a number of anything but soldiers."""
    if question.counted is None:
        return False
    return not any(asked_for(question, figure) for figure in candidate.figures)


def misses_a_number(question: Question, candidate: Candidate) -> bool:
    """A year or a number of the question is nowhere about: of such sentences one in eight answered [SQuAD, WikiQA]."""
    spoken = set(tokens(f"{candidate.text} {candidate.title} {candidate.beside}"))
    spoken |= {_spelled()[word] for word in spoken & _spelled().keys()}
    return not spoken.issuperset(number for number in question.numbers if len(number) > 1)


def says_the_contrary(question: Question, candidate: Candidate) -> bool:
    """The question turns round what the sentence says: of such sentences one in nine answered [SQuAD, WikiQA]."""
    return turned(said(question.text), said(candidate.text))


def is_done_to_another(question: Question, candidate: Candidate) -> bool:
    """ "Who killed Orr?" is not answered by what was killed at Orr's funeral: Orr stands after the deed, or before "was
    killed". A sentence that has not both is about something else."""
    deed, whom = done_to(question)
    if not deed or not whom:
        return False
    words = tokens(candidate.text)
    places = [n for n, word in enumerate(words) if same_word(word, whom)]
    deeds = [n for n, word in enumerate(words) if stem(word) == deed]
    if not deeds or not places:
        return not places or not met(deed, said(candidate.text))
    return not any((place < at) == suffered(words, at) for at in deeds for place in places)


def tells_of_other_harm(question: Question, candidate: Candidate) -> bool:
    """ "Was anyone hurt?" is answered by whom it counts among the hurt, or by "nobody": not by the dead of another attack."""
    states = suffered_by_any(question)
    return bool(states) and not any(figure.status in states for figure in candidate.figures)


def gives_no_order(question: Question, candidate: Candidate) -> bool:
    """ "Who told them to leave?" is not answered by who left."""
    deed, _ = done_to(question)
    return deed in _ordering() and not met(deed, said(candidate.text))


def names_no_day_or_sum(question: Question, candidate: Candidate) -> bool:
    """ "When" is answered by a date, "how much did they pay" by a sum: of sentences without a date one in 100 answered
    [SQuAD, WikiQA]."""
    return question.asks in ("time", "money") and not short_answers(question, candidate)


def names_nobody(question: Question, candidate: Candidate) -> bool:
    """ "Who" is answered by a name, or by what people are called: of other sentences one in 120 answered [SQuAD, WikiQA]."""
    if question.asks != "person" or short_answers(question, candidate):
        return False
    return _people().isdisjoint(said(candidate.text).stems)


def tells_of_no_such_deed(question: Question, candidate: Candidate) -> bool:
    """ "Who won?" is answered where somebody wins, in this word or one of its kind."""
    deed, _ = done_to(question)
    return deed in _deeds() and not met(deed, said(candidate.text))


VETOES: list[Veto] = [
    is_done_to_another, gives_no_order, tells_of_no_such_deed, misses_a_name, misses_a_number, counts_something_else,
    tells_of_other_harm, says_the_contrary, names_no_day_or_sum, names_nobody,
]  # fmt: skip


@cache
def _spelled() -> Mapping[str, str]:
    """Numbers in words, as digits: "eleven" and "eleventh"."""
    return {word: str(n) for n, words in enumerate(lexicon("questions")["numbers"]) for word in words}


@cache
def _ordering() -> frozenset[str]:
    return frozenset(map(stem, lexicon("questions")["ordering"]))


@cache
def _deeds() -> frozenset[str]:
    return frozenset(map(stem, lexicon("questions")["deeds"]))


@cache
def _people() -> frozenset[str]:
    """The stems of what people are called: soldiers, officials, leaders."""
    return frozenset(stem(word) for lens in lenses().values() if lens.needs_state for word in lens.counts)
