"""Quantities in their clauses -> FigureMentions, with what an elided noun or "the 750" takes from the figure before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.facts.figures.clause import Clause, clause_of
from bot.facts.figures.lenses import Verdict, View, counts, verdict
from bot.facts.figures.nouns import Noun
from bot.facts.figures.reading import Quantity, quantities
from bot.facts.figures.sides import STATE_FORCES, force, places, state_at, whose
from bot.facts.figures.states import TOTALS as _TOTALS
from bot.facts.figures.tokens import Token, low
from bot.facts.figures.unstated import unstated
from bot.model import FigureMention, Span

_MORE = frozenset({"more", "others"})
_PLACED = frozenset({"to", "in", "from", "into", "at", "on"})  # a state after these is a place, not a side
_SPOKE = frozenset({"spoke", "speaks", "spoken", "talked"})
_TOTAL_BEFORE = 16
_RECENT = 200  # figures that one can point back to
_JOINS = frozenset({"and", ",", ":", "from"})
_ENDS = frozenset({"", ".", ";"})
_BE = frozenset({"is", "are", "was", "were", "have", "had", "of"})


@dataclass(frozen=True, slots=True)
class Read:
    """A mention with the quantity and the tokens it was read from."""

    mention: FigureMention
    quantity: Quantity
    tokens: list[Token]


def mentions(text: str, tokens: list[Token], ready: tuple[View, ...]) -> Iterator[FigureMention]:
    """The figures of one sentence, in order: those with a number first, then those without where no number stands."""
    stated = list(_stated(text, tokens, ready))
    taken = [read.mention for read in stated]
    found = [read.mention for read in stated]
    demanding = tuple(view for view in ready if view.needs_state)
    for quantity in unstated(tokens) if demanding else ():
        mention = _mention(text, tokens, quantity, demanding).mention
        if mention.lens and not _overlaps(mention, taken):
            found.append(mention)
    yield from sorted(found, key=lambda mention: mention.start)


def _overlaps(mention: Span, taken: list[FigureMention]) -> bool:
    """Whether a mention has text in common with one of those taken, which are in text order."""
    at = bisect_left(taken, mention.end, key=_start)
    return at > 0 and taken[at - 1].end > mention.start


def _start(placed: FigureMention | Token) -> int:
    return placed.start


def _stated(text: str, tokens: list[Token], ready: tuple[View, ...]) -> Iterator[Read]:
    before: Read | None = None
    for quantity in quantities(tokens):
        read = _mention(text, tokens, quantity, ready)
        elided = before is not None and _elided(tokens, quantity)
        if before and elided and not read.mention.lens:
            read = _mention(text, tokens, quantity, ready, before.quantity.noun)
        if before and quantity.noun is None and read.mention.lens:
            read = replace(read, mention=_completed(read.mention, before.mention))
        elif before and low(tokens, quantity.first - 1) == "including" and not read.mention.lens:
            read = _included(read, before, ready)
        if before and elided and not read.mention.lens and _bare(tokens, quantity):
            read = replace(read, mention=_listed(read.mention, before.mention))
        if read.mention.counted and read.mention.unit is None:
            before = read
        yield read


def _mention(
    text: str, tokens: list[Token], quantity: Quantity, ready: tuple[View, ...], like: Noun | None = None
) -> Read:
    clause = clause_of(tokens, quantity.first, quantity.last)
    seen = verdict(clause, quantity, ready, like)
    mention = FigureMention(
        start=tokens[quantity.first].start,
        end=tokens[quantity.last - 1].end,
        low=quantity.low,
        high=quantity.high,
        hedge=_hedge(text, tokens, quantity),
        change=quantity.change,
        counted=quantity.counted,
        unit=quantity.unit,
        rule=quantity.rule,
        lens=seen.lens,
        status=seen.status,
    )
    return Read(_placed(text, clause, quantity, seen, mention) if seen.lens else mention, quantity, tokens)


def _hedge(text: str, tokens: list[Token], quantity: Quantity) -> str | None:
    hedge = quantity.hedge
    return text[tokens[hedge.first].start : tokens[hedge.last - 1].end] if hedge else None


def _placed(text: str, clause: Clause, quantity: Quantity, seen: Verdict, mention: FigureMention) -> FigureMention:
    """The mention with whose, which unit, from where and to where."""
    unit = force(clause, text)
    owner = whose(clause, quantity.noun, seen.sends, seen.rule, unit)
    came, went = places(clause)
    return replace(mention, whose=owner, force=unit, origin=came, destination=went)


def _elided(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether the noun is left out before "more", "others" or the verb ("17 were captured")."""
    more = low(tokens, quantity.last - 1) in _MORE
    left_out = more or low(tokens, quantity.last) in _BE or _bare(tokens, quantity)
    return quantity.noun is None and quantity.unit is None and left_out


def _bare(tokens: list[Token], quantity: Quantity) -> bool:
    """ "eight in the capital, and three in Tarn", "the union claimed 7,000 marchers and the ministry 900." """
    after, before = low(tokens, quantity.last), low(tokens, quantity.first - 1)
    them = after == "of" and low(tokens, quantity.last + 1) == "them"
    return (before in _JOINS and (them or after in _PLACED or after == "that")) or after in _ENDS


def _listed(mention: FigureMention, before: FigureMention) -> FigureMention:
    """A bare number counts what the one before it does, in the same state."""
    return replace(mention, counted=before.counted, lens=before.lens, status=before.status)


def _included(read: Read, before: Read, ready: tuple[View, ...]) -> Read:
    """ "14 civilians, including five children": a part suffers what the whole does"""
    part = replace(read.mention, lens=before.mention.lens, status=before.mention.status)
    counted = {view.name for view in ready if counts(view, read.tokens, read.quantity)}
    return replace(read, mention=part) if counted & set(part.lens) else read


def _completed(mention: FigureMention, before: FigureMention) -> FigureMention:
    """ "killed 25 fighters and wounded 55", "and 3,000 more": the noun and its owner are those of the figure before"""
    return replace(mention, counted=before.counted, whose=mention.whose or before.whose)


def carried(tokens: list[Token], found: list[FigureMention], earlier: list[FigureMention]) -> Iterator[FigureMention]:
    """The mentions `found` in a sentence, those that leave their owner open with the owner they point back to."""
    named: frozenset[str] | None = None
    for mention in found:
        if _points_back(tokens, mention) and earlier and earlier[-1].lens:
            mention = _listed(mention, earlier[-1])  # noqa: PLW2901  # the same mention, completed
        elif mention.lens and not mention.whose and mention.counted in STATE_FORCES:
            named = _states_named(tokens) if named is None else named
            mention = _owned(tokens, mention, earlier[-_RECENT:], named)  # noqa: PLW2901  # the same mention, completed
        yield mention


def _points_back(tokens: list[Token], mention: FigureMention) -> bool:
    """ "the union put the number at 1.2 million.", "television spoke of several million." """
    if mention.lens or mention.counted or mention.unit:
        return False
    first, last = (bisect_left(tokens, place, key=_start) for place in (mention.start, mention.end))
    led, before = low(tokens, first - 1), {token.low for token in tokens[max(first - _TOTAL_BEFORE, 0) : first]}
    total = led in ("at", "to") and bool(before & _TOTALS)
    return low(tokens, last) in _ENDS and (total or (led == "of" and low(tokens, first - 2) in _SPOKE))


def _owned(
    tokens: list[Token], mention: FigureMention, earlier: list[FigureMention], named: frozenset[str]
) -> FigureMention:
    """A state's forces whose owner their sentence leaves open, with that of the `earlier` mention they point back to.

    "the 750 troops" points to the same number, which also gives the unit; others to the one state whose forces the
    article has counted so far, unless the sentence names another.
    """
    owned = [m for m in earlier if m.lens == mention.lens and m.whose]
    same = [m for m in owned if (m.low, m.high) == (mention.low, mention.high)]
    if same and _definite(tokens, mention):
        return replace(mention, whose=same[-1].whose, force=mention.force or same[-1].force)
    owners = {m.whose for m in owned}
    return replace(mention, whose=owned[-1].whose) if len(owners) == 1 and named <= owners else mention


def _states_named(tokens: list[Token]) -> frozenset[str]:
    """The states that a sentence names, but as places."""
    found = (state_at(tokens, i) for i in range(len(tokens)) if low(tokens, i - 1) not in _PLACED)
    return frozenset(state for state in found if state)


def _definite(tokens: list[Token], mention: FigureMention) -> bool:
    """Whether "the" or "these" stands before the figure."""
    at = bisect_left(tokens, mention.start, key=_start)
    return low(tokens, at - 1) in ("the", "these", "those", "all")
