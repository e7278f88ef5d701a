"""Whose the counted are, which unit or group, from where and to where: read from the noun phrase and its clause."""

from __future__ import annotations

from bot.facts.figures.clause import Clause
from bot.facts.figures.nouns import Noun
from bot.facts.figures.tokens import Token, glued, low
from bot.inflection import forms, plurals
from bot.prompts import lexicon

_STATES = lexicon("demonyms")
_CLAUSE = lexicon("quantities")["clause"]
_NOUNS = lexicon("quantities")["nouns"]
_MILITARY = frozenset(_NOUNS["military_groups"])
STATE_FORCES = frozenset(form for noun in _NOUNS["state_forces"] for form in plurals(noun))
_NONE = lexicon("quantities")["none"]
_DATES = frozenset(_NONE["months"]) | frozenset(_NONE["weekdays"])
_STOPS = frozenset(_CLAUSE["stops"])
_REGIONS = frozenset(_CLAUSE["region_words"])
_HAVE = forms("have") | forms("keep")
_LONGEST_NAME = 4
_FAR = 64  # tokens between a verb and its subject
_TOWARDS = ("to", "into", "in", "at", "inside")
_NO_WAY = frozenset(_CLAUSE["no_way"])
_GENERIC = frozenset(_NOUNS["generic_groups"])


def _by_words(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: state for state, words in table.items() for word in words}


_NAMES = _by_words(_STATES["states"]) | {state: state for state in _STATES["states"]}
_BODIES = _by_words(_STATES["institutions"])
_OWNERS = _BODIES | _NAMES


def state_at(tokens: list[Token], i: int, names: dict[str, str] | None = None) -> str | None:
    """The state whose name or adjective begins at token `i`; "Iran" in "Iran-backed" is none."""
    if not 0 <= i < len(tokens) or not tokens[i].text[0].isalnum():
        return None
    for length in range(_LONGEST_NAME, 0, -1):
        end = i + length
        if end <= len(tokens) and (state := (names or _NAMES).get(_spelled(tokens[i:end]))):
            return None if low(tokens, end) == "-" and glued(tokens, end) else state
    return None


def _spelled(run: list[Token]) -> str:
    return "".join((" " if k and token.start > run[k - 1].end else "") + token.text for k, token in enumerate(run))


def whose(clause: Clause, noun: Noun | None, sends: bool, rule: str | None, force: str | None) -> str | None:
    """The state whose people are counted: named with them or by their unit, or the one that sends or has its own."""
    tokens = clause.tokens
    begin, end = (clause.first, noun.last) if noun else (clause.first, clause.last)
    named = next((state for i in range(begin, end) if (state := state_at(tokens, i))), None)
    if named is None and low(tokens, clause.first - 1) == "'s":
        named = state_at(tokens, clause.first - 2)
    if named or (force and (named := _of_force(force))) or noun is None or tokens[noun.head].low not in STATE_FORCES:
        return named
    if "its" in {low(tokens, i) for i in range(clause.first - 1, noun.head)}:
        return _sender(clause)
    sender = _sender(clause) if sends and (rule == "done_to" or low(tokens, clause.governor) in _HAVE) else None
    return sender or state_at(tokens, noun.head, _BODIES)


def _of_force(force: str) -> str | None:
    """The state in a unit's name ("Iraqi army") or to which the unit is known to belong."""
    named = (_NAMES.get(word) for word in force.split())
    known = (state for name, state in _BODIES.items() if name in force)
    return next((state for state in named if state), None) or next(known, None)


def _sender(clause: Clause) -> str | None:
    """The nearest state or body of one on the left of the verb: its subject as a rule."""
    found = (state_at(clause.tokens, i, _OWNERS) for i in range(clause.governor, max(clause.governor - _FAR, -1), -1))
    return next((state for state in found if state), None)


def force(clause: Clause, text: str) -> str | None:
    """The unit or group, as printed: "an infantry battalion of", "from the 82nd Airborne Division"."""
    tokens = clause.tokens
    if clause.group and low(tokens, clause.group[1] - 1).removesuffix("s") in _MILITARY:
        named = text[tokens[clause.group[0]].start : tokens[clause.group[1] - 1].end].removeprefix("full ")
        return None if named in _GENERIC else named
    if low(tokens, clause.last) in ("from", "of", "with") and (end := _unit_end(tokens, clause.last + 1)):
        begin = clause.last + 1 + (low(tokens, clause.last + 1) in ("the", "a", "an", "its"))
        return text[tokens[begin].start : tokens[end - 1].end]
    return None


def _unit_end(tokens: list[Token], i: int) -> int:
    """The end of the phrase from `i` on when it names a military unit or group; 0 when it does not."""
    end = 0
    for k in range(i, min(i + 14, len(tokens))):
        if low(tokens, k).removesuffix("s") in _MILITARY and (low(tokens, k + 1) != "-"):
            end = k + 1
        if not _in_name(tokens, k) and not (k == i and low(tokens, k) in ("the", "a", "an", "its")):
            break
    return end


def _in_name(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    if (token.low == "of" and low(tokens, k + 1) == "the") or (token.low == "the" and low(tokens, k - 1) == "of"):
        return True
    return (token.word and token.low not in _STOPS) or token.number or token.low in ("-", "'s")


def places(clause: Clause) -> tuple[str | None, str | None]:
    """(from, to): the places that the clause names after "from" and after "to", else "in"."""
    went = next((place for word in _TOWARDS if (place := _place_after(clause, word))), None)
    return _place_after(clause, "from"), went


def _place_after(clause: Clause, word: str) -> str | None:
    for i in range(clause.last, clause.end - 1):
        away = low(clause.tokens, i - 1) in _NO_WAY
        if clause.tokens[i].low == word and not away and (place := _place(clause.tokens, i + 1)):
            return place
    return None


def _place(tokens: list[Token], i: int) -> str | None:
    """The name that begins at `i`, without its article: "Middle East", "Gulf region"."""
    begin = i + (low(tokens, i) == "the")
    end = begin
    while end < len(tokens) and tokens[end].word and tokens[end].name and tokens[end].low not in _DATES:
        end += 1
    if end == begin or low(tokens, end) in ("-", "'s") or low(tokens, end - 1).removesuffix("s") in _MILITARY:
        return None
    end += low(tokens, end) in _REGIONS
    after = low(tokens, end)
    if glued(tokens, end) and after[:1].isdigit():
        return None  # "from H1N1"
    if after.isalpha() and after not in _STOPS and not after.endswith(("ing", "ly", "ed")):
        return None  # "in U.S. airstrikes": the name only describes
    return _spelled(tokens[begin:end])
