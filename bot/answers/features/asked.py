"""Features of what is asked for: whether a thing of that type is there, and is new."""

from __future__ import annotations

import re

from bot.answers.matching import met, said
from bot.answers.pairs import Feature, Pair
from bot.answers.question import people
from bot.answers.roles import done_to
from bot.answers.spans import says_where
from bot.prompts import lexicon

_CUES = lexicon("questions")
# "X is a …", "X refers to …": how encyclopaedias and newspapers say what something is.
_DEFINES = re.compile(r"\b(?:is|was|are|were|refers? to|means?|stands? for)\b (?:an?|the|one)\b", re.IGNORECASE)
_OPENING = 4
_REASON = re.compile(rf"\b(?:{'|'.join(map(re.escape, _CUES['reason_cues']))})\b", re.IGNORECASE)


def typed(asks: str) -> Feature:
    """A feature for questions of one type: 1 where the sentence has a new thing of the type, -1 where it has none."""

    def has(pair: Pair) -> float:
        return (1.0 if pair.spans else -1.0) if pair.question.asks == asks else 0.0

    has.__name__, has.__doc__ = f"has_{asks}", f"Whether a {asks} is there, for questions that ask for one."
    return has


def has_number(pair: Pair) -> float:
    """Whether a number is there, for questions that ask for one: 1 for an exact one, 0 for "hundreds", -1 for none."""
    if pair.question.asks != "number":
        return 0.0
    exact = {figure.start for figure in pair.candidate.figures if figure.low == figure.high}
    return (1.0 if any(span.start in exact for span in pair.spans) else 0.0) if pair.spans else -1.0


def has_place(pair: Pair) -> float:
    """Whether a place is there, for questions that ask for one: 1 for where something is, 0 for another place, -1 for none."""
    if pair.question.asks != "place":
        return 0.0
    return float(says_where(pair.candidate, pair.spans[0])) if pair.spans else -1.0


def has_person(pair: Pair) -> float:
    """Whether somebody is there, for questions that ask who: 1 for a name, 0 for soldiers or officials, -1 for nobody."""
    if pair.question.asks != "person":
        return 0.0
    return 1.0 if pair.spans else float(not people().isdisjoint(pair.inside.stems)) - 1


def deed_missing(pair: Pair) -> float:
    """Of "who opened the bridge": nothing is opened in the sentence, in this word or one of its kind."""
    deed, _ = done_to(pair.question)
    return float(bool(deed) and not met(deed, pair.inside))


def has_reason(pair: Pair) -> float:
    """Whether the sentence gives a reason, for questions that ask for one."""
    if pair.question.asks != "reason":
        return 0.0
    return 1.0 if _REASON.search(pair.candidate.text) else -1.0


def defines(pair: Pair) -> float:
    """The sentence says what the article's subject is, and nothing but the subject is asked about."""
    return float(_only_subject(pair) and _defines(pair))


def defines_otherwise(pair: Pair) -> float:
    """The sentence says what the article's subject is, though more than that is asked."""
    return float(not _only_subject(pair) and _defines(pair))


def opens_for_subject(pair: Pair) -> float:
    """The article's first sentence, where nothing but its subject is asked about."""
    return float(_only_subject(pair) and pair.candidate.position == 0)


def new_name(pair: Pair) -> float:
    """A name that the question has not, for questions that ask who or which."""
    if pair.question.asks not in ("person", "any"):
        return 0.0
    known = set(pair.asked.tokens)
    return float(any(known.isdisjoint(said(actor.name).tokens) for actor in pair.candidate.actors))


def new_digits(pair: Pair) -> float:
    """A number that the question has not, for questions that do not ask for one."""
    if pair.question.asks in ("number", "time"):
        return 0.0
    return float(any(t[0].isdigit() and t not in pair.question.numbers for t in pair.inside.tokens))


def _defines(pair: Pair) -> bool:
    opens = not set(pair.inside.stems[:_OPENING]).isdisjoint(pair.title.stems)
    return opens and bool(_DEFINES.search(pair.candidate.text))


def _only_subject(pair: Pair) -> bool:
    return bool(pair.titled) and all(degree == 1 for degree in pair.titled.values())
