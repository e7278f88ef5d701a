"""Why a sentence answers a question, or does not: what was looked at, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers.choose import Explained
from bot.answers.citing import Citations
from bot.answers.pairs import Pair
from bot.answers.replies.page import Asked, cited_reply
from bot.model import Reply, Report

_SHOWN, _LEFT_OUT = 3, 2


def why_reply(asked: Asked, explained: Sequence[Explained], reports: Mapping[str, Report]) -> Reply:
    """What spoke for the sentences that answer, and what ruled out the best of the others."""
    citations = Citations(reports)
    fit = [one for one in explained if one.answers]
    others = [one for one in explained if one not in fit]
    shown = [_shown(one, citations) for one in fit[:_SHOWN]]
    left_out = [_shown(one, citations) for one in others[:_LEFT_OUT]]
    items = [{"quotes": citations.items([one.scored.candidate.quote])} for one in (*fit[:_SHOWN], *others[:_LEFT_OUT])]
    page = asked.page("why", question=asked.request.topic, answers=shown, others=left_out)
    return cited_reply("sources", page, items, citations, [asked.wording.button("answer", asked.again)])


def _shown(one: Explained, citations: Citations) -> dict[str, Any]:
    quote = one.scored.candidate.quote
    here, near, nowhere = _words(one.pair)
    return {
        "text": citations.text(quote),
        "cites": citations.grouped([quote]),
        "here": here,
        "near": near,
        "nowhere": nowhere,
        "asks": one.pair.question.asks,
        "spans": [span.of(" " * quote.span.start + one.scored.candidate.text) for span in one.pair.spans[:1]],
        "cosine": one.scored.candidate.cosine,
        "chance": round(100 * one.scored.chance),
        "vetoes": one.vetoes,
    }


def _words(pair: Pair) -> tuple[list[str], list[str], list[str]]:
    """The question's words that stand in the sentence in any form or by one of their kind, beside it only, and nowhere near."""
    here = [word for word in pair.weights if pair.here[word]]
    near = [word for word in pair.weights if not pair.here[word] and (pair.titled[word] or pair.near[word])]
    return here, near, [word for word in pair.weights if word not in here and word not in near]
