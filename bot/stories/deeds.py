"""Sentence -> what it says was done or was not done: by whom, to what, on which day. Deeds are phrases of the lexicon, and
any other verb that a sentence denies. What may happen, is planned or hoped for is no deed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from bot.inflection import forms, participles
from bot.model import DateMention, Quote, Report, SentenceKind, Span
from bot.periods import precision_of
from bot.prompts import lexicon
from bot.stories.participants import participants, persons

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|n['’]t\b|[^\W\d_]+?(?=n['’]t\b)|[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
_LEXICON = lexicon("deeds")
_CLAUSE = {name: frozenset(words) for name, words in _LEXICON["clause"].items()}
_VAGUE = frozenset(form for verb in _LEXICON["verbs"]["vague"] for form in forms(verb))
_DENYING = frozenset().union(
    *(_CLAUSE[name] for name in ("denied", "negations", "have", "be", "nobody")),
    (phrase.split()[0] for phrase in _CLAUSE["failed"]),
)
_GAP = 3  # words that may stand inside a phrase ("force … way into")
_HELPERS = 5  # so far before its verb stands what denies it
_NEAR = 5  # so far before its verb begins what it happens to
_FAR = 25  # so far before its verb stands who does it
_SAID = 9  # so many words show what is said


class Word(NamedTuple):
    """A word or mark of a sentence with its place in the article; `low` is its lower case."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing said to be done (or not): `name` is its table of the lexicon or its verb, `said` the slice that says so.

    `open` is a denial that the next day can overtake ("has not resigned"); `again` tells of one more occasion; `definite`
    says that it was done to a certain one ("the bridge", a name).
    """

    name: str
    done: bool
    day: str | None
    agents: frozenset[str]
    patients: frozenset[str]
    quote: Quote
    said: Quote
    open: bool = False
    tried: bool = False
    again: bool = False
    definite: bool = False


class Phrase(NamedTuple):
    """A phrase of the lexicon: its deed, its verb, the words after it (None is a gap), and what kind of phrase it is."""

    deed: str
    verb: str
    rest: tuple[str | None, ...]
    intransitive: bool
    opposite: bool


class Found(NamedTuple):
    """A phrase at words `first` to `last` of a sentence."""

    phrase: Phrase
    first: int
    last: int


class Denial(NamedTuple):
    """Whether the words before a verb deny it, whether that may change, whether it was only tried, and whether they say
    "did not": only then is a verb that no table has denied for good."""

    denied: bool = False
    open: bool = False
    tried: bool = False
    outright: bool = False


def deeds(report: Report, verbs: frozenset[str] = frozenset()) -> Iterator[Deed]:
    """The deeds that the article's news sentences tell, in text order; `verbs` count as deeds beside those of the lexicon."""
    table = phrases(verbs)
    dates = [m for m in report.facts.dates if (placed := precision_of(m.value)) and placed[1] == "day"]
    for sentence in report.article.sentences:
        if sentence.kind is SentenceKind.NEWS:
            quote = Quote(report.article.id, Span(sentence.start, sentence.end))
            words = split(report.article.text, sentence.start, sentence.end)
            inside = within(dates, sentence)
            named = persons(within(report.facts.actors, sentence), report.article.text)
            yield from (deed for found in _found(words, table) if (deed := _deed(words, found, inside, named, quote)))


S = TypeVar("S", bound=Span)


def within(mentions: Sequence[S], sentence: Span) -> Sequence[S]:
    """Those of some mentions, in text order, that begin in the sentence."""
    first = bisect_left(mentions, sentence.start, key=_start)
    return mentions[first : bisect_left(mentions, sentence.end, first, key=_start)]


def _start(span: Span) -> int:
    return span.start


def split(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of a slice of `text`."""
    found = _TOKEN.finditer(text, start, end)
    return [Word(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in found]


@lru_cache(maxsize=16)
def phrases(verbs: frozenset[str]) -> dict[str, list[Phrase]]:
    """The phrases of the lexicon, and `verbs`, by every form of their verb; longer ones first."""
    table: dict[str, list[Phrase]] = {}
    for verb in sorted(verbs):
        for form in forms(verb):
            table.setdefault(form, []).append(_phrase(verb, [verb], opposite=False))
    for name, deed in _LEXICON["deeds"].items():
        for opposite, listed in ((False, deed["does"]), (True, deed.get("opposite", ()))):
            for phrase in (_phrase(name, words.split(), opposite=opposite) for words in listed):
                for form in forms(phrase.verb):
                    table.setdefault(form, []).append(phrase)
    return {form: sorted(found, key=lambda phrase: -len(phrase.rest)) for form, found in table.items()}


def _phrase(name: str, words: list[str], *, opposite: bool) -> Phrase:
    intransitive = words[0] == "…"
    verb, *rest = words[intransitive:]
    return Phrase(name, verb, tuple(None if word == "…" else word for word in rest), intransitive, opposite)


def _found(words: Sequence[Word], table: Mapping[str, Sequence[Phrase]]) -> Iterator[Found]:
    """Every phrase in a sentence: the longest of each deed at a verb; and the verbs that are denied there."""
    for i, word in enumerate(words):
        seen: set[str] = set()
        for phrase in table.get(word.low, ()):
            if phrase.deed not in seen and (last := _matched(words, i, phrase)):
                seen.add(phrase.deed)
                yield Found(phrase, i, last)
        if not seen and (verb := _denied_verb(words, i)):
            yield Found(_phrase(verb, [verb], opposite=False), i, i + 1)


def _matched(words: Sequence[Word], i: int, phrase: Phrase) -> int:
    """The end of the phrase whose verb stands at `i`; 0 where its other words do not follow."""
    at, gap = i + 1, 0
    for word in phrase.rest:
        if word is None:
            gap = _GAP
            continue
        reach = words[at : at + gap + 1]
        place = next((n for n, other in enumerate(reach) if other.low == word), None)
        if place is None:
            return 0
        at, gap = at + place + 1, 0
    return at


def _denied_verb(words: Sequence[Word], i: int) -> str | None:
    """ "did not reopen": the base form of a verb that no table has, denied outright."""
    before = {word.low for word in words[max(i - 2, 0) : i]}
    plain = words[i].low.isalpha() and words[i].text[0].islower() and words[i].low not in _VAGUE
    return words[i].low if plain and "did" in before and before & _CLAUSE["negations"] else None


def _deed(
    words: Sequence[Word], found: Found, dates: Sequence[DateMention], named: frozenset[str], quote: Quote
) -> Deed | None:
    begin, end = _clause(words, found)
    denial = _denial(words, found, begin)
    if denial is None:
        return None
    table = _LEXICON["deeds"].get(found.phrase.deed)
    if table is None and denial.denied and not denial.outright:
        return None
    doing, suffering = _roles(words, found, begin, end)
    patients = participants(suffering) & named if table and table.get("named") else participants(suffering)
    first = _denial_begins(words, found, begin) if denial.denied else found.first
    return Deed(
        name=found.phrase.deed,
        done=denial.denied is found.phrase.opposite,
        day=_day(words, found, dates, end),
        agents=participants(doing),
        patients=patients,
        quote=quote,
        said=Quote(quote.article, Span(words[first].start, words[min(end, found.last + _SAID) - 1].end)),
        open=denial.open,
        tried=denial.tried,
        again=any(word.low in _CLAUSE["again"] for word in words),
        definite=any(word.low in _CLAUSE["definite"] or word.text[0].isupper() for word in suffering),
    )


def _clause(words: Sequence[Word], found: Found) -> tuple[int, int]:
    """Where the clause of a phrase begins and ends."""
    stops = _CLAUSE["boundaries"]
    begin = next((i + 1 for i in range(found.first - 1, -1, -1) if words[i].low in stops), 0)
    end = next((i for i in range(found.last, len(words)) if words[i].low in stops), len(words))
    return begin, end


def _denial(words: Sequence[Word], found: Found, begin: int) -> Denial | None:
    """How the words before the verb take it; None where they leave open whether it was done."""
    helpers = [word.low for word in words[max(begin, found.first - _HELPERS) : found.first]]
    before, failed = set(helpers), _failed(helpers)
    tried = bool(_CLAUSE["tried"] & before)
    denied = failed or bool(_CLAUSE["negations"] & before) or _nobody(words, found, begin)
    over = failed or tried or (denied and "did" in before) or _over(found.phrase.verb, words[found.first].low)
    allowed = {"to"} | _CLAUSE["tried"] if tried or failed else {"could"} if denied else set()
    if not over or (denied and _restricts(words, begin)) or before & _CLAUSE["unreal"] - allowed:
        return None
    held = bool(_CLAUSE["denied"] & before) or failed or not _CLAUSE["have"] & before
    return Denial(denied, denied and not held, tried, "did" in before)


def _failed(helpers: Sequence[str]) -> bool:
    """ "failed to", "denied", "without" before a verb"""
    text = f" {' '.join(helpers)} "
    return any(f" {phrase} " in text for phrase in _CLAUSE["failed"])


def _over(verb: str, form: str) -> bool:
    """Whether a form of a verb tells of what is over."""
    return form in (("was", "were") if verb == "be" else participles(verb))


def _restricts(words: Sequence[Word], begin: int) -> bool:
    """ "houses that were not destroyed" are some; "said that the bridge was not destroyed" denies it"""
    led, before = (words[begin - 1].low if begin else ""), (words[begin - 2].low if begin > 1 else "")
    return led in ("which", "who") or (led == "that" and before not in _CLAUSE["speaking"])


def _denial_begins(words: Sequence[Word], found: Found, begin: int) -> int:
    """Where the words that deny the verb begin: "[did] not get into", "[no] staff were evacuated"."""
    near = range(max(begin, found.first - _HELPERS), found.first)
    return next((i for i in near if words[i].low in _DENYING), found.first)


def _nobody(words: Sequence[Word], found: Found, begin: int) -> bool:
    """ "no American staff were evacuated", "nobody was hurt" """
    return any(word.low in _CLAUSE["nobody"] for word in words[max(begin, found.first - _HELPERS - 1) : found.first])


def _roles(words: Sequence[Word], found: Found, begin: int, end: int) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words for who does it, and for what it is done to; a passive turns them round."""
    subject = _unplaced(words[_subject(words, begin, found.first) : found.first])
    if found.phrase.intransitive:
        return [], subject
    if _passive(words, found, begin):
        by = next((i for i in range(found.last, end) if words[i].low == "by"), end)
        return words[by:end], subject
    last = next((i for i in range(found.last, end) if words[i].low in _CLAUSE["places_after"]), end)
    return words[max(found.first - _FAR, 0) : found.first], words[found.first + 1 : last]


def _unplaced(words: Sequence[Word]) -> list[Word]:
    """The words without the places that "in" and the like lead to: a thing is not known by where it is."""
    places = _CLAUSE["places_after"]
    return [word for n, word in enumerate(words) if not (word.text[0].isupper() and n and words[n - 1].low in places)]


def _subject(words: Sequence[Word], begin: int, first: int) -> int:
    """Where what stands next before the verb begins, in its clause or before a relative pronoun."""
    relative = begin > 0 and words[begin - 1].low in ("that", "which", "who")
    return max(begin - _NEAR, 0) if relative and first - begin < _NEAR else max(begin, first - _NEAR)


def _passive(words: Sequence[Word], found: Found, begin: int) -> bool:
    """ "was stormed", "burned and stormed by" """
    led = any(word.low in _CLAUSE["be"] for word in words[max(found.first - 3, begin) : found.first])
    return led or (found.last < len(words) and words[found.last].low == "by")


def _day(words: Sequence[Word], found: Found, dates: Sequence[DateMention], end: int) -> str | None:
    """The day that stands in the clause after the verb, just before it, or at the head of the sentence."""
    first, last = words[found.first].start, words[end - 1].end
    near = [m for m in dates if first < m.start < last]
    before = [m for m in dates if m.end <= first and _just_before(words_between(words, m.end, first))]
    heading = [m for m in dates if m.end <= first and len(words_between(words, words[0].start, m.start)) <= 1]
    chosen = next(iter([*reversed(before), *near, *heading]), None)
    placed = precision_of(chosen.value) if chosen else None
    return placed[0] if placed else None


def _just_before(between: Sequence[Word]) -> bool:
    """Whether these words can stand between a day and its verb: "on Tuesday [tried to] storm"."""
    return len(between) <= _GAP and not any(word.low in _CLAUSE["boundaries"] for word in between)


def words_between(words: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words inside a slice of the article."""
    return [word for word in words if start <= word.start and word.end <= end]
