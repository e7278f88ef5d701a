"""Who says what in an article: direct and indirect speech, each with its slice and its speaker's; an outlet is never one.

sentences | units: a quotation is one token | cues: verbs of saying and their subjects | rules: whose words are which
| known: who a phrase stands for
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.facts.speakers.known import Known, described
from bot.facts.speakers.rules import INTERRUPT, Piece, Said, said_in, within
from bot.facts.speakers.units import Unit, units
from bot.model import ActorMention, Description, Sentence, Span, Speech


def read_speeches(
    text: str, sentences: Sequence[Sentence], actors: Sequence[ActorMention], outlets: frozenset[str] = frozenset()
) -> tuple[tuple[Speech, ...], tuple[Description, ...]]:
    """What is said in the news sentences, in text order, and what the text calls the people it names.

    `outlets` are the names under which the article itself is published. Never raises.
    """
    read = list(units(text, sentences))
    known = Known(text, actors, described(text, read, actors), outlets)
    found = [speech for number, unit in enumerate(read) for speech in _speeches(unit, number, known)]
    return tuple(sorted(found, key=lambda s: (s.start, s.end))), tuple(known.descriptions)


def _speeches(unit: Unit, number: int, known: Known) -> Iterator[Speech]:
    before = known.units[-1] if known.units else None
    known.units.append(unit)
    said = said_in(unit)
    told: list[Said] = []
    for one in said:
        reported = any(within(one, other) for other in (*told, *said) if other in told or other.rule in INTERRUPT)
        name = None if reported else known.speaker(unit, number, one.subject)
        if name is not None:
            told.append(one)
            yield from _slices(unit, one, name)
            if any(unit.tokens[p.first].is_quote for p in one.pieces):
                known.quoted = (unit, _who(unit, one), name)
    if not said and (carried := _carried(unit, before, known)):
        yield from carried


def _slices(unit: Unit, said: Said, name: str) -> Iterator[Speech]:
    for piece in said.pieces:
        start, end = _place(unit, piece)
        yield Speech(
            start,
            end,
            _who(unit, said),
            name,
            unit.tokens[piece.first].is_quote and piece.last - piece.first == 1,
            said.rule,
        )


def _place(unit: Unit, piece: Piece) -> tuple[int, int]:
    return unit.tokens[piece.first].start, unit.tokens[piece.last - 1].end


def _who(unit: Unit, said: Said) -> Span:
    return Span(unit.tokens[said.subject.first].start, unit.tokens[said.subject.last - 1].end)


def _carried(unit: Unit, before: Unit | None, known: Known) -> list[Speech]:
    """A quotation that opens a sentence without a speaker goes on with the last one of its paragraph, or of one left open."""
    quoted = known.quoted
    if quoted is None or not unit.tokens or not unit.tokens[0].is_quote:
        return []
    same = quoted[0].paragraph == unit.paragraph
    goes_on = before is not None and before.open and before.paragraph == quoted[0].paragraph
    if not same and not goes_on:
        return []
    if goes_on:
        known.quoted = (unit, quoted[1], quoted[2])
    return [Speech(t.start, t.end, quoted[1], quoted[2], True, "goes_on") for t in unit.tokens if t.is_quote]
