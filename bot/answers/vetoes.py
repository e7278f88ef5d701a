"""What rules a sentence out, whatever its chance: it is about somebody else, counts something else, or says the contrary.
Each rule says so of a question and a sentence; `VETOES` lists them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise

from bot.answers.matching import form, met, said, same_word, suffered, turned
from bot.answers.pairs import Candidate
from bot.answers.question import Question, done_to, people, suffered_by_any
from bot.answers.spans import asked_for, owns, says_where, short_answers, text_of
from bot.model import ActorKind, Span
from bot.prompts import lexicon
from bot.senses import state_of
from bot.words import stem, tokens

_LEXICON = lexicon("questions")
_WHERE = frozenset(_LEXICON["places_asked_of"])
_OF = frozenset(_LEXICON["of"])
_OF_DEEDS = ("person", "time", "place", "number", "money", "yesno")
_PRONOUNS = frozenset(_LEXICON["anaphora"])
_SPEAKING = frozenset(_LEXICON["speech_cues"])

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
    return people().isdisjoint(said(candidate.text).stems)


def tells_of_no_such_deed(question: Question, candidate: Candidate) -> bool:
    """ "Who won?" is answered where somebody wins, in this word or one of its kind."""
    there = said(candidate.text)
    deeds = (word for word in question.words if form(word) in _deeds() and word not in question.names)
    return question.asks in _OF_DEEDS and any(not met(word, there) for word in deeds)


def is_of_another_country(question: Question, candidate: Candidate) -> bool:
    """What is asked of the Saudi embassy is not told of the American one: the country stands by the thing that is asked
    about, in the sentence or beside it."""
    places = [tokens(text) for text in (candidate.text, candidate.title, candidate.beside)]
    return any(not any(_owned_there(pair, words) for words in places) for pair in _owned_in(question))


def _owned_in(question: Question) -> list[tuple[str, str]]:
    """The things that a question gives a country, each with its country: "Iranian airstrikes". What is counted is aside."""
    words = tokens(question.text)
    pairs = [
        (state_of(one), other) for one, other in pairwise(words) if one in _belonging() and other in question.words
    ]
    return [(state, thing) for state, thing in pairs if state and stem(thing) != question.counted]


def _owned_there(pair: tuple[str, str], words: Sequence[str]) -> bool:
    """Whether a country stands by a thing, at most three words before it, or behind it ("army of Iran")."""
    country, thing = pair
    things = [n for n, word in enumerate(words) if met(thing, said(word))]
    before = (word for n in things for word in words[max(0, n - 3) : n])
    behind = (word for n in things if set(words[n + 1 : n + 2]) & _OF for word in words[n + 2 : n + 4])
    return any(state_of(word) == country for word in (*before, *behind))


def counts_elsewhere(question: Question, candidate: Candidate) -> bool:
    """ "How many troops are in Iran?" is not answered by those in Iraq, though Iran is spoken of: the country that a count is
    asked of stands in the sentence or the headline, and not as that of somebody ("Iranian")."""
    if question.asks != "number":
        return False
    names = [a for a in candidate.actors if not owns(candidate, a)]
    spoken = {word for a in names for word in tokens(text_of(candidate, a))} | set(tokens(candidate.title))
    return any(not any(same_word(name[-1], word) for word in spoken) for name in _countries(question))


def happens_elsewhere(question: Question, candidate: Candidate) -> bool:
    """What is asked of one country is not told by a sentence that speaks of another one alone, nor by one that puts the same
    thing elsewhere: "the embassy in Iran" is not that in Iraq."""
    spoken = tokens(candidate.text)
    if any(_put_elsewhere(place, spoken) for place in _placed(tokens(question.text))):
        return True
    missed = [name for name in _countries(question) if not any(same_word(name[-1], word) for word in spoken)]
    states = [a for a in candidate.actors if a.kind is ActorKind.STATE]
    return bool(missed) and any(says_where(candidate, Span(a.start, a.end)) for a in states)


def _placed(words: Sequence[str]) -> list[tuple[str, str]]:
    """The things that a text puts into a country, with the country: ("embassi", "Iran")."""
    found = [(stem(a), state_of(c)) for a, b, c in zip(words, words[1:], words[2:], strict=False) if b in _WHERE]
    return [(thing, country) for thing, country in found if country]


def _put_elsewhere(place: tuple[str, str], spoken: Sequence[str]) -> bool:
    there = {country for thing, country in _placed(spoken) if thing == place[0]}
    return bool(there) and place[1] not in there


def _countries(question: Question) -> list[tuple[str, ...]]:
    """The countries in which or to which something is asked about: "in Iran", "sent to Kuwait"."""
    return [name for name in question.called if name[-1] in question.where and any(map(state_of, name))]


def reports_no_words(question: Question, candidate: Candidate) -> bool:
    """ "What did Orr say?" is answered by a sentence in which Orr speaks."""
    if question.asks != "quotation":
        return False
    words = tokens(candidate.text)
    there = set(words) | (set(tokens(candidate.before)) if words[:1] and words[0] in _PRONOUNS else set())
    named = all(any(same_word(name[-1], word) for word in there) for name in question.called)
    return not named or _SPEAKING.isdisjoint(words)


VETOES: list[Veto] = [
    is_done_to_another, gives_no_order, tells_of_no_such_deed, is_of_another_country, misses_a_name, misses_a_number,
    counts_something_else, counts_elsewhere, happens_elsewhere, tells_of_other_harm, says_the_contrary, reports_no_words,
    names_no_day_or_sum, names_nobody,
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
    return frozenset(map(form, _LEXICON["deeds"]))


@cache
def _belonging() -> frozenset[str]:
    """The adjectives of states: "iranian"."""
    states = lexicon("demonyms")["states"].items()
    return frozenset(word.lower() for name, others in states for word in others if _is_adjective(word, name))


def _is_adjective(word: str, name: str) -> bool:
    return word != name and word.lower().endswith(tuple(_LEXICON["adjective_endings"]))
