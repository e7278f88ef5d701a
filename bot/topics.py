"""What a chat follows, or does not want to see: words (of a subject or a name), a story, the figures of a command.

One form for all of it, typed and kept: "kataib hezbollah", "/troops", "story:205a6b56 Embassy stormed", each with "-" before
it where it is muted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from bot.prompts import commands, lexicon

_STORY = re.compile(r"story:([0-9a-f]{6,32})\b\s*(.*)")


class TopicKind(StrEnum):
    """What a topic names."""

    WORDS = "words"
    STORY = "story"
    LENS = "lens"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: `value` is its words, the story's id or the command's name; a story has a title beside."""

    kind: TopicKind
    value: str
    title: str = ""
    muted: bool = False

    @property
    def name(self) -> tuple[TopicKind, str]:
        """What it names, followed or muted, in whatever case."""
        return self.kind, self.value.casefold()

    def __str__(self) -> str:
        """The form in which it is kept."""
        plain = {
            TopicKind.WORDS: self.value,
            TopicKind.LENS: f"/{self.value}",
            TopicKind.STORY: f"story:{self.value} {self.title}".strip(),
        }[self.kind]
        return f"-{plain}" if self.muted else plain


def topic_of(text: str) -> Topic:
    """The topic that somebody typed."""
    flat = " ".join(text.split())
    if flat.startswith("-"):
        return replace(topic_of(flat[1:]), muted=True)
    if found := _STORY.fullmatch(flat):
        return Topic(TopicKind.STORY, found[1], found[2])
    lens = _lens(flat.removeprefix("/").lower()) if flat.startswith("/") else None
    words = flat.removeprefix("/")
    if not lens and (bare := _around().sub("", words)) != words:
        return topic_of(bare)
    return Topic(TopicKind.LENS, lens) if lens else Topic(TopicKind.WORDS, words)


def following(text: str, *, behind: bool = False) -> tuple[str, str] | None:
    """ "stop following the vote, please" -> "off", "the vote": what is to be done with which topics; None where nothing of the
    kind is said. `behind` a command other words say it, too: "remove iraq"."""
    words = lexicon("following")
    lists = [words["said"], words["behind"]] if behind else [words["said"]]
    openings = [(opening, verb) for verbs in lists for verb, several in verbs.items() for opening in several]
    fitting = [
        (opening, verb) for opening, verb in openings if text.lower().replace("’", "'").startswith(f"{opening} ")
    ]
    if not fitting:
        return None
    opening, verb = max(fitting, key=lambda one: len(one[0]))
    asked = _without_closing(text[len(opening) :].strip(" .!"), "polite")
    topic = _without_closing(asked, "changes")
    return (verb, topic) if topic and (topic != asked or not opening.endswith(" when")) else None


def _without_closing(text: str, name: str) -> str:
    several = "|".join(lexicon("following")["closing"][name])
    return re.sub(rf"[ ,]+(?:{several})$", "", text, flags=re.IGNORECASE).strip(" ,")


@cache
def _around() -> re.Pattern[str]:
    """What stands around a topic and is no part of it; something else is left."""
    before, behind = ("|".join(lexicon("following")["around"][name]) for name in ("before", "behind"))
    return re.compile(rf"^(?:{before}) (?=\w)|(?<=\w) (?:{behind})$")


def _lens(name: str) -> str | None:
    return next((c.name for c in commands() if c.lens and name in (c.name, *c.aliases)), None)
