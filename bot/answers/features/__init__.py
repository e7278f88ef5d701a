"""What is looked at when a sentence is taken for an answer: short named functions in an ordered list, each of which gives a
number about one question and one sentence. `choose` weighs them; `sitrep explain` shows them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.features.asked import (
    deed_missing,
    defines,
    defines_otherwise,
    has_number,
    has_person,
    has_place,
    has_reason,
    new_digits,
    new_name,
    opens_for_subject,
    typed,
)
from bot.answers.features.named import contrary, names_here, names_missing, numbers_elsewhere, numbers_missing
from bot.answers.features.sentence import (
    first,
    lead,
    lead_met,
    length,
    length_met,
    names_said,
    opens_with_pronoun,
    stub,
)
from bot.answers.features.words import (
    all_here,
    all_near,
    bigrams,
    cosine,
    density,
    exact,
    overlap,
    overlap_either,
    overlap_much,
    overlap_near,
    overlap_new,
    overlap_new_much,
    overlap_resolved,
    overlap_title,
    phrases,
    torn,
    unmet,
    unmet_share,
)
from bot.answers.pairs import Feature, Pair

FEATURES: list[Feature] = [
    cosine, overlap, overlap_much, overlap_resolved, overlap_title,
    overlap_new, overlap_new_much, overlap_either, overlap_near, exact, all_here, all_near, unmet, unmet_share,
    bigrams, phrases, torn, density, names_here, names_missing, numbers_missing, numbers_elsewhere, contrary,
    has_number, typed("money"), typed("time"), has_place, has_person, deed_missing,
    has_reason, defines, defines_otherwise,
    opens_for_subject, new_name, new_digits, lead, lead_met, first, length, length_met,
    opens_with_pronoun, stub, names_said,
]  # fmt: skip


def features(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """All features of a question with each of several sentences, by name: of the pair alone, and among the others."""
    rows = [{feature.__name__: feature(pair) for feature in FEATURES} for pair in pairs]
    nearest = sorted((row["cosine"] for row in rows), reverse=True)
    fullest = max((row["overlap"] for row in rows), default=0.0)
    for row in rows:
        row["cosine_behind"] = row["cosine"] - nearest[0]
        row["cosine_place"] = 1 / (1 + nearest.index(row["cosine"]))
        row["overlap_behind"] = row["overlap"] - fullest
    return rows
