"""Commands and requests, and the replies to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.articles import Article, Quote


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
