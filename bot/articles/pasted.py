"""Whether what somebody wrote is a text to read or a question to answer, by the first rule that can say."""

from __future__ import annotations

import re
from collections.abc import Callable

# A question of more words is none; a brief of the agencies has about as many.
_LONG, _VARIED, _SENTENCES = 80, 45, 3
# Of what a channel posted, a sentence is enough.
_POST = 40
_END = re.compile(r"[.!…][\"”’')\]]*(?=\s|$)")
_LINE = re.compile(r"\n\s*\n")

Rule = Callable[[str], bool | None]


def is_article(text: str) -> bool:
    """Whether a message is a pasted article."""
    return next((verdict for rule in RULES if (verdict := rule(text)) is not None), False)


def is_post(text: str) -> bool:
    """Whether a channel's post says something by itself."""
    return len(text) >= _POST and bool(_END.search(text))


def short(text: str) -> bool | None:
    """Fewer words than any article."""
    return False if len(text.split()) < _LONG else None


def monotonous(text: str) -> bool | None:
    """The same words again and again."""
    return False if len({word.lower() for word in text.split()}) < _VARIED else None


def asks(text: str) -> bool | None:
    """Ends in a question mark, in one paragraph: a long question."""
    return False if text.rstrip().endswith("?") and not _LINE.search(text.strip()) else None


def several_sentences(text: str) -> bool | None:
    """Sentences, one after the other."""
    return True if len(_END.findall(text)) >= _SENTENCES else None


RULES: list[Rule] = [short, monotonous, asks, several_sentences]
