"""Bytes -> drafts: which format an input has, which encoding, and the text and metadata that it gives.

What cannot be taken is handed on as a `Refused` value in its place, so that one bad line never costs the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import PurePath

from charset_normalizer import from_bytes

from bot.articles.pages import from_html, from_markdown, from_pdf
from bot.model import Draft, Refused

MAX_BYTES = 50_000_000
# One article longer than the longest novel is a mistake, and sentence splitting is not linear in it.
MAX_CHARACTERS = 2_000_000
_TEXT_FIELDS = ("id", "title", "outlet", "url", "author", "language", "published")

# What newspapers have written in since the nineties. Left to all it knows, the guesser takes Polish for Latvian.
_GUESSED = [
    "cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip

Reader = Callable[[str, bytes], Iterator[Draft | Refused]]


def drafts(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """The articles in one input, in order; `name` is what the input is called (its path or address)."""
    try:
        if len(data) > MAX_BYTES:
            raise Refused(name, f"{len(data) / 1e6:.0f} MB is over the limit of {MAX_BYTES / 1e6:.0f} MB: split it")
        if not data.strip():
            raise Refused(name, "the file is empty")
        for found in reader_for(name, data)(name, data):
            yield found if isinstance(found, Refused) else _checked(found)
    except Refused as refusal:
        yield refusal


def reader_for(name: str, data: bytes) -> Reader:
    """The format by the name's ending, and by what the bytes begin with where the name does not tell."""
    start = data[:1024].lstrip().lower()
    if data.startswith(b"%PDF-"):
        return _pdf
    if start.startswith((b"<!doctype html", b"<html")):
        return _html
    return READERS.get(PurePath(name).suffix.lower(), _plain)


def decode(name: str, data: bytes) -> str:
    """The text of bytes in UTF-8 or UTF-16, or in a guessed encoding. Raises Refused for binary and unknown ones."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return _strict(name, data, encoding)
    if b"\0" in data:
        raise Refused(name, "this is a binary file, not text: give .txt, .html, .pdf or .jsonl")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data[:200_000], cp_isolation=_GUESSED).best()
    if best is None:
        raise Refused(name, "the encoding of this text is not known: save it as UTF-8")
    return _strict(name, data, best.encoding)


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(name, f"broken {encoding} text at byte {error.start}: save it as UTF-8") from None


def _checked(draft: Draft) -> Draft | Refused:
    if any("\ud800" <= c <= "\udfff" for part in astuple(draft) if part for c in part):
        return Refused(draft.input, "it has halves of characters (lone surrogates) in it: write it as UTF-8 again")
    if not any(c.isalnum() for c in draft.text):
        return Refused(draft.input, "there is no text in it")
    if len(draft.text) > MAX_CHARACTERS:
        return Refused(
            draft.input, f"{len(draft.text):,} characters are over the limit of {MAX_CHARACTERS:,}: split it"
        )
    return draft


def _plain(name: str, data: bytes) -> Iterator[Draft | Refused]:
    yield Draft(name, decode(name, data))


def _html(name: str, data: bytes) -> Iterator[Draft | Refused]:
    yield from_html(name, decode(name, data))


def _markdown(name: str, data: bytes) -> Iterator[Draft | Refused]:
    yield from_markdown(name, decode(name, data))


def _pdf(name: str, data: bytes) -> Iterator[Draft | Refused]:
    yield from_pdf(name, data)


def _json_lines(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """One article a line. Lines end at line feeds alone: text may hold other separators."""
    for number, line in enumerate(decode(name, data).split("\n"), start=1):
        if line.strip():
            yield _json_article(f"{name}:{number}", line)


def _json_article(name: str, line: str) -> Draft | Refused:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refused(name, f"not JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Refused(name, 'an article needs a "text" that is a string')
    if wrong := [key for key in _TEXT_FIELDS if not isinstance(row.get(key), str | None)]:
        return Refused(name, f'"{wrong[0]}" must be a string')
    return Draft(name, row["text"], **{key: row.get(key) or None for key in _TEXT_FIELDS})


READERS: dict[str, Reader] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".md": _markdown,
    ".markdown": _markdown,
}
