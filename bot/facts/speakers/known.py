"""Who a speaker's phrase stands for: the person behind "he", "the spokesman" or "his office", the actor behind "the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.facts.outlets import is_media
from bot.facts.outlets import lists as outlets
from bot.facts.speakers.lexicons import lists
from bot.facts.speakers.subjects import Subject, phrase_start
from bot.facts.speakers.units import Unit
from bot.model import ActorKind, ActorMention, Description, Span

_REACH = 4  # units that "he" looks back over
_LAST_WORD = re.compile(r"([\w-]+)[^\w-]*$")
_NAMED_WITHIN = 200  # characters behind a phrase in which its owner may give a name
_GROUPS = frozenset(
    {ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.MILITARY_UNIT, ActorKind.OTHER}
)


@dataclass
class Known:
    """What an article has told so far of those who speak in it; asked in text order."""

    text: str
    mentions: Sequence[ActorMention]
    descriptions: Sequence[Description]
    outlets: frozenset[str]
    units: list[Unit] = field(default_factory=list)
    speakers: list[tuple[int, str, bool]] = field(default_factory=list)  # unit's number, name, whether several
    quoted: tuple[Unit, Span, str] | None = None  # where, by which words and by whom the last quotation was said

    def __post_init__(self) -> None:
        self._persons = [m for m in self.mentions if m.kind is ActorKind.PERSON]
        self._media = frozenset(m.name for m in self.mentions if self._is_called_media(m))

    def speaker(self, unit: Unit, number: int, subject: Subject) -> str | None:
        """The name of a unit's speaker; None where nobody can be named, or an outlet speaks."""
        first, last = subject.first, subject.last
        name = self._pronoun(unit, number, first) if last - first == 1 and unit.low(first) in lists().pronouns else None
        name = name or (
            None if last - first == 1 and unit.low(first) in lists().pronouns else self._phrase(unit, first, last)
        )
        if name is None or is_media(name) or name in self.outlets or (len(name) < 3 and not name.isupper()):
            return None
        self.speakers.append((number, name, unit.low(first) in lists().they or unit.low(last - 1).endswith("s")))
        return name

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, unit: Unit, number: int, at: int) -> str | None:
        low, place = unit.low(at), unit.tokens[at].start
        if low in lists().he:
            return self._person_before(number, place)
        return self._group_before(number, several=low in lists().they) if low in lists().they | {"it"} else None

    def _group_before(self, number: int, *, several: bool) -> str | None:
        """Those a "they" or "it" stands for: several, or a body, that spoke lately; else whom the unit before is about."""
        near = [name for n, name, many in self.speakers if number - n < _REACH and (many or self._is_group(name))]
        if near:
            return near[-1]
        return self._opening(self.units[number - 1]) if several and number else None

    def _opening(self, unit: Unit) -> str | None:
        """The phrase that opens a unit: "The men of the guard, who had slept in the road, …"."""
        ends = (
            k
            for k in range(len(unit.tokens))
            if unit.low(k) == "," or unit.low(k) in lists().auxiliaries | lists().subordinate
        )
        last = next(ends, 0)
        return self._described(unit, 0, last) if last and phrase_start(unit, last - 1) == 0 else None

    def _person_before(self, number: int, place: int) -> str | None:
        """The person a "he" stands for: whoever spoke, else whoever is named first in this unit or those before it."""
        people = {m.name for m in self._persons}
        for n in range(number, max(-1, number - _REACH), -1):
            spoke = [name for at, name, several in self.speakers if at == n and (name in people or not several)]
            spoke = [name for name in spoke if name in people or not self._is_group(name)]
            if spoke:
                return spoke[-1]
            unit = self.units[n]
            named = [m for m in self._persons if unit.start <= m.start < min(unit.end, place)]
            if named:
                return named[0].name
        earlier = [m for m in self._persons if m.start < place]
        return earlier[0].name if earlier else None

    def _is_group(self, name: str) -> bool:
        return any(m.name == name and m.kind in _GROUPS for m in self.mentions)

    # ------------------------------------------------------------------ phrases

    def _phrase(self, unit: Unit, first: int, last: int) -> str | None:
        head = next((k for k in range(first + 1, last) if unit.low(k) in lists().prepositions and k > first), last) - 1
        start, end = unit.tokens[first].start, unit.tokens[last - 1].end
        named = self._titled(unit, first, end) or self._named_in(start, unit.tokens[head].end)
        if named is not None:
            return None if named.name in self._media else named.name
        head_low = unit.low(head)
        if head_low in outlets().nouns or unit.tokens[first].is_quote:
            return None
        if head_low in lists().mouthpieces and (owner := self._owner(unit, first, head, last)):
            return owner
        if head_low in lists().papers:
            return None
        return (
            self._of_role(unit, first, head, last)
            or self._of_group(unit, first, head)
            or self._gives_name(end)
            or self._described(unit, first, last)
        )

    def _named_in(self, start: int, end: int) -> ActorMention | None:
        """The actor that a phrase names: its head must be the name, not what the name describes ("a Pentagon official")."""
        inside = [m for m in self.mentions if start <= m.start and m.end <= end]
        people = [m for m in inside if m.kind is ActorKind.PERSON and self.text[m.end : m.end + 2] not in ("'s", "’s")]
        closing = [m for m in inside if end - m.end <= 2]
        return next(reversed(people or closing), None)

    def _titled(self, unit: Unit, first: int, end: int) -> ActorMention | None:
        """The person with nothing but titles before the name: "Secretary of State Mike Pompeo"."""
        start = unit.tokens[first].start
        person = next((m for m in self._persons if start <= m.start and m.end <= end), None)
        if person is None or self.text[person.end : person.end + 2] in ("'s", "’s"):
            return None
        before = [t for t in unit.tokens[first:] if t.end <= person.start]
        return person if all(t.is_name or t.low == "of" or t.low in lists().roles for t in before) else None

    def _is_called_media(self, mention: ActorMention) -> bool:
        """ "The newspaper Hurriyet", "public broadcaster NHK": then it is that wherever the article names it."""
        word = _LAST_WORD.search(self.text[max(0, mention.start - 30) : mention.start])
        return word is not None and word[1].lower() in outlets().nouns

    def _owner(self, unit: Unit, first: int, head: int, last: int) -> str | None:
        """ "his office", "Karimi's office", "a statement by the army": whoever it belongs to."""
        if unit.low(first) in ("his", "her"):
            return self._person_before(len(self.units) - 1, unit.tokens[first].start)
        if unit.low(first) in ("their", "its"):
            return self._group_before(len(self.units) - 1, several=False)
        if head + 1 < last:
            return self._phrase(unit, head + 2, last) if head + 2 < last else None
        inside = [m for m in self.mentions if unit.tokens[first].start <= m.start and m.end <= unit.tokens[head].end]
        if inside:
            return inside[-1].name
        return self._of_role(unit, first, head - 1, head) if head > first + 1 else None

    def _of_role(self, unit: Unit, first: int, head: int, last: int) -> str | None:
        """ "the president", "his foreign minister": the one person the article calls so."""
        if unit.low(head) not in lists().roles or unit.low(first) in (
            "a",
            "an",
            "one",
            "some",
            "two",
            "three",
            "another",
        ):
            return None
        words = {unit.low(k) for k in range(first, head + 1)} - lists().determiners
        place = unit.tokens[first].start
        fits = [d for d in self.descriptions if unit.low(head) in _words_of(d.of(self.text))]
        best = [d for d in fits if words <= _words_of(d.of(self.text))] or fits
        before = [d for d in best if d.start < place] or best
        return before[-1].name if before else None

    def _of_group(self, unit: Unit, first: int, head: int) -> str | None:
        """ "the commission", "the airline": the last body of that name; else whoever spoke as "the health commission"."""
        noun, place = unit.low(head), unit.tokens[first].start
        if unit.low(first) not in ("the", "this", "that", "its"):
            return None
        mentions = [
            m for m in self.mentions if m.kind in _GROUPS and m.start < place and _head_word(m.name).startswith(noun)
        ]
        if mentions and head - first == 1:
            return mentions[-1].name
        spoke = [name for _, name, _ in self.speakers if _head_word(name) == noun]
        return spoke[-1] if spoke and head - first == 1 else None

    def _gives_name(self, end: int) -> str | None:
        """ "a baker, who gave her name as Joan"."""
        found = lists().named_as.search(self.text, end, end + _NAMED_WITHIN)
        if found is None:
            return None
        return next((m.name for m in self._persons if m.start == found.start(1)), found[1].strip())

    def _described(self, unit: Unit, first: int, last: int) -> str | None:
        """The phrase as printed, without the article."""
        first += unit.low(first) in ("the", "a", "an", "this", "that")
        if first >= last:
            return None
        return " ".join(self.text[unit.tokens[first].start : unit.tokens[last - 1].end].split())


def described(text: str, units: Sequence[Unit], mentions: Sequence[ActorMention]) -> tuple[Description, ...]:
    """What the units call people: the office before a name, or the phrase beside it between commas."""
    found: list[Description] = []
    people: dict[int, list[ActorMention]] = {}
    for m in mentions:
        if m.kind is ActorKind.PERSON:
            people.setdefault(m.start, []).append(m)
    for unit in units:
        at = {token.start: k for k, token in enumerate(unit.tokens)}
        ends = {end: k for k, token in enumerate(unit.tokens) for end in (token.end, token.end - 2 * _owns(token.text))}
        for m in (m for start in at for m in people.get(start, ())):
            if m.end in ends:
                found += _beside(unit, at[m.start], ends[m.end], m.name)
    return tuple(sorted(found, key=lambda d: d.start))


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s"))


def _beside(unit: Unit, first: int, last: int, name: str) -> Iterator[Description]:
    before = first
    while before > 0 and (
        unit.low(before - 1) in lists().roles
        or unit.tokens[before - 1].is_name
        or (unit.low(before - 1) == "of" and before > 1 and unit.tokens[before - 2].is_name)
    ):
        before -= 1
    while before < first and unit.low(before) in lists().prepositions | lists().determiners | lists().subordinate:
        before += 1
    if before < first and any(unit.low(k) in lists().roles for k in range(before, first)):
        yield _description(unit, before, first, name, "title")
    if unit.low(last + 1) == "," and (end := _phrase_end(unit, last + 2)):
        yield _description(unit, last + 2, end, name, "apposition")
    if (
        unit.low(first - 1) == ","
        and first >= 2
        and (begins := phrase_start(unit, first - 2)) is not None
        and _is_office(unit, begins, first - 1)
    ):
        yield _description(unit, begins, first - 1, name, "apposition_before")


def _phrase_end(unit: Unit, first: int) -> int | None:
    """Where the office beside a name ends: at the next comma or full stop; None where the words are no office."""
    last = first
    while (
        last < len(unit.tokens)
        and unit.low(last) not in (",", ".", ";", "—", "–", "(")
        and not unit.tokens[last].is_quote
    ):
        last += 1
    return last if last > first and _is_office(unit, first, last) else None


def _is_office(unit: Unit, first: int, last: int) -> bool:
    head = (
        next(
            (k for k in range(first, last) if unit.low(k) in lists().prepositions or unit.low(k) in ("and", "who")),
            last,
        )
        - 1
    )
    small = (
        unit.low(first) in lists().determiners or not unit.tokens[first].is_name or head > first or last - first == 1
    )
    verbs = any(unit.low(k) in lists().auxiliaries | lists().verbs for k in range(first, head + 1))
    return (
        head >= first
        and small
        and not verbs
        and unit.low(head) in lists().roles
        and unit.low(first) not in lists().prepositions
    )


def _description(unit: Unit, first: int, last: int, name: str, rule: str) -> Description:
    return Description(unit.tokens[first].start, unit.tokens[last - 1].end, name, rule)


def _words_of(phrase: str) -> frozenset[str]:
    return frozenset(word.lower().removesuffix("'s") for word in re.findall(r"[\w'’-]+", phrase.replace("’", "'")))


def _head_word(name: str) -> str:
    return name.split(" of ", maxsplit=1)[0].rsplit(" ", 1)[-1].lower()
