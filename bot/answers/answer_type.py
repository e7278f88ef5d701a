"""The type of answer that a question asks for, by the first rule that says so: RULES in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.prompts import lexicon
from bot.words import tokens

_WORDS = lexicon("questions")
# The word that asks: of several the first, since "who led them when the fort fell" asks who.
_ASKING = re.compile(r"\b(?:who(?:m|se)?|what|which|when|where|why|how)\b")
# "Who was awarded the prize", "who was killed in Quill": what was done to somebody, not who somebody is.
_DONE = re.compile(r"\s*who (?:is|are|was|were) (?:\w+ed|{})\s+(?:{})\b".format(
    "|".join(_WORDS["done"]), "|".join(_WORDS["behind_done"])))  # fmt: skip

TypeRule = Callable[[str], str | None]


def answer_type(text: str) -> str:
    """Person, place, time, duration, number, money, quotation, reason, yesno or definition; any where no rule says more."""
    return next((found for rule in RULES if (found := rule(text.lower()))), "any")


def asks_money(text: str) -> str | None:
    """ "How much did they pay", "what was the revenue in …"."""
    words = set(tokens(text))
    sum_of = re.search(r"\bwhat (?:is|are|was|were)\b", text) and words.intersection(_WORDS["sums"])
    paid = re.search(rf"\bhow much (?:money|{'|'.join(_WORDS['auxiliaries'])})\b", text) and words.intersection(
        _WORDS["paying"]
    )
    costs = re.match(r"\s*what (?:do|does|did|will|would) .* cost\b", text)
    much = re.search(rf"\bhow much (?:{'|'.join(_WORDS['sums'])})\b", text)
    return "money" if sum_of or paid or costs or much else None


def asks_duration(text: str) -> str | None:
    """ "How long did the siege last?"; but "how long ago" asks when."""
    return "duration" if re.search(r"\bhow long (?!ago\b|is the\b)|\bfor how long\b", text) else None


def asks_number(text: str) -> str | None:
    """ "How many soldiers …", "what number of …"."""
    return (
        "number"
        if re.search(r"\bhow (?:many|much)\b|\b(?:what|which) (?:number|share|percentage) of\b|\bdeath toll\b", text)
        else None
    )


def asks_time(text: str) -> str | None:
    """ "When did …", "since when", "what day", "how long ago"."""
    return (
        "time"
        if _asks_with("when", text)
        or re.search(
            r"\b(?:what|which) (?:day|date|year|month|time)\b|\bwhat (?:is|was) the (?:\w+ )?date\b|\bhow long ago\b",
            text,
        )
        else None
    )


def asks_place(text: str) -> str | None:
    """ "Where …", "in which country"."""
    return (
        "place"
        if _asks_with("where", text) or re.search(r"\b(?:what|which) (?:country|city|place|town|province)\b", text)
        else None
    )


def asks_quotation(text: str) -> str | None:
    """ "What did X say"."""
    return (
        "quotation"
        if re.search(r"\bwhat (?:did|does|has|have) .* (?:say|said|tell|told|tweet|announce)", text)
        else None
    )


def asks_definition(text: str) -> str | None:
    """ "Who is X", "what is X"; but "who is the harbour master", "who is X's wife" ask for a person."""
    asked = r"\s*(?:who (?:is|are|was|were) (?!the |.*['’]s )|what (?:is|are|was|were) (?:the )?)[\w’' .-]+\??\s*$"
    return "definition" if re.match(asked, text) and not _DONE.match(text) else None


def asks_person(text: str) -> str | None:
    """ "Who …", "whom …"."""
    return "person" if _asks_with("who", text) else None


def asks_reason(text: str) -> str | None:
    """ "Why …"."""
    return "reason" if _asks_with("why", text) or re.search(r"\bwhat (?:caused|led to)\b", text) else None


def asks_yes_or_no(text: str) -> str | None:
    """ "Did …", "is …", "were there …"."""
    return (
        "yesno" if re.match(r"\s*(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could)\b", text) else None
    )


def _asks_with(word: str, text: str) -> bool:
    found = _ASKING.search(text)
    return found is not None and found[0].startswith(word)


RULES: list[TypeRule] = [
    asks_money, asks_number, asks_duration, asks_time, asks_place, asks_quotation, asks_definition, asks_person, asks_reason,
    asks_yes_or_no,
]  # fmt: skip
