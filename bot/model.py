"""The nouns of the program: frozen values that every stage passes on, and the errors. Imports nothing of the package.

Offsets are Unicode code points into `Article.text`, end exclusive, everywhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# The embedder that comes with the installation.
SHIPPED_MODEL = "all-MiniLM-L6-v2"


class SitrepError(Exception):
    """The root of all errors of this program; its text is a clear line for the person who caused it."""


class Refused(SitrepError):
    """An input that cannot be taken: `input` names it, the message says why."""

    def __init__(self, input: str, why: str) -> None:
        super().__init__(why)
        self.input = input
        self.why = why


class Later(Refused):
    """An input that cannot be had just now: its server is down, slow or busy. Asking again may help."""


class BadRequest(SitrepError):
    """A request that cannot be met, such as a date that is none: the reply that says so, and what it speaks of."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(f"{template}: {values}")
        self.template = template
        self.values = values


class StoreMismatch(SitrepError):
    """The index was made by another model than the one in use."""


class NoRecogniser(SitrepError):
    """The recogniser of names that the settings name is not there."""


class NoMethod(SitrepError):
    """The method of ranking that the settings name is none that there is."""


class NoReranker(SitrepError):
    """The cross-encoder that the settings name is not there, or is none that ranks."""


class HomeUnusable(SitrepError):
    """The folder of the databases cannot be opened or made, or holds something else."""


# ------------------------------------------------------------------ an article and its parts


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The slice itself."""
        return text[self.start : self.end]


class SentenceKind(StrEnum):
    """What a sentence is for: only news and headlines are ever quoted."""

    NEWS = "news"
    HEADLINE = "headline"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence, its paragraph's number (0 is the first) and the rule that marked it."""

    paragraph: int
    kind: SentenceKind = SentenceKind.NEWS
    rule: str = "plain"


class Provenance(StrEnum):
    """How the publication date is known."""

    GIVEN = "given"
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, how that is known, and the rule that says so."""

    date: dt.date | None = None
    how: Provenance = Provenance.UNKNOWN
    rule: str = "none"
    moment: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as an input gave it, before reading. `input` names the file (and line) it came from; `note` is what
    people should know of how it was read (a guessed encoding)."""

    input: str
    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet, read: its sentences marked, its date with its provenance."""

    id: str
    input: str
    text: str
    title: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    author: str | None
    language: str
    published: Published
    sentences: tuple[Sentence, ...]


# ------------------------------------------------------------------ what is read in its sentences


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


# ------------------------------------------------------------------ what several articles say together


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a named article: the only form in which news leaves this program."""

    article: str
    span: Span


def sentence_key(article: str, start: int, text: str) -> str:
    """The short name by which a link finds a sentence again, also after the index was rebuilt or the article has changed."""
    return hashlib.sha256(f"{article}:{start}:{text}".encode("utf-8", "replace")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that a new version of an article has otherwise: None where it came or went."""

    before: str | None
    after: str | None


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


# ------------------------------------------------------------------ commands, questions, replies


@dataclass(frozen=True, slots=True)
class Lens:
    """A command that gathers one kind of figure; all of it comes from its file in prompts/commands."""

    counts: frozenset[str]
    group_by: tuple[str, ...]
    states: Mapping[str, tuple[str, ...]]
    leaves_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    probes: tuple[str, ...] = ()
    needs_state: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the menu: its kind says which flow answers it; `views` has the words by which its views are asked for."""

    name: str
    kind: str
    menu: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    example: str | None = None
    lens: Lens | None = None
    views: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for: a command with its topic, or a question (`command` is "question", `topic` its words).

    `story` is a story's id; `first` and `last` bound the days; `page` counts from 1; `view` is another form of the answer;
    `without` names an outlet or agency that is left out. `typed` is what was typed, where the question is read otherwise;
    the view "alone" is a question read as it is typed.
    """

    command: str
    topic: str = ""
    story: str | None = None
    first: str | None = None
    last: str | None = None
    page: int = 1
    view: str | None = None
    typed: str | None = None
    without: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found; `score` falls from 1 (best possible) towards 0."""

    quote: Quote
    score: float


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: pressing it makes `request`; `edits` says whether the answer replaces the message."""

    label: str
    request: str
    edits: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is sent: Telegram's HTML, and rows of buttons."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that follows the messages: a picture or a document, with its caption in Telegram's HTML."""

    name: str
    content: bytes
    caption: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered entry of an answer's list of sources."""

    n: int
    article: Article


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: the messages people see, and the items and sources that programs read (see the contract)."""

    kind: str
    messages: tuple[Message, ...]
    items: tuple[Mapping[str, object], ...] = ()
    sources: tuple[Source, ...] = ()
    files: tuple[Attachment, ...] = ()
