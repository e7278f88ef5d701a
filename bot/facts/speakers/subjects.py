"""Who speaks, as a phrase: the noun phrase that is the subject of a verb of saying, before it or behind it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts.speakers.lexicons import lists
from bot.facts.speakers.units import Unit

_STOPS = frozenset(';:—–"()-…!?.')
_PARTICLES = frozenset({"of", "al", "bin", "ibn", "van", "von", "de", "der", "the"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The tokens [first, last) that name the speaker, and where the whole phrase, apposition and all, begins and ends."""

    first: int
    last: int
    begins: int
    ends: int


def before_verb(unit: Unit, verb: int) -> Subject | None:
    """The subject on the left of the verb: "The minister said", "Karimi, head of the union, said"."""
    at = _skip_between(unit, verb - 1)
    if at < 0:
        return None
    if unit.low(at) == ",":
        return _apposed(unit, at)
    if unit.low(at) in lists().pronouns:
        return Subject(at, at + 1, at, at + 1)
    if not _nominal(unit, at) or unit.low(at).endswith("n't"):
        return None
    return _relative_head(unit, at) or _adjoining(unit, at)


def _adjoining(unit: Unit, at: int) -> Subject | None:
    """The noun phrase right before the verb; none where its clause tells no words of its own ("because the army said")."""
    first = phrase_start(unit, at)
    if first is None or unit.low(first - 1) in lists().unsaid or unit.low(first) in ("no", "nobody", "none"):
        return None
    return Subject(first, at + 1, first, at + 1)


def after_verb(unit: Unit, verb: int) -> Subject | None:
    """The subject on the right of an inverted verb: "said a baker in Batlow", or of "according to"."""
    last = verb + 1
    while last < len(unit.tokens) and not _ends_phrase(unit, last):
        last += 1
    if last == verb + 1 or not (
        unit.tokens[verb + 1].is_name or unit.low(verb + 1) in lists().determiners or _plural(unit, last - 1)
    ):
        return None
    return Subject(verb + 1, last, verb + 1, last)


def _relative_head(unit: Unit, at: int) -> Subject | None:
    """ "Officials who were briefed by the army | said": what the clause without commas hangs on."""
    last = at
    while (
        last > 0 and unit.low(last) not in ("who", "which") and unit.low(last) != "," and unit.low(last) not in _STOPS
    ):
        last -= 1
    if unit.low(last) not in ("who", "which") or not last or unit.low(last - 1) == ",":
        return None
    first = phrase_start(unit, last - 1) if _nominal(unit, last - 1) else None
    return Subject(first, last, first, at + 1) if first is not None else None


def _plural(unit: Unit, at: int) -> bool:
    return unit.low(at).endswith("s")


def _ends_phrase(unit: Unit, at: int) -> bool:
    low = unit.low(at)
    if low in ("of", "for", "from") or (low == "the" and unit.low(at - 1) in ("of", "for", "from")):
        return False
    stops = low == "," or low in _STOPS or low in lists().subordinate or low in lists().auxiliaries
    return (
        stops
        or low in lists().prepositions
        or low in lists().adjuncts
        or low in lists().conjunctions
        or low in lists().verbs
    )


def _skip_between(unit: Unit, at: int) -> int:
    while at >= 0:
        phrase = next((p for p in lists().between_phrases if _ends_with(unit, at, p)), None)
        if phrase:
            at -= len(phrase)
        elif unit.low(at) in lists().between or _is_adverb(unit, at):
            at -= 1
        else:
            break
    return at


def _is_adverb(unit: Unit, at: int) -> bool:
    return (
        unit.low(at).endswith("ly") and unit.tokens[at].text.islower() and unit.low(at - 1) not in lists().determiners
    )


def _ends_with(unit: Unit, at: int, phrase: tuple[str, ...]) -> bool:
    return all(unit.low(at - len(phrase) + 1 + k) == word for k, word in enumerate(phrase))


def _nominal(unit: Unit, at: int) -> bool:
    """Whether a word can end a noun phrase."""
    low, sets = unit.low(at), lists()
    if low in ("others", "one", "both", "some", "many"):
        return True
    small = (
        sets.prepositions,
        sets.auxiliaries,
        sets.determiners,
        sets.conjunctions,
        sets.subordinate,
        sets.days,
        sets.verbs,
    )
    return unit.tokens[at].is_word and not any(low in words for words in small)


def phrase_start(unit: Unit, at: int) -> int | None:
    """The first token of the noun phrase that ends at `at`, with what hangs on it by "of"; None where none stands alone."""
    first = _chunk_start(unit, at)
    while unit.low(first - 1) in lists().hanging and first >= 2:
        governor = first - 2
        if not _nominal(unit, governor) or unit.low(governor) == ",":
            break
        further = _chunk_start(unit, governor)
        if unit.low(governor) in lists().days:
            break
        first = further
    if unit.low(first - 1) in lists().hanging:
        return _behind_name(unit, first, at)
    return first


def _behind_name(unit: Unit, first: int, at: int) -> int | None:
    """ "In Tehran | officials": what follows the names of an opening phrase of place."""
    behind = next((k for k in range(at, first, -1) if unit.tokens[k - 1].is_name), None)
    if behind is None or unit.tokens[at].is_name:
        return None
    return behind if behind <= at else None


def _chunk_start(unit: Unit, at: int) -> int:
    """The first token of the words that belong together around a head, its determiner included."""
    first = at
    while first > 0 and unit.low(first) not in lists().determiners:
        if not _joins(unit, first - 1):
            break
        first -= 1
    if unit.low(first) in lists().determiners and unit.low(first - 1) in ("all", "both", "the") and first:
        first -= 1
    return first


def _joins(unit: Unit, at: int) -> bool:
    low, sets = unit.low(at), lists()
    if low in sets.determiners:
        return True
    if low in ("of", "and") and unit.tokens[at + 1].is_name and at and unit.tokens[at - 1].is_name:
        return low == "of"
    word = unit.tokens[at].is_word and low not in sets.prepositions and low not in sets.auxiliaries
    return (
        word
        and low not in sets.subordinate
        and low not in sets.conjunctions
        and low not in sets.verbs
        and low not in lists().days
        and low not in sets.pronouns
    )


def _segments(unit: Unit, comma: int) -> list[tuple[int, int]]:
    """The stretches between commas on the left of one, from the clause's beginning: [first, last) each."""
    found, last, at = [], comma, comma - 1
    while at >= -1:
        low = unit.low(at)
        if at < 0 or low == "," or low in _STOPS:
            found.append((at + 1, last))
            last = at
            if low != ",":
                break
        at -= 1
    return found[::-1]


def _apposed(unit: Unit, comma: int) -> Subject | None:
    """ "Karimi, head of the union, | said"; "its spokesman, Reza Karimi, | said" has the name last."""
    segments = _segments(unit, comma)
    names = [k for k, segment in enumerate(segments) if _is_name(unit, segment)]
    last = len(segments) - 1
    if names and names[-1] == last and last and not _described_first(unit, segments[last - 1]):
        names = names[-1:]
    chosen = names[-1] if names else next((k for k, s in enumerate(segments) if _is_phrase(unit, s)), None)
    if chosen is None:
        return None
    first, end = segments[chosen]
    begins = segments[chosen - 1][0] if chosen and _described_first(unit, segments[chosen - 1]) else first
    described = phrase_start(unit, segments[chosen - 1][1] - 1) if begins < first else None
    return Subject(_bare(unit, first, end), end, described if described is not None else first, comma)


def _bare(unit: Unit, first: int, end: int) -> int:
    start = phrase_start(unit, end - 1)
    return start if start is not None and first <= start < end else first


def _is_name(unit: Unit, segment: tuple[int, int]) -> bool:
    """Nothing but capitalised words, titles and "of": a name that stands for itself between commas."""
    words = unit.tokens[segment[0] : segment[1]]
    if not words or not words[-1].is_name:
        return _name_then_place(unit, segment)
    small = [w for w in words if not w.is_name]
    titled = all(w.low in lists().roles for w in small) and words[0].low not in lists().prepositions
    named = words[0].is_name and all(w.low in _PARTICLES for w in small)
    return titled or named or _name_then_place(unit, segment)


def _name_then_place(unit: Unit, segment: tuple[int, int]) -> bool:
    """ "Democratic Senator Tom Udall of the foreign relations committee"."""
    first, end = segment
    opening = next((k for k in range(first, end) if not unit.tokens[k].is_name), end)
    return opening - first >= 2 and unit.low(opening) == "of" and phrase_start(unit, end - 1) == first


def _is_phrase(unit: Unit, segment: tuple[int, int]) -> bool:
    """Whether all of a stretch is one noun phrase."""
    first, end = segment
    return (
        end > first
        and _nominal(unit, end - 1)
        and phrase_start(unit, end - 1) == first
        and not unit.low(first).endswith("ing")
    )


def _described_first(unit: Unit, segment: tuple[int, int]) -> bool:
    """Whether a stretch ends with an office that the next one names: "the agency's spokesman, | Agus Wibowo"."""
    first, end = segment
    if end <= first or not _nominal(unit, end - 1):
        return False
    start = phrase_start(unit, end - 1)
    if start is None:
        return False
    head = next((k for k in range(start, end) if unit.low(k) in lists().prepositions), end) - 1
    return unit.low(head) in lists().roles and not unit.tokens[head].is_name
