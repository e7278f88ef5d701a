"""Bytes -> drafts: which format an input has, which encoding, and the text and metadata that it gives.

What cannot be taken is handed on as a `Refused` value in its place, so that one bad line never costs the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, fields, replace
from pathlib import PurePath

from bot.articles import front_matter
from bot.articles.formats.archives import members
from bot.articles.formats.encodings import decode, refuse_binary
from bot.articles.formats.letters import from_letter
from bot.articles.formats.markdown import from_markdown
from bot.articles.formats.pages import MAX_PAGE, declared_charset, from_html
from bot.articles.formats.papers import from_pdf
from bot.articles.formats.records import from_json, from_json_lines
from bot.model import Draft, Refused

MAX_BYTES = 50_000_000
# A newspaper's page with all its readers' comments runs to 700,000; what is longer still is a mistake.
MAX_CHARACTERS = 1_000_000
# More are a list or a table, each of its lines a paragraph to all that reads it.
MAX_LINES = 20_000
# A name, a title, an address.
MAX_FIELD = 5_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]")
_LETTER = re.compile(rb"(?:Return-Path|Received|Delivered-To|MIME-Version): ", re.I)
_META = [field.name for field in fields(Draft) if field.name not in {"input", "text"}]

Reader = Callable[[str, bytes], Iterator[Draft | Refused]]


def drafts(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """The articles in one input, in order; `name` is what the input is called (its path or address).

    A format of `is_parsed` may take a hostile input's bait: call this in a process with limits then.
    """
    try:
        if len(data) > MAX_BYTES:
            raise Refused(name, f"{len(data) / 1e6:.0f} MB is over the limit of {MAX_BYTES / 1e6:.0f} MB: split it")
        if not data.strip():
            raise Refused(name, "the file is empty")
        for found in reader_for(name, data)(name, data):
            yield found if isinstance(found, Refused) else _checked(found)
    except Refused as refusal:
        yield refusal


def is_parsed(name: str, data: bytes) -> bool:
    """Whether reading an input takes a parser that a hostile one could exhaust."""
    return reader_for(name, data) not in {_plain, from_json_lines}


def reader_for(name: str, data: bytes) -> Reader:
    """The format by the name's ending, and by what the bytes begin with where the name does not tell."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return _pdf
    if start.lower().startswith((b"<!doctype html", b"<html")):
        return _html
    if start.startswith(b"<?xml"):
        return _html if b"<html" in start.lower() else _xml
    if start.startswith(b"PK\x03\x04") and name.lower().endswith(".zip"):
        return _zip
    by_name = READERS.get(PurePath(name).suffix.lower())
    return by_name or (_letter if _LETTER.match(start) else _plain)


def _checked(draft: Draft) -> Draft | Refused:
    """The draft, or why it cannot be taken, by the first fault that it has."""
    why = next((why for fault in FAULTS if (why := fault(draft))), None)
    return Refused(draft.input, why) if why else draft


def halves(draft: Draft) -> str | None:
    """Lone surrogates, which cannot be written in UTF-8."""
    found = any(_SURROGATE.search(part) for part in astuple(draft)[1:] if part)
    return "it has halves of characters (lone surrogates) in it: write it as UTF-8 again" if found else None


def nul(draft: Draft) -> str | None:
    """NUL characters, which no text has and Telegram does not take."""
    return "it has NUL characters in it: it is damaged, or no text" if "\0" in draft.text else None


def wordless(draft: Draft) -> str | None:
    """Nothing to read."""
    return None if _WORD.search(draft.text) else "there is no text in it"


def too_long(draft: Draft) -> str | None:
    """More characters than an article has."""
    return _too_long(len(draft.text)) if len(draft.text) > MAX_CHARACTERS else None


def too_many_lines(draft: Draft) -> str | None:
    """More lines than an article has."""
    lines = len(draft.text.splitlines())
    return f"{lines:,} lines are over the limit of {MAX_LINES:,}: this is no article" if lines > MAX_LINES else None


def long_field(draft: Draft) -> str | None:
    """A title or name that is none."""
    long = next((key for key in _META if len(getattr(draft, key) or "") > MAX_FIELD), None)
    return f"its {long} is over {MAX_FIELD:,} characters long" if long else None


FAULTS: list[Callable[[Draft], str | None]] = [halves, nul, wordless, too_long, too_many_lines, long_field]


def _too_long(length: int) -> str:
    return f"{length:,} characters are over the limit of {MAX_CHARACTERS:,}: split it"


def _plain(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """Plain text, stored unaltered; its front matter, where it has one, says what it is."""
    refuse_binary(name, data)
    if len(data) > 4 * MAX_CHARACTERS + 4:  # no encoding has more bytes a character, so it need not be decoded
        raise Refused(name, f"at least {_too_long(len(data) // 4)}")
    text, note = decode(name, data)
    matter = front_matter.block(text)
    yield Draft(name, text, **front_matter.fields(matter.of(text) if matter else ""), note=note)


def _html(name: str, data: bytes) -> Iterator[Draft | Refused]:
    if len(data) > 4 * MAX_PAGE:
        raise Refused(name, f"{len(data) / 1e6:.0f} MB are too much for a page: the limit is {MAX_PAGE / 1e6:.0f} MB")
    html, note = decode(name, data, declared_charset(data))
    yield _noted(from_html(name, html), note)


def _markdown(name: str, data: bytes) -> Iterator[Draft | Refused]:
    source, note = decode(name, data)
    yield _noted(from_markdown(name, source), note)


def _pdf(name: str, data: bytes) -> Iterator[Draft | Refused]:
    if b"%PDF-" not in data[:1024]:
        refuse_binary(name, data)
        raise Refused(name, "this is no PDF: it does not begin like one")
    yield from_pdf(name, data)


def _letter(name: str, data: bytes) -> Iterator[Draft | Refused]:
    yield from_letter(name, data)


def _zip(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """The articles of an archive's files; an archive in it is not opened."""
    for found in members(name, data):
        if isinstance(found, Refused):
            yield Refused(f"{name}/{found.input}", found.why)
        elif reader_for(found.name, found.data) is _zip:
            yield Refused(f"{name}/{found.name}", "an archive in an archive is not opened")
        else:
            yield from drafts(f"{name}/{found.name}", found.data)


def _xml(name: str, data: bytes) -> Iterator[Draft | Refused]:
    yield Refused(name, "this is XML and no page: give the article as .html, .txt or .jsonl")


def _noted(found: Draft | Refused, note: str | None) -> Draft | Refused:
    return replace(found, note=note) if note and isinstance(found, Draft) else found


READERS: dict[str, Reader] = {
    ".jsonl": from_json_lines,
    ".ndjson": from_json_lines,
    ".json": from_json,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".xml": _xml,
    ".pdf": _pdf,
    ".eml": _letter,
    ".md": _markdown,
    ".markdown": _markdown,
}
