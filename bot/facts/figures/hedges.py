"""The words that bound or soften a number ("about", "at least", "or more"), and the direction of a change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts.figures.tokens import Token, low
from bot.inflection import forms
from bot.prompts import lexicon

_QUANTITIES = lexicon("quantities")
_PARTICLE_VERBS = {
    particle: frozenset(form for verb in verbs for form in forms(verb))
    for particle, verbs in _QUANTITIES["particle_verbs"].items()
}
_CHANGES = {form: way for way, verbs in _QUANTITIES["change"].items() for verb in verbs for form in forms(verb)}
_NOT_CHANGES = frozenset({"more", "fewer", "lower", "higher", "extra", "additional"})
_BESIDE = frozenset({"by", "to", "a", "an", "further", "-", "than"})


def _by_last_word(table: dict[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for bound, phrases in table.items():
        for phrase in phrases:
            found.setdefault(phrase.split()[-1], []).append((tuple(phrase.split()), bound))
    return {last: sorted(entries, key=lambda entry: -len(entry[0])) for last, entries in found.items()}


_BEFORE = _by_last_word(_QUANTITIES["hedges"])
_AFTER = [
    (tuple(phrase.split()), bound) for bound, phrases in _QUANTITIES["hedges_after"].items() for phrase in phrases
]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge at tokens `first` to `last`; `bound` is approximate, lower or upper."""

    first: int
    last: int
    bound: str


def hedge_before(tokens: list[Token], first: int) -> Hedge | None:
    """The longest hedge that ends where the amount begins; "handed over 12" has none."""
    for words, bound in _BEFORE.get(low(tokens, first - 1), ()):
        begin = first - len(words)
        if all(low(tokens, begin + k) == word for k, word in enumerate(words)):
            particle = low(tokens, begin - 1) in _PARTICLE_VERBS.get(" ".join(words), ())
            return None if particle else Hedge(begin, first, bound)
    return None


def hedge_after(tokens: list[Token], last: int) -> Hedge | None:
    """ "or more", "or so" directly after the amount."""
    for words, bound in _AFTER:
        if all(low(tokens, last + k) == word for k, word in enumerate(words)):
            return Hedge(last, last + len(words), bound)
    return None


def bounded(low_end: float, high_end: float, hedge: Hedge | None) -> tuple[float | None, float | None]:
    """The interval after its hedge: a range or vague word keeps both ends, "more than" only the low one."""
    if hedge is None or hedge.bound == "approximate" or low_end != high_end:
        return low_end, high_end
    return (low_end, None) if hedge.bound == "lower" else (None, high_end)


def change(tokens: list[Token], first: int, last: int) -> str | None:
    """ "up" or "down" where the words beside tokens `first` to `last` say that the number is one of a change."""
    at = first - 1
    while low(tokens, at) in _BESIDE:
        at -= 1
    if low(tokens, at) not in _NOT_CHANGES and (way := _CHANGES.get(low(tokens, at))):
        return str(way)
    after = low(tokens, last + (low(tokens, last) == "of"))
    return _CHANGES[after] if after in _NOT_CHANGES else None
