"""Which lenses a figure belongs to and the state it is in: decided by each lens's file from noun and clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.facts.figures.clause import Clause
from bot.facts.figures.nouns import Noun
from bot.facts.figures.reading import Quantity
from bot.facts.figures.sides import state_at
from bot.facts.figures.states import Phrase, compiled, state_of
from bot.facts.figures.tokens import Token, low
from bot.inflection import plurals
from bot.model import Lens
from bot.prompts import lexicon

_OTHER_SIDE = frozenset(lexicon("quantities")["clause"]["other_side"])


@dataclass(frozen=True, slots=True)
class View:
    """A lens made ready: forms of the single words it counts, of its phrases, and its compiled states."""

    name: str
    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    states: tuple[Phrase, ...]
    leaves: tuple[Phrase, ...]
    leaves_to: tuple[str, ...]
    needs_state: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lenses a figure belongs to, and the state and the rule that gave it."""

    lens: tuple[str, ...] = ()
    status: str | None = None
    rule: str | None = None

    @property
    def sends(self) -> bool:
        """Whether the subject of the verb can be their own side: it is not where they suffer from it."""
        return self.status is not None and self.status not in _OTHER_SIDE


def views(lenses: Mapping[str, Lens]) -> tuple[View, ...]:
    """The lenses made ready; those that need a state come first, for theirs is the one to keep."""
    made = [
        _view(name, lens.counts, _frozen(lens.states), _frozen(lens.leaves_to), lens.needs_state)
        for name, lens in lenses.items()
    ]
    return tuple(sorted(made, key=lambda view: not view.needs_state))


def _frozen(table: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(words)) for name, words in table.items())


_Frozen = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=128)
def _view(name: str, counts: frozenset[str], states: _Frozen, leaves: _Frozen, needs_state: bool) -> View:
    single = frozenset(form for noun in counts if " " not in noun for form in plurals(noun))
    several = tuple(
        (*noun.split()[:-1], form) for noun in sorted(counts) if " " in noun for form in plurals(noun.split()[-1])
    )
    return View(
        name, single, several, compiled(states), compiled(leaves), tuple(name for name, _ in leaves), needs_state
    )


def verdict(clause: Clause, quantity: Quantity, ready: tuple[View, ...], like: Noun | None = None) -> Verdict:
    """The lenses that count this noun in this clause; a measured amount belongs only where its unit is counted.

    `like` is the noun of the figure before, where this one leaves it out ("and 3,000 more").
    """
    noun = quantity.noun
    found = Verdict()
    for view in ready:
        if not _counts(view, clause.tokens, noun or like, quantity) or set(view.leaves_to) & set(found.lens):
            continue
        state = state_of(clause, view.states, noun.head if noun else None)
        if _leaves(view, clause, noun, state, quantity.rule):
            continue
        status, seen = state or (None, None)
        found = Verdict((*found.lens, view.name), found.status or status, found.rule or seen)
    return found


def _leaves(view: View, clause: Clause, noun: Noun | None, state: tuple[str, str] | None, rule: str) -> bool:
    """Whether the clause takes the figure away from this lens."""
    if view.needs_state:
        described = rule == "one" and state is not None and state[1] == "itself"  # "a wounded man" counts nobody
        if state is None or described:
            return True
    return bool(view.leaves) and state_of(clause, view.leaves, noun.head if noun else None) is not None


def counts(view: View, tokens: list[Token], quantity: Quantity) -> bool:
    """Whether the lens counts what this quantity is of, whatever the clause says."""
    return _counts(view, tokens, quantity.noun, quantity)


def _counts(view: View, tokens: list[Token], noun: Noun | None, quantity: Quantity) -> bool:
    if quantity.unit is not None:
        return quantity.unit in view.words
    of_what = low(tokens, quantity.last) == "of" and low(tokens, quantity.last + 1) != "them"
    if noun is None:
        return view.needs_state and not of_what
    heads = [i for i in range(noun.head, noun.last) if low(tokens, i) in view.words]
    if heads or any(_stands(tokens, noun.head, phrase) for phrase in view.phrases):
        return True
    return "people" in view.words and tokens[noun.head].name and state_at(tokens, noun.head) is not None


def _stands(tokens: list[Token], head: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase ends at the head: "militia supporters"."""
    return all(low(tokens, head - k) == word for k, word in enumerate(reversed(phrase)))
