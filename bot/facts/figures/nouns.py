"""What a number counts: the head of the noun phrase after it, found without a tagger by its plural."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts.figures.tokens import Token, glued, low
from bot.prompts import lexicon

_NOUNS = lexicon("quantities")["nouns"]
_STOPS = frozenset(lexicon("quantities")["clause"]["stops"])
_PLURAL = frozenset(_NOUNS["plural"])
_ENDINGS = tuple(_NOUNS["plural_endings"])
_SINGULAR = frozenset(_NOUNS["singular_in_s"])
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "them", "all", "my"})
_ELIDED = frozenset({"more", "others", "other", "additional"})
_SUFFERED = frozenset(_NOUNS["suffered"])
BODIES = frozenset(_NOUNS["bodies"])
_DESCRIBING = frozenset(_NOUNS["describing"])
_OPENING, _CLOSING = frozenset('“"‘'), frozenset('”"’')
_PAST = frozenset(form for listed in lexicon("verbs")["forms"].values() for form in listed)
_REACH = 8  # words; longer noun phrases are rare and their heads guesswork


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase at tokens `first` to `last`: its head's token, and what is counted as printed, in lower case."""

    first: int
    last: int
    head: int
    text: str
    plural: bool


def plural(word: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if word in _PLURAL or word.endswith(_ENDINGS):
        return True
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "su" and word not in _SINGULAR


def noun_after(tokens: list[Token], last: int, *, one: bool = False) -> Noun | None:
    """The noun that the number ending at `last` counts; `one` allows a singular."""
    first = _begins(tokens, last)
    words = _phrase(tokens, first)
    head = _plural_head(tokens, words)
    if head is None:
        return _singular(tokens, words, one=one)
    end = _coordinated(tokens, head + 1)
    end += low(tokens, words[0] - 1) in _OPENING and low(tokens, end) in _CLOSING  # 80 “terrorists”
    return Noun(words[0], end, head, _printed(tokens, head, end), plural=True)


def body_before(tokens: list[Token], first: int) -> Noun | None:
    """Whom the number at `first` counts where nothing stands behind it: "a crowd of 300", "the crew of about 40"."""
    head = first - 2
    if low(tokens, first - 1) != "of" or low(tokens, head) not in BODIES:
        return None
    return Noun(head, head + 1, head, tokens[head].low, plural=False)


def _begins(tokens: list[Token], last: int) -> int:
    """Past "of", determiners and the hyphen of "5,000-strong"."""
    at = last
    if low(tokens, at) == "-" and glued(tokens, at):
        at += 1
    if low(tokens, at) in ("of", "strong"):
        at += 1
    while low(tokens, at) in _DETERMINERS and at > last:
        at += 1
    return at + (low(tokens, at) in _OPENING)


def _phrase(tokens: list[Token], first: int) -> list[int]:
    """The tokens from `first` on that can belong to one noun phrase: no function word, no mark but an inner hyphen."""
    found: list[int] = []
    for i in range(first, min(first + _REACH, len(tokens))):
        token = tokens[i]
        inner = token.low == "'s" or (token.low == "-" and glued(tokens, i) and glued(tokens, i + 1))
        if not inner and (not token.word or _stops(token)):
            break
        found.append(i)
    return found


def _stops(token: Token) -> bool:
    return token.low in _STOPS and not (token.text == "US" or "." in token.text)


def _plural_head(tokens: list[Token], words: list[int]) -> int | None:
    """The last of the first run of plurals: "special operations forces" counts forces."""
    head = None
    for i in words:
        if head is not None and tokens[i].low in _SUFFERED:
            break
        if plural(tokens[i].low) and low(tokens, i + 1) not in ("-", "'s") and not _describes(tokens, i, words):
            head = i
        elif head is not None:
            break
    return head


def _describes(tokens: list[Token], i: int, words: list[int]) -> bool:
    """Whether a collective describes the noun after it: "a police officer"."""
    after = low(tokens, i + 1)
    return (
        tokens[i].low in _DESCRIBING and i + 1 in words and not after.endswith(("ed", "ing")) and after not in _SUFFERED
    )


def _singular(tokens: list[Token], words: list[int], *, one: bool) -> Noun | None:
    """One thing, or an attribute ("an 11 member council"); "3,000 more preparing", "25 killed" and "a crowd of 300 stormed" have
    no noun."""
    kept: list[int] = []
    for i in words:
        if kept and _is_verb(tokens[i]) and not glued(tokens, i + 1):
            break
        kept.append(i)
    if not kept or (not one and len(kept) > 3) or tokens[kept[0]].low in _ELIDED:
        return None
    head = kept[-1]
    if tokens[head].low.endswith("ly") or (len(kept) == 1 and not one and _is_verb(tokens[head])):
        return None
    return Noun(kept[0], head + 1, head, tokens[head].low, plural=False)


def _is_verb(token: Token) -> bool:
    return token.low.endswith(("ed", "ing")) or token.low in _PAST


def _coordinated(tokens: list[Token], at: int) -> int:
    """The end of "militants [and their supporters]"; `at` itself when nothing is joined."""
    if low(tokens, at) != "and":
        return at
    second = at + 1 + (low(tokens, at + 1) in _DETERMINERS)
    joined = second < len(tokens) and plural(tokens[second].low) and tokens[second].low not in _SUFFERED
    follows = tokens[second + 1] if joined and second + 1 < len(tokens) else None
    return second + 1 if joined and not (follows and (follows.number or follows.low in ("the", "a"))) else at


def _printed(tokens: list[Token], head: int, end: int) -> str:
    return " ".join(token.low for token in tokens[head:end] if token.low not in _CLOSING)
