"""The shorter answer inside a sentence: spans of the type that is asked for and that the question has not itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.matching import met, said, same_word
from bot.answers.question import Question, states_asked
from bot.answers.roles import doing
from bot.inflection import forms
from bot.model import ActorKind, ActorMention, DateMention, FigureMention, Span, TimexType
from bot.prompts import lenses, lexicon
from bot.senses import classes_of, state_of
from bot.words import placed, stem, tokens

if TYPE_CHECKING:
    from bot.answers.pairs import Candidate


# "in Quill", "near the northern city of Quill".
_BEHIND = re.compile(
    rf"\b(?:{'|'.join(lexicon('questions')['behind_where'])})(?:\s+(?:the|\w+(?:-\w+)*)){{0,2}}\s+$", re.IGNORECASE
)
# "US airstrikes", "US-led", "Iran's army"; but "Iran denied", "US and Iraq".
_ACTING = {
    *lexicon("questions")["behind_states"],
    *(form for verb in lexicon("verbs")["forms"] for form in forms(verb)),
}
_OWNED = re.compile(rf"(?:-|['’]s\b|\s+(?!(?:{'|'.join(sorted(_ACTING))})\b)[A-Za-z]+(?<!ed)\b)")
_WIDE = frozenset(lexicon("questions")["wide"])
_LENGTHS = frozenset(map(stem, lexicon("quantities")["units"]["durations"]))
_BY = re.compile(r" by (?:the )?")
# "a ten-member | crew"
_MEASURE = re.compile(r"\w-([^\W\d_]+)(?=\s)")


def short_answers(question: Question, candidate: Candidate) -> list[Span]:
    """The spans of the type that is asked for, best first, without those that say only what the question says, and without
    whom "Who killed Orr?" names already."""
    finder = FINDERS.get(question.asks)
    known = set(tokens(question.text))
    spans = finder(question, candidate) if finder else []
    named = question.names if question.asks == "person" else ()
    return [span for span in spans if not set(words := _words(candidate, span)) <= known and words[-1] not in named]


def asked_for(question: Question, figure: FigureMention, text: str) -> bool:
    """Whether the figure, printed as `text`, counts what was asked for, of the side and in the state that were asked for."""
    owned = question.whose is None or figure.whose is None or figure.whose == question.whose
    seen = not question.lenses or not figure.lens or bool(question.lenses.intersection(figure.lens))
    states = states_asked(question)
    of_states = any(lenses()[name].needs_state for name in figure.lens if name in lenses())
    suffers = not states or not of_states or figure.status in states
    fits = owned and seen and suffers and _goes_there(question, figure)
    return fits and (question.counted is None or _counts(question.counted, figure, text))


def counting(question: Question, candidate: Candidate) -> list[FigureMention]:
    """The figures of a sentence that count what was asked for; one without a noun ("5,000 were killed") counts what is spoken
    of there, where nobody in particular is asked about."""
    spoken = said(f"{candidate.text} {candidate.beside}").stems
    of_them = replace(question, counted=None) if question.counted in spoken and not question.whose else question

    def told(figure: FigureMention) -> bool:
        elided = not figure.counted and not figure.unit and (bool(figure.lens) or not question.lenses)
        return asked_for(of_them if elided else question, figure, text_of(candidate, figure))

    return list(filter(told, candidate.figures))


def _goes_there(question: Question, figure: FigureMention) -> bool:
    """Whether a figure can be of the place asked of: not one that goes to another country, or only to a continent."""
    goes_to = tokens(figure.destination or "")
    known = any(map(state_of, goes_to)) or " ".join(goes_to) in _WIDE
    if not known or not question.where or _WIDE.intersection(question.where):
        return True
    return any(same_word(place, word) for place in question.where for word in goes_to)


def _counts(counted: str, figure: FigureMention, text: str) -> bool:
    """Whether the figure counts this, in this word or one of its class, or has it for its unit or its measure: "a ten-member
    crew" has ten members."""
    words = [*tokens(figure.counted), *tokens(figure.unit or ""), *_MEASURE.findall(text.lower())]
    same = any(same_word(counted, stem(word)) for word in words) or met(counted, said(" ".join(words)))
    return bool(same) or bool(classes_of(counted) & classes_of(figure.counted))


def text_of(candidate: Candidate, span: Span) -> str:
    """A slice of the sentence."""
    start = candidate.quote.span.start
    return candidate.text[span.start - start : span.end - start]


def _words(candidate: Candidate, span: Span) -> list[str]:
    return tokens(text_of(candidate, span))


def _number(question: Question, candidate: Candidate) -> list[Span]:
    asked = set(map(stem, question.words))

    def nearness(figure: FigureMention) -> int:
        told = {stem(w) for part in (figure.status, figure.whose, figure.destination) if part for w in tokens(part)}
        return -len(told & asked)

    return [Span(f.start, f.end) for f in sorted(counting(question, candidate), key=nearness)]


def _money(question: Question, candidate: Candidate) -> list[Span]:
    return [Span(f.start, f.end) for f in candidate.figures if "money" in f.lens]


def _time(question: Question, candidate: Candidate) -> list[Span]:
    return [Span(d.start, d.end) for d in candidate.dates if _says_when(d)]


def _duration(question: Question, candidate: Candidate) -> list[Span]:
    """How long: a length of time ("two days"), also where it is counted ("a two-day siege")."""
    lengths = [Span(d.start, d.end) for d in candidate.dates if d.type == TimexType.DURATION]
    return lengths + [Span(f.start, f.end) for f in candidate.figures if stem(f.unit or "") in _LENGTHS]


def _says_when(date: DateMention) -> bool:
    """Whether a date can be told: not "now", nor "last year" or "midnight" in an article of which no day is known."""
    at = date.type in (TimexType.DATE, TimexType.TIME)
    return at and "REF" not in date.value and any(map(str.isdigit, date.value.partition("T")[0]))


def _place(question: Question, candidate: Candidate) -> list[Span]:
    """Places and states, those that say where something is before "US" of "US officials", and Asia last."""
    places = [Span(a.start, a.end) for a in candidate.actors if a.kind in (ActorKind.PLACE, ActorKind.STATE)]
    if len(places) < 2:
        return places
    distance = _distances(question, candidate)
    return sorted(places, key=lambda span: (not says_where(candidate, span), distance(span)))


def says_where(candidate: Candidate, span: Span, *, wide: bool = False) -> bool:
    """Whether a place stands behind "in", "to", "near", and, unless it may be `wide`, is not as wide as a continent."""
    before = candidate.text[: span.start - candidate.quote.span.start]
    return bool(_BEHIND.search(before)) and (wide or " ".join(_words(candidate, span)) not in _WIDE)


def _someone(question: Question, candidate: Candidate) -> list[Span]:
    """Those who are counted doing it ("hundreds of men stormed"), then names, people first and states last; a state only
    where it stands by itself, not "US" of "US airstrikes"."""
    counted = [Span(f.start, f.end) for f in candidate.figures if f.status in doing(question)]
    names = [a for a in candidate.actors if a.kind is not ActorKind.PLACE and not _beside(candidate, a)]
    if len(names) > 1:
        distance = _distances(question, candidate)
        names.sort(key=lambda a: (a.kind is not ActorKind.PERSON, a.kind is ActorKind.STATE, distance(a)))
    return counted + [Span(a.start, a.end) for a in names]


def _distances(question: Question, candidate: Candidate) -> Callable[[Span], int]:
    """How many characters a slice of the sentence is from the nearest word that the question has too, names aside, or -1 for whom
    that is done "by": of two people the one beside the deed did it."""
    asked = said(" ".join(word for word in question.words if word not in question.names))
    at = candidate.quote.span.start
    places = [(at + word.start, at + word.end) for word in placed(candidate.text) if met(word.text, asked)]

    def distance(span: Span) -> int:
        by = any(_BY.fullmatch(candidate.text, end - at, span.start - at) for _, end in places)
        return -1 if by else min((max(start - span.end, span.start - end, 0) for start, end in places), default=0)

    return distance


def _beside(candidate: Candidate, actor: ActorMention) -> bool:
    """Whether a state is only where something is, or whose it is."""
    return owns(candidate, actor) or (
        actor.kind is ActorKind.STATE and says_where(candidate, Span(actor.start, actor.end))
    )


def owns(candidate: Candidate, actor: ActorMention) -> bool:
    """Whether a state is said of what stands behind it."""
    behind = candidate.text[actor.end - candidate.quote.span.start :]
    return actor.kind is ActorKind.STATE and bool(_OWNED.match(behind))


FINDERS: Mapping[str, Callable[[Question, Candidate], list[Span]]] = {
    "number": _number, "money": _money, "time": _time, "duration": _duration, "place": _place, "person": _someone,
}  # fmt: skip
