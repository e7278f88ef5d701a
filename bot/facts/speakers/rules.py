"""Cues -> what is said and by whom, as phrases. The ordered `RULES` are the algorithm: the first that answers counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.facts.speakers.cues import Cue, cues
from bot.facts.speakers.lexicons import lists
from bot.facts.speakers.subjects import Subject, after_verb
from bot.facts.speakers.units import Token, Unit

_ENDS = frozenset(".!?…")
_SHORTEST = 2  # words of a clause


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of what is said: tokens [first, last); a quotation is one token."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker's phrase, the slices of what is said, and the rule that saw it."""

    subject: Subject
    pieces: tuple[Piece, ...]
    rule: str


# A speaker who follows or interrupts the words stands in them, and another's words may hold what was said to them.
INTERRUPT = frozenset(
    {"trailing", "medial", "inverted", "according_to", "quotation_then_speaker", "quotation_then_verb"}
)
Rule = Callable[[Cue], Said | None]


def said_in(unit: Unit) -> list[Said]:
    """All that is attributed in a unit, in order."""
    return [said for cue in cues(unit) if (said := _by_rules(cue))]


def _by_rules(cue: Cue) -> Said | None:
    return next((said for rule in RULES if (said := rule(cue))), None)


def within(one: Said, other: Said) -> bool:
    """Whether one's speaker stands in another's words: "he said that the army had told them" is one utterance."""
    return one.rule not in INTERRUPT and any(
        p.first <= one.subject.begins and one.subject.ends <= p.last for p in other.pieces
    )


def according_to(cue: Cue) -> Said | None:
    """ "Rain is likely, according to the weather service.", "According to X, …"."""
    if cue.low != "according":
        return None
    subject = after_verb(cue.unit, cue.verb + 1)
    if subject is None:
        return None
    before = _clause_before(cue, cue.verb)
    behind = _clause_behind(cue, subject.ends)
    medial = before and cue.unit.low(subject.ends) == "," and _continued(cue, before, subject.ends)
    pieces = (before, medial) if before and medial else (before or behind,)
    return _said(cue, subject, [p for p in pieces if p], "according_to")


def quotation_then_speaker(cue: Cue) -> Said | None:
    """ "…," he said; "…," the mayor said on Friday, "…"."""
    if cue.subject is None or not _quote(cue, cue.subject.begins - 1):
        return None
    return _said(cue, cue.subject, _quotes_around(cue, cue.subject.begins - 1), "quotation_then_speaker")


def quotation_then_verb(cue: Cue) -> Said | None:
    """ "…," said a baker in Batlow."""
    if not _quote(cue, cue.verb - 1):
        return None
    subject = after_verb(cue.unit, cue.verb)
    return _said(cue, subject, _quotes_around(cue, cue.verb - 1), "quotation_then_verb") if subject else None


def speaker_then_quotation(cue: Cue) -> Said | None:
    """He said: "…"; he told the crowd, "…"."""
    if cue.subject is None:
        return None
    at = next((k for k in range(cue.rest, cue.end) if cue.unit.tokens[k].is_quote), None)
    if at is None or cue.unit.low(at - 1) not in (",", ":") or at - cue.rest > 12:
        return None
    return _said(cue, cue.subject, _quotes_around(cue, at), "speaker_then_quotation")


def inverted(cue: Cue) -> Said | None:
    """Their destination is Kuwait, said an official who knew of it; what he wants, said one of them, is sleep."""
    if cue.low not in ("said", "says") or cue.subject is not None or cue.unit.low(cue.verb - 1) != ",":
        return None
    subject = after_verb(cue.unit, cue.verb)
    before = _clause_before(cue, cue.verb)
    if subject is None or before is None:
        return None
    behind = _continued(cue, before, subject.ends)
    return _said(cue, subject, [before, behind] if behind else [before], "inverted")


def trailing(cue: Cue) -> Said | None:
    """Nobody was hurt, the army said on Sunday; restraint, he said, had kept the peace."""
    subject = cue.subject
    if subject is None or cue.low in lists().acts or cue.unit.low(subject.begins - 1) != ",":
        return None
    before = _clause_before(cue, subject.begins)
    if before is None:
        return None
    stop = _adjunct_end(cue, cue.rest)
    if stop < cue.end and cue.unit.low(stop) not in _ENDS | {","}:
        return None
    behind = _continued(cue, before, stop)
    return _said(cue, subject, [before, behind], "medial") if behind else _said(cue, subject, [before], "trailing")


def leading(cue: Cue) -> Said | None:
    """The army said (on Sunday) that nobody was hurt; the minister told reporters it was over."""
    if cue.subject is None or cue.low in lists().acts:
        return None
    that = next((k for k in range(cue.rest, min(cue.rest + 9, cue.end)) if cue.unit.low(k) == "that"), None)
    if that != cue.rest and cue.unit.low(cue.rest) not in lists().adjuncts:
        that = None
    if that is None and cue.low in lists().clause_only:
        return None
    clause = _clause_behind(cue, that + 1 if that is not None else cue.rest)
    if that is None and _adjunct_end(cue, cue.rest) > cue.rest:
        return None  # "the minister said in a statement", and no more
    if (
        clause is None
        or cue.unit.low(clause.first) in lists().auxiliaries
        or (cue.low == "said" and cue.unit.low(cue.rest) == "to")
    ):
        return None  # "what it said was a mistake", "the bridge, said to be old, fell"
    return _said(cue, cue.subject, [clause], "leading")


def utterance(cue: Cue) -> Said | None:
    """Russia called the raids unacceptable; he denied it."""
    if cue.subject is None or cue.low not in lists().acts:
        return None
    clause = _clause_behind(cue, cue.verb + 1, shortest=1)
    return _said(cue, cue.subject, [clause], "utterance") if clause else None


RULES: tuple[Rule, ...] = (
    according_to,
    quotation_then_speaker,
    quotation_then_verb,
    speaker_then_quotation,
    inverted,
    trailing,
    leading,
    utterance,
)


# ------------------------------------------------------------------ slices


def _said(cue: Cue, subject: Subject, pieces: list[Piece], rule: str) -> Said | None:
    return Said(subject, tuple(pieces), rule) if pieces else None


def _quote(cue: Cue, at: int) -> bool:
    """Whether a quotation stands right before, or before a comma."""
    return 0 <= at < len(cue.unit.tokens) and _quote_at(cue, at) is not None


def _quote_at(cue: Cue, at: int) -> int | None:
    at -= cue.unit.low(at) == ","
    return at if at >= 0 and cue.unit.tokens[at].is_quote else None


def _quotes_around(cue: Cue, at: int) -> list[Piece]:
    """The quotation at a place, with those before it and those behind the speaker: one person's words."""
    quotes = [k for k in range(cue.begin, cue.end) if cue.unit.tokens[k].is_quote]
    return [Piece(k, k + 1) for k in quotes]


def _clause_before(cue: Cue, at: int) -> Piece | None:
    first, last = cue.begin, at
    while last > first and cue.unit.low(last - 1) in (",", "—", "–", "-"):
        last -= 1
    quote = next((k for k in range(last - 1, first - 1, -1) if cue.unit.tokens[k].is_quote), None)
    first = quote + 1 if quote is not None else first
    return Piece(first, last) if _words(cue.unit.tokens[first:last]) >= _SHORTEST else None


def _continued(cue: Cue, before: Piece, at: int) -> Piece | None:
    """The rest of a clause that its speaker interrupts at `at`: what stands before is not whole, or an "and" goes on."""
    behind = _clause_behind(cue, at) if cue.unit.low(at) == "," else None
    opening = cue.unit.low(at + 1)
    if behind is None or opening in ("who", "which", "whose", "as", "when", "while", "after", "before"):
        return None
    low = [cue.unit.low(k) for k in range(before.first, before.last)]
    whole = bool(lists().auxiliaries.intersection(low)) and low[0] not in lists().subordinate
    return behind if not whole or opening in lists().conjunctions | {"that"} else None


def _clause_behind(cue: Cue, at: int, shortest: int = _SHORTEST) -> Piece | None:
    first, last = at, min(cue.end, cue.stop)
    while first < last and cue.unit.low(first) in (",", ":", "that", "—", "–"):
        first += 1
    while last > first and cue.unit.low(last - 1) in _ENDS | {",", ";"}:
        last -= 1
    return Piece(first, last) if _words(cue.unit.tokens[first:last]) >= shortest else None


def _words(tokens: tuple[Token, ...]) -> int:
    return sum(len(token.text.split()) for token in tokens if token.is_word or token.is_quote)


def _adjunct_end(cue: Cue, at: int) -> int:
    """Where the words end that only say when or where it was said; `at` where there are none."""
    unit = cue.unit
    if unit.low(at) not in lists().adjuncts:
        return at
    while at < cue.end and unit.low(at) not in (",", *_ENDS) and not unit.tokens[at].is_quote:
        if unit.low(at) in lists().auxiliaries | {"that"}:
            return cue.rest
        at += 1
    return at
