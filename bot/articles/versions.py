"""What changed between two versions of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from rapidfuzz import fuzz

# From this likeness (0 to 100) on, a sentence is the other one reworded.
_REWORDED = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence that a new version of an article has otherwise: None where it came or went."""

    before: str | None
    after: str | None


def edits(before: Sequence[str], after: Sequence[str]) -> tuple[Edit, ...]:
    """The sentences that differ, in the order of the new version; what was reworded stands beside what it was."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        edit for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal" for edit in _paired(before[a:b], after[c:d])
    )


def successor(sentence: str, after: Sequence[str]) -> str | None:
    """The sentence of the new version that took the old one's place; None where it was dropped."""
    best = max(after, key=lambda other: fuzz.ratio(sentence, other), default=None)
    return best if best is not None and fuzz.ratio(sentence, best) >= _REWORDED else None


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    for old, new in zip_longest(before, after):
        if old is not None and new is not None and fuzz.ratio(old, new) < _REWORDED:
            yield Edit(old, None)
            yield Edit(None, new)
        else:
            yield Edit(old, new)
