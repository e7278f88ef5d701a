"""What somebody typed -> the Request they make. Unknown commands are questions too: nobody is answered with an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.model import Request
from bot.prompts import admin_commands, commands, lexicon
from bot.topics import following

_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@\w+)?(?:\s+|$)(.*)", re.DOTALL)
_OPTION = re.compile(r'(?:^|\s)(story|page|from|to|as|without):(?:"([^"]+)"|(\S+))')
# A question is all words, but for what the buttons under its answer add.
_QUESTION = re.compile(r"(.*?)(?: as:(alone|why))?(?: page:([1-9]\d{0,3}))?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}")
_LINK = re.compile(r"s_([0-9a-f]{6,32})")


def understand(text: str) -> Request:
    """The request in `text`: a command with its topic and options, a link that was tapped, or a question."""
    found = _COMMAND.fullmatch(text.strip())
    if not found:
        return _question(text)
    name, rest = _names().get(found[1].lower()), found[2].strip()
    if name is None:
        return Request("question", f"{found[1].replace('_', ' ')} {rest}".strip())
    if name == "start" and (link := _LINK.fullmatch(rest)):
        return Request("context", link[1])
    return _with_options(name, rest)


def as_text(request: Request) -> str:
    """The text that makes this request again: what stands behind a button."""
    view = request.view or ("alone" if request.typed else None)
    options = {
        "story": request.story,
        "from": request.first,
        "to": request.last,
        "as": view,
        "without": request.without,
    }
    shown = [f'{name}:"{value}"' if " " in value else f"{name}:{value}" for name, value in options.items() if value]
    page = [f"page:{request.page}"] if request.page > 1 else []
    opening = [] if request.command == "question" else [f"/{request.command}"]
    return " ".join([*opening, *([request.topic] if request.topic else []), *shown, *page])


def _to_follow(text: str) -> Request | None:
    """ "follow Kataib Hezbollah", "stop following /troops" -> what is to be followed, or not; None for any other text."""
    found = None if text.endswith("?") else following(text)
    if found is None:
        return None
    verb, topic = found
    return Request("topics", topic, view=None if verb == "follow" else verb)


def _spoken(text: str) -> Request | None:
    """ "unsubscribe", "What's new?" -> the command of which they are the words; None for any other text."""
    bare = text.lower().replace("’", "'").strip(" .!?")
    name = next((name for name, texts in lexicon("spoken").items() if bare in texts), None)
    return Request(name) if name else None


@cache
def _names() -> Mapping[str, str]:
    return {
        alias: command.name
        for command in (*commands(), *admin_commands())
        for alias in (command.name, *command.aliases)
    }


@cache
def _views(name: str) -> Mapping[str, str]:
    """The views of a command, by the words that ask for them."""
    found = next((c.views for c in (*commands(), *admin_commands()) if c.name == name), {})
    return {word: view for view, words in found.items() for word in words}


def _spoken_view(name: str, topic: str) -> tuple[str | None, str]:
    """ "long iran", "iran long" -> the view that the first word asks for, or else the last, and the words beside it."""
    (first, _, behind), (before, _, last) = topic.partition(" "), topic.rpartition(" ")
    views = _views(name)
    if view := views.get(first.lower()):
        return view, behind
    return views.get(last.lower()), before


def _question(text: str) -> Request:
    """A question as it stands; only the buttons under its answer add a view and a page. Some are a command in other words."""
    flat = " ".join(text.split())
    if spoken := _spoken(flat) or _to_follow(flat):
        return spoken
    found = _QUESTION.fullmatch(flat)
    assert found  # every part of it may be missing
    return Request("question", found[1], view=found[2], page=int(found[3] or 1))


def _with_options(name: str, rest: str) -> Request:
    options = {name: quoted or plain for name, quoted, plain in _OPTION.findall(rest)}
    topic = " ".join(_OPTION.sub(" ", rest).split())
    spoken, beside = _spoken_view(name, topic)
    if "as" not in options and spoken:
        options["as"], topic = spoken, beside
    # "/timeline 2019-12-29" asks for that day; a date beside other words is read by the commands that have days.
    day = topic if _DAY.fullmatch(topic) else None
    page = options.get("page", "1")
    return Request(
        command=name,
        topic="" if day else topic,
        story=options.get("story"),
        first=options.get("from") or day,
        last=options.get("to") or day,
        page=int(page) if page.isdecimal() and page != "0" else 1,
        view=options.get("as"),
        without=options.get("without"),
    )
