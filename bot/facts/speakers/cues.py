"""Units -> the verbs of saying in them, each with its subject and where its own words end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.facts.speakers.lexicons import lists
from bot.facts.speakers.subjects import Subject, before_verb
from bot.facts.speakers.units import Unit

_BREAKS = frozenset(";")


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


def cues(unit: Unit) -> Iterator[Cue]:
    """The cues of a unit, clause by clause; a verb that continues another's sentence shares its subject."""
    for begin, end in _clauses(unit):
        yield from _cues(unit, begin, end)


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


def _cue(unit: Unit, verb: int, begin: int, end: int, last: Subject | None) -> Cue | None:
    low, sets = unit.low(verb), lists()
    if low == "according" and unit.low(verb + 1) == "to":
        return Cue(unit, verb, begin, end, None, verb + 2)
    if low == "saying" and unit.low(verb - 1) == "as":
        return _quoted(unit, verb, begin, end)
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


def _quoted(unit: Unit, saying: int, begin: int, end: int) -> Cue | None:
    """ "Karimi was quoted (by the agency) as saying", "the agency quoted Karimi as saying": the one who is quoted."""
    verb = next((k for k in range(saying - 1, max(begin, saying - 10), -1) if unit.low(k) in ("quoted", "cited")), None)
    if verb is None:
        return None
    be = verb - 1 - (unit.low(verb - 1) in lists().between)
    if unit.low(be) in ("was", "were", "is", "been"):
        subject = before_verb(unit, be)
    else:
        subject = Subject(verb + 1, saying - 1, verb + 1, saying - 1) if verb + 2 < saying else None
    return Cue(unit, saying, begin, end, subject, saying + 1) if subject else None


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
