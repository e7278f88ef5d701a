"""What several articles say together: stories and their events, who takes part, and where the reports differ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.model.articles import Quote
from bot.model.facts import ActorKind, FigureMention


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one running affair, divided into witnesses (each inner tuple carries one copy).

    Stories of one `thread` are chapters of one affair, or affairs of one sort; a story alone is in none.
    """

    id: str
    title: str
    first: dt.date | None
    last: dt.date | None
    witnesses: tuple[tuple[str, ...], ...]
    thread: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of all its articles."""
        return tuple(article for group in self.witnesses for article in group)


@dataclass(frozen=True, slots=True)
class Event:
    """What a story says happened on a date; `value` is the TIMEX3 value, the first quote tells it best.

    `standing`: 0 where that sentence tells of this date, 1 where it mentions it beside what it tells, 2 where it has none
    and stands for the paper's own day.
    """

    value: str
    precision: str
    quotes: tuple[Quote, ...]
    weight: float
    standing: int = 0


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an actor and how often it stands in the articles."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence in which an actor speaks, with the same sentence in other articles; `day` is when it was published."""

    quotes: tuple[Quote, ...]
    day: dt.date | None
    direct: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names are one actor: the rule, and a place where each is printed."""

    rule: str
    one: Quote
    other: Quote


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editor's word on who is who, which wins over all rules: `one` is `other` ("merge"), or `one` stands alone ("split")."""

    verdict: str
    one: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something involved, under every spelling.

    `roles` are the words that texts put beside the name, the commonest first; `sayings` and `doings` are in time order;
    `beside` are the actors named in the same sentences, with the number of these.
    """

    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...]
    articles: tuple[str, ...]
    witnesses: int
    quotes: tuple[Quote, ...]
    roles: tuple[Quote, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    sayings: tuple[Saying, ...] = ()
    doings: tuple[Saying, ...] = ()
    beside: tuple[Alias, ...] = ()
    why: tuple[Merge, ...] = ()


class Relation(StrEnum):
    """How claims about the same thing stand to each other."""

    SINGLE = "single"
    AGREE = "agree"
    REFINE = "refine"
    CONFLICT = "conflict"
    OTHER_TIME = "other time"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more articles say of one figure; claims about the same thing share `group`."""

    figure: FigureMention
    date: str | None
    quotes: tuple[Quote, ...]
    witnesses: int
    group: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: what it holds, in a word or a number, and who says so; `said` is the slice that says it."""

    value: str
    quotes: tuple[Quote, ...]
    witnesses: int
    claim: Claim | None = None
    said: Quote | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction between articles: about what, of which kind (figure, day, statement), and its sides."""

    group: str
    kind: str
    about: str
    sides: tuple[Side, ...]
