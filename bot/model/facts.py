"""What is read in the sentences of one article: dates, figures, actors, and who says what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.articles import Article, Span


class TimexType(StrEnum):
    """The four types of TIMEX3 (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A temporal expression: its TIMEX3 type and value, and the rule that found it."""

    type: TimexType
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class FigureMention(Span):
    """A quantity as printed: an interval, its hedge, what is counted, and what its clause says about it.

    `low` alone is "more than", `high` alone "up to"; a vague word ("hundreds") is an interval.
    `whose`, `force`, `origin`, `destination`, `status` and `said_by` are names or words of the clause, or None.
    """

    low: float | None
    high: float | None
    hedge: str | None
    change: str | None
    counted: str
    unit: str | None
    rule: str
    whose: str | None = None
    force: str | None = None
    origin: str | None = None
    destination: str | None = None
    status: str | None = None
    said_by: str | None = None
    lens: tuple[str, ...] = ()


class ActorKind(StrEnum):
    """What sort of actor a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed group"
    MILITARY_UNIT = "military unit"
    STATE = "state"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ActorMention(Span):
    """A name in the text, its kind, its canonical form within the article, and the rule that found it.

    `why` is the rule by which its words stand for that name; empty where they are that name.
    """

    kind: ActorKind
    name: str
    rule: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Speech(Span):
    """What somebody says: the slice with the words said, `who` the slice that names the speaker ("he"), `name` who that is.

    `name` is the canonical name of an actor of the article, or the description as printed ("Iraqi security official").
    `direct` says that the words stand in quotation marks.
    """

    who: Span
    name: str
    direct: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Description(Span):
    """What a text calls somebody: "the Iraqi prime minister", beside the name it belongs to."""

    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is read in one article's sentences, in text order."""

    dates: tuple[DateMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    speeches: tuple[Speech, ...] = ()
    descriptions: tuple[Description, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """An article together with what was read in it."""

    article: Article
    facts: Facts
