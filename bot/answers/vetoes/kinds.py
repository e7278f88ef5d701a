"""The sort of thing that a question asks for, of which a sentence has none."""

from __future__ import annotations

import re
from functools import cache

from bot.answers.matching import met, said
from bot.answers.pairs import Candidate
from bot.answers.question import Question, people
from bot.answers.roles import bearer_of_name, office_of
from bot.answers.spans import counting, short_answers
from bot.model import ActorKind, Span
from bot.prompts import lexicon
from bot.senses import state_of
from bot.words import stem, tokens

_SPEAKING = frozenset(lexicon("questions")["speech_cues"])
# Offices of which there are several: the foreign minister is not the prime minister.
_SHARED = frozenset(lexicon("questions")["shared_offices"])
_OWNING = frozenset(lexicon("questions")["owning"])
_LEADING = frozenset(lexicon("questions")["leading"])
_BOUNDING = frozenset(lexicon("questions")["bounding"])
_BEFORE_DATES = frozenset(lexicon("questions")["before_dates"])
# "On Friday she said", "on Friday Ann Orr said".
_SPEAKER = 3
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_HOW = re.compile(rf"\bhow ({'|'.join(lexicon('questions')['measures'])})\b", re.IGNORECASE)
# "Orr, 51, was", "the 51-year-old", "51 years old", "aged 51"; of things also "since 1923", "for three decades".
_AGE = re.compile(r"\b[A-Z][\w'’-]+, \d{1,3},|\byears?[- ]old\b|\bage[ds]?\b")
_AGE_OF_THINGS = re.compile(rf"{_AGE.pattern}|\b(?:centur|decade)\w+|\b[12]\d{{3}}\b")
_WHICH = re.compile(r"\b[Ww]hich (?:[A-Z][\w’'-]* )?([a-z]+)\b")
_KIND_OF = {word: kind for kind, words in lexicon("questions")["named_kinds"].items() for word in words}
# Characters between a name and what its bearer is.
_BESIDE_NAME = 30
# Years after which something is no news any more.
_LONG_AGO = 2
# Words of a question that say what is asked about.
_SPECIFIC = 3


def counts_something_else(question: Question, candidate: Candidate) -> bool:
    """ "How many soldiers" is not answered by a number of anything but soldiers."""
    return question.counted is not None and not counting(question, candidate)


def names_no_day_or_sum(question: Question, candidate: Candidate) -> bool:
    """ "When" is answered by a date, "how much did they pay" by a sum, "how long" by a time: of sentences without a date one in
    100 answered [SQuAD, WikiQA]."""
    return question.asks in ("time", "money", "duration") and not short_answers(question, candidate)


def dates_the_telling(question: Question, candidate: Candidate) -> bool:
    """ "When did the ferry sink?" is not answered by the day on which somebody said that it had."""
    if question.asks != "time" or not candidate.dates or not _SPEAKING.isdisjoint(tokens(question.text)):
        return False
    return all(_of_saying(candidate, date) for date in candidate.dates)


def _of_saying(candidate: Candidate, date: Span) -> bool:
    """Whether a date stands behind a word of saying ("said on Friday"), or opens the sentence before one."""
    start = candidate.quote.span.start
    before, behind = tokens(candidate.text[: date.start - start]), tokens(candidate.text[date.end - start :])
    while before and before[-1] in _BEFORE_DATES:
        before.pop()
    if not before:
        return not _SPEAKING.isdisjoint(behind[:_SPEAKER])
    return before[-1] in _SPEAKING


def tells_of_long_ago(question: Question, candidate: Candidate) -> bool:
    """ "Who attacked the embassy?" asks of the news, not of what it recalls ("seven years after a 2012 attack in Benghazi"): all
    dates of the sentence are years back, other than in "the most since 2012", no name in the question but a state's is met
    there alone, nor is all of a longer question ("Who negotiated the nuclear deal?")."""
    if candidate.year is None or question.asks == "time" or any(map(_YEAR.fullmatch, question.numbers)):
        return False
    specific = len(question.words) >= _SPECIFIC and question.asks != "number"
    if specific and all(met(word, said(candidate.text)) for word in question.words):
        return False
    years = [
        int(date.value[:4])
        for date in candidate.dates
        if date.type == "DATE" and date.value[:4].isdigit() and not _is_bound(candidate, date)
    ]
    if not years or max(years) > candidate.year - _LONG_AGO:
        return False
    around = tokens(f"{candidate.title} {candidate.beside}")
    only_here = set(tokens(candidate.text)).difference(around)
    return only_here.isdisjoint(word for name in question.called for word in name if not state_of(word))


def _is_bound(candidate: Candidate, date: Span) -> bool:
    """Whether a date only says since when: "the most since 2012"."""
    before = tokens(candidate.text[: date.start - candidate.quote.span.start])
    return bool(before) and before[-1] in _BOUNDING


def names_no_person(question: Question, candidate: Candidate) -> bool:
    """ "What is the name of the captain?" is answered where a person's name stands by the word: "the captain, Ann Orr,"."""
    bearer = bearer_of_name(question)
    return stem(bearer) in people() | _persons() and not _names_by(bearer, candidate)


def _names_by(bearer: str, candidate: Candidate) -> bool:
    """Whether a person's name stands by a word: "the captain, Ann Orr,"."""
    start = candidate.quote.span.start
    named = [a for a in candidate.actors if a.kind is ActorKind.PERSON]
    around = (candidate.text[max(0, a.start - start - _BESIDE_NAME) : a.end - start + _BESIDE_NAME] for a in named)
    return any(met(bearer, said(words)) for words in around)


def names_none_of_the_kind(question: Question, candidate: Candidate) -> bool:
    """ "Which militia was hit?" is answered by the name of a militia, not by "a militia"."""
    asked = _WHICH.search(question.text)
    kind = _KIND_OF.get(asked[1].lower()) if asked else None
    return kind is not None and all(actor.kind != kind for actor in candidate.actors)


def names_no_such_office(question: Question, candidate: Candidate) -> bool:
    """ "Who is the harbour master?" is answered where a harbour master is spoken of, and no other master; a leader may be called
    anything."""
    office = office_of(question)
    if not office or office[-1] in _LEADING:
        return False
    there = said(candidate.text)
    needed = [word for word in office if word == office[-1] or (office[-1] in _SHARED and not state_of(word))]
    return any(met(word, there) < 1 for word in needed) or not _names_by(office[-1], candidate)


def gives_no_measure(question: Question, candidate: Candidate) -> bool:
    """ "How big is the embassy?" is answered by a number, or by how big it is in words; "How old is Orr?" by an age."""
    asked = _HOW.search(question.text)
    if asked and asked[1].lower() == "old":
        return not (
            _has_age(question.called[-1][-1], candidate) if question.called else _AGE_OF_THINGS.search(candidate.text)
        )
    return asked is not None and not candidate.figures and not met(asked[1].lower(), said(candidate.text))


def _has_age(name: str, candidate: Candidate) -> bool:
    """Whether an age stands by a name: "Orr, 51,", "the 51-year-old Orr", "Orr turned 51", or is that of a sentence's "he"."""
    if tokens(candidate.text)[:1] in (["he"], ["she"], ["it"]):
        return bool(_AGE.search(candidate.text))
    here = re.escape(name)
    behind = rf"\b{here}(?:['’]s)?,? (?:(?:who )?(?:is|was|turned|turns) |aged )?\d"
    before = rf"\d[- ]years?[- ]old (?:[\w-]+ ){{0,2}}{here}\b"
    return bool(re.search(f"{behind}|{before}", candidate.text, re.IGNORECASE))


def names_nobody(question: Question, candidate: Candidate) -> bool:
    """ "Who" is answered by a name, or by what people are called: of other sentences one in 120 answered [SQuAD, WikiQA]. "Who
    said" is by words whose speaker the sentence before names, "whose" by what is "its"."""
    if question.asks != "person" or short_answers(question, candidate):
        return False
    asked, opening = tokens(question.text), tokens(candidate.text)[:1]
    if (candidate.spoken and not _SPEAKING.isdisjoint(asked)) or ("whose" in asked and not _OWNING.isdisjoint(opening)):
        return False
    return people().isdisjoint(said(candidate.text).stems)


@cache
def _persons() -> frozenset[str]:
    return frozenset(map(stem, lexicon("summary")["persons"]))
