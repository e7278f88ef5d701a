"""How rules are found in a sentence: its tokens as tags, patterns over them, and the tense around a match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.facts.dates.anchor import Anchor, Reading, Tense
from bot.facts.dates.patterns import expression, items, literals, needed
from bot.facts.dates.words import MEANING, TOKEN, Vocabulary
from bot.model import Sentence

# Signs of tense. "will be named" is no past; "had been due" is no future. After a determiner stand nouns and adjectives
# ("its plans", "the unspecified sum"), no tense. "Until" looks ahead ("closed until Friday"), but not back from a
# pluperfect ("had held the town until Friday"), nor at the head of its sentence, where the verb is still to come.
_DETERMINER = "a|an|the|its|their|his|her|POSS"
_UNTIL = "until|till"
AHEAD = (
    f"( >-{_UNTIL} FUTURE|to WORD? be ( PASTWORD|PAST )? | <-been|{_DETERMINER} >-{_UNTIL} FUTURE "
    f"| <WORD|NUM|COMMA|PUNCT {_UNTIL} | PROSPECT to|for ( WORD? be ( PASTWORD|PAST )? )? | planned|plan a|an|another )"
)
BACK = (
    f"( had ( >-FUTURE >-until WORD|NUM )+ {_UNTIL}|by | had been FUTURE? | >-SAYING PAST "
    f"| <-{_DETERMINER}|this|these|those|still|no >-SAYING PASTWORD )"
)
SAID = "SAYING"
# Signs further off than this many tokens belong to another clause; without a limit a long list of dates costs its square.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its text, where it stands, and all that it can be."""

    text: str
    start: int
    end: int
    kinds: frozenset[str]

    def is_a(self, kinds: tuple[str, ...]) -> bool:
        """Whether it can be one of `kinds`, or is itself one of them."""
        return not self.kinds.isdisjoint(kinds) or self.text.lower() in kinds

    def meaning(self, kind: str) -> Any:
        """What the lexicon's table `kind` says of it."""
        return MEANING[kind][self.text.lower()]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as tags, one a token, with the span of each token."""

    text: str
    tags: str
    spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a rule's pattern stands: the tokens of the whole construction, and the span of the mention in it."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    tense: Tense

    def first(self, *kinds: str) -> Token | None:
        """The first token that can be one of `kinds`, or is that word."""
        return next((token for token in self.tokens if token.is_a(kinds)), None)

    def all(self, *kinds: str) -> list[Token]:
        """Every token that can be one of `kinds`, in order."""
        return [token for token in self.tokens if token.is_a(kinds)]

    def has(self, *kinds: str) -> bool:
        """Whether some token can be one of `kinds`."""
        return self.first(*kinds) is not None

    def meaning(self, kind: str) -> Any:
        """What the lexicon says of the first token of `kind`; None without one."""
        token = self.first(kind)
        return None if token is None else token.meaning(kind)


Resolve = Callable[[Phrase, Anchor], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A construction: its name, its pattern, and the function that says what it means (None: not this one)."""

    name: str
    pattern: str
    resolve: Resolve


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule's pattern fits: tokens `start` to `end` are the mention, `outer` the whole construction."""

    rule: Rule
    start: int
    end: int
    outer: tuple[int, int]


class Grammar:
    """Rules compiled together over one vocabulary; earlier rules win where two fit the same tokens."""

    def __init__(self, rules: list[Rule]) -> None:
        """Compiles `rules`. ValueError for a pattern that cannot be read, KeyError for a kind that nothing has."""
        rows = [items(rule.pattern) for rule in rules]
        signs = [items(AHEAD), items(BACK), items(SAID)]
        self._vocabulary = Vocabulary(frozenset().union(*map(literals, rows + signs)))
        tags_of = self._vocabulary.tags_of
        self._rules = [
            (order, rule, needed(row, tags_of), re.compile(expression(row, tags_of)))
            for order, (rule, row) in enumerate(zip(rules, rows, strict=True))
        ]
        self._signs = re.compile("|".join(expression(row, tags_of) for row in signs))

    def line(self, text: str, sentence: Sentence) -> Line:
        """A sentence as tags."""
        spans: list[tuple[int, int]] = []
        tags: list[str] = []
        for found in TOKEN.finditer(text, sentence.start, sentence.end):
            spans.append(found.span())
            tags.append(self._vocabulary.tag(found.group()))
        return Line(text, "".join(tags), spans)

    def matches(self, line: Line) -> list[Match]:
        """Every place where a rule fits, leftmost first, then longest, then the earlier rule."""
        present = frozenset(line.tags)
        found = [
            _found(order, rule, match)
            for order, rule, need, pattern in self._rules
            if need is None or not need.isdisjoint(present)
            for match in pattern.finditer(line.tags)
        ]
        return [match for *_, match in sorted(found, key=lambda entry: entry[:3])]

    def phrase(self, line: Line, match: Match) -> Phrase:
        """The tokens of a match."""
        start, end = match.outer
        tokens = tuple(
            Token(line.text[a:b], a, b, self._vocabulary.kinds(line.text[a:b])) for a, b in line.spans[start:end]
        )
        return Phrase(tokens, line.spans[match.start][0], line.spans[match.end - 1][1], self._tense(line, match))

    def _tense(self, line: Line, match: Match) -> Tense:
        """Back or ahead: the nearest sign before the expression, else the first one after it."""
        *_, sign = None, *self._signs.finditer(line.tags, max(0, match.start - _NEAR), match.start)
        sign = sign or self._signs.search(line.tags, match.end, match.end + _NEAR)
        return (Tense.OPEN, Tense.FUTURE, Tense.PAST, Tense.OPEN)[sign.lastindex or 0 if sign else 0]


def _found(order: int, rule: Rule, match: re.Match[str]) -> tuple[int, int, int, Match]:
    """A match with what it is sorted by."""
    start, end = match.span(match.lastindex or 0)
    return start, -end, order, Match(rule, start, end, match.span())


def rule(*patterns: str) -> Callable[[Resolve], Rule]:
    """Makes a function the rule of its name for any of `patterns`, the first that fits."""
    return lambda resolve: Rule(resolve.__name__, " | ".join(patterns), resolve)
