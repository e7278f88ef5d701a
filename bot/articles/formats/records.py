"""JSON Lines and JSON -> drafts: articles whose fields are given. Only `text` is required."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from bot.articles.formats.encodings import Decoded, decode
from bot.model import Draft, Refused

_FIELDS = ("id", "title", "outlet", "url", "author", "language", "published")
# A line is one article: what is longer is none, and Python's objects take up to thirty times its bytes.
LONGEST_LINE = 4_000_000


def from_json_lines(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """One article a line. Lines end at line feeds alone: text may hold other separators. A line is decoded by itself, so
    that a broken one costs no other."""
    if b"\0" in data:
        data = decode(name, data).text.encode()
    for number, line in enumerate(BytesIO(data.removeprefix(b"\xef\xbb\xbf")), start=1):
        if line.strip():
            yield _line(f"{name}:{number}", line)


def from_json(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """One article, or a list of them; JSON Lines under the wrong name are read too."""
    decoded = decode(name, data)
    try:
        rows = json.loads(decoded.text)
    except RecursionError:
        yield Refused(name, "not JSON of articles: it is nested too deep")
        return
    except ValueError as error:
        if "Extra data" in str(error):
            yield from from_json_lines(name, data)
        else:
            yield Refused(name, f"not JSON: {error}")
        return
    if isinstance(rows, list):
        for number, row in enumerate(rows, start=1):
            yield _article(f"{name}:{number}", row, decoded.note)
    else:
        yield _article(name, rows, decoded.note)


def _line(name: str, line: bytes) -> Draft | Refused:
    if len(line) > LONGEST_LINE:
        return Refused(name, f"{len(line) / 1e6:.0f} MB in one line: an article is one line of a few kilobytes")
    try:
        decoded: Decoded = decode(name, line)
        return _article(name, json.loads(decoded.text), decoded.note)
    except Refused as refusal:
        return refusal
    except (ValueError, RecursionError) as error:
        return Refused(name, f"not JSON: {error}")


def _article(name: str, row: Any, note: str | None) -> Draft | Refused:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Refused(name, 'an article needs a "text" that is a string')
    if wrong := [key for key in _FIELDS if not isinstance(row.get(key), str | None)]:
        return Refused(name, f'"{wrong[0]}" must be a string')
    return Draft(name, row["text"], **{key: row.get(key) or None for key in _FIELDS}, note=note)
