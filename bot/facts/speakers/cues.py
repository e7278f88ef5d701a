"""Units -> what is said in them and by whom, as phrases. The ordered `RULES` are the algorithm: the first answer counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.facts.speakers.lexicons import lists
from bot.facts.speakers.subjects import Subject, after_verb, before_verb
from bot.facts.speakers.units import Token, Unit

_ENDS = frozenset(".!?…")
_BREAKS = frozenset(";")
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


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying in its clause: tokens [begin, end), `subject` on its left, and where its own words end (`rest`)."""

    unit: Unit
    verb: int
    begin: int
    end: int
    subject: Subject | None
    rest: int
    stop: int = 10**9  # where another speaker or another utterance of this one begins

    @property
    def low(self) -> str:
        """The verb."""
        return self.unit.low(self.verb)


# A speaker who follows or interrupts the words stands in them, and another's words may hold what was said to them.
INTERRUPT = frozenset(
    {"trailing", "medial", "inverted", "according_to", "quotation_then_speaker", "quotation_then_verb"}
)
Rule = Callable[[Cue], Said | None]


def said_in(unit: Unit) -> list[Said]:
    """All that is attributed in a unit, in order; a verb that continues another's sentence shares its subject."""
    return [said for begin, end in _clauses(unit) for cue in _cues(unit, begin, end) if (said := _by_rules(cue))]


def _by_rules(cue: Cue) -> Said | None:
    return next((said for rule in RULES if (said := rule(cue))), None)


def _cues(unit: Unit, begin: int, end: int) -> list[Cue]:
    """The cues of a clause; the words of each end where the next one's begin."""
    cues: list[Cue] = []
    last: Subject | None = None
    for verb in range(begin, end):
        cue = _cue(unit, verb, begin, end, last)
        if cue is not None:
            open_one = next((k for k in range(len(cues) - 1, -1, -1) if cues[k].subject), None)
            if open_one is not None and (stop := _stop(cue)):
                cues[open_one] = replace(cues[open_one], stop=stop)
            cues.append(cue)
            last = cue.subject or last
    return cues


def _stop(cue: Cue) -> int | None:
    """Where the words before a cue end: at the "and" that goes on with its verb, or with its subject behind a comma."""
    if cue.subject is None:
        return None
    first = min(cue.subject.begins, cue.verb)
    if _coordinated(cue.unit, cue.verb):
        first = cue.verb
    if cue.unit.low(first - 1) not in ("and", "but"):
        return None
    return first - 1 if first == cue.verb or cue.unit.low(first - 2) == "," else None


def _clauses(unit: Unit) -> list[tuple[int, int]]:
    """The unit between semicolons: "Iran fired 16, he said; the army counted 22"."""
    cuts = [k for k, token in enumerate(unit.tokens) if token.low in _BREAKS]
    return list(zip([0, *(k + 1 for k in cuts)], [*cuts, len(unit.tokens)], strict=True))


def within(one: Said, other: Said) -> bool:
    """Whether one's speaker stands in another's words: "he said that the army had told them" is one utterance."""
    return one.rule not in INTERRUPT and any(
        p.first <= one.subject.begins and one.subject.ends <= p.last for p in other.pieces
    )


def _cue(unit: Unit, verb: int, begin: int, end: int, last: Subject | None) -> Cue | None:
    low, sets = unit.low(verb), lists()
    if low == "according" and unit.low(verb + 1) == "to":
        return Cue(unit, verb, begin, end, None, verb + 2)
    if low not in sets.verbs or unit.tokens[verb].is_name or _passive(unit, verb) or _other(unit, verb):
        return None
    if low in sets.told and unit.low(verb + 1) == "that":
        return None  # "questioned, and told that …"
    subject = before_verb(unit, verb)
    if subject is not None and subject.first < begin:
        subject = None
    if subject is None and last is not None and _coordinated(unit, verb):
        subject = Subject(last.first, last.last, verb, verb)
    return Cue(unit, verb, begin, end, subject, _behind_listener(unit, verb))


def _passive(unit: Unit, verb: int) -> bool:
    at = verb - 1
    while unit.low(at) in lists().between and unit.low(at) not in ("has", "had", "have"):
        at -= 1
    return unit.low(at) in ("is", "was", "were", "are", "be", "been", "being", "got", "so", "not", "to", "who", "which")


def _other(unit: Unit, verb: int) -> bool:
    return any(all(unit.low(verb + k) == word for k, word in enumerate(p)) for p in lists().not_speech)


def _coordinated(unit: Unit, verb: int) -> bool:
    return unit.low(verb - 1) in ("and", "but", "then") or (unit.low(verb - 1) == "," and unit.low(verb - 2) == "and")


def _behind_listener(unit: Unit, verb: int) -> int:
    """The first token behind the verb and whom it tells: "told | reporters", "told the Kestrel Times"."""
    at = verb + 1
    if unit.low(verb) not in lists().told | {"warned", "warns"}:
        return at
    if unit.low(at) in lists().listeners:
        return at + 1
    start = at + (unit.low(at) in lists().determiners)
    end = start
    while end < len(unit.tokens) and unit.tokens[end].is_name:
        end += 1
    if end > start:
        return end
    crowd = unit.low(at) == "the" and unit.low(at + 2) in ("that", ",", ".")
    return at + 2 if crowd else at


# ------------------------------------------------------------------ the rules


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
    if clause is None or cue.unit.low(clause.first) in lists().auxiliaries:
        return None  # "what it said was a mistake"
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
