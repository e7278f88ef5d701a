"""Walks Telegram's HTML once, tag by tag, as strictly as TDLib does, and refuses in its words.

UTF-16 units count the text as the Bot API does; offsets in refusals are UTF-8 bytes of the source, as TDLib gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.shell.preview.units import utf16

Entity = dict[str, Any]

# fmt: off
TAGS = frozenset([
    "a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler",
    "blockquote", "code", "pre", "tg-emoji", "tg-time",
])
# fmt: on
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\0\v"
_END = "\0"
_NUMBER = re.compile(r"&#(?:x([0-9a-fA-F]*)|([0-9]*))")
_NAME = re.compile(r"&([a-zA-Z]+)")
_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")


class BadMarkup(ValueError):
    """The text is no HTML that Telegram takes; the message is TDLib's."""


@dataclass(frozen=True)
class Tag:
    """A start tag: its name, where its text starts (characters, UTF-16 units) and its attributes in order."""

    name: str
    start: int
    start_units: int
    attributes: tuple[tuple[str, str], ...]

    def said(self, attribute: str, prefix: str = "") -> str | None:
        """What stands behind `prefix` in the last value of the attribute that begins with it, None where none does."""
        values = [value for name, value in self.attributes if name == attribute and value.startswith(prefix)]
        return values[-1].removeprefix(prefix) if values else None


class TagReader:
    """Walks the source once; `at` stands on the next unread character, a NUL stands behind the last."""

    def __init__(self, source: str, make: Callable[[Tag, str], Entity | None]) -> None:
        """Reads `source`; `make` turns a closed tag and its text into an entity, or into None to drop it."""
        self.source = source
        self.make = make
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.open: list[Tag] = []
        self.entities: list[Entity] = []

    @property
    def text(self) -> str:
        """What was read so far, without tags."""
        return "".join(self.out)

    def read(self) -> None:
        """Reads to the end. Raises BadMarkup."""
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self._write(self._character())
            elif self._peek(1) == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        if any("\ud800" <= char <= "\udfff" for char in self.text):
            raise BadMarkup(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )

    def _peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.source[place] if place < len(self.source) else _END

    def _write(self, char: str) -> None:
        self.out.append(char)
        self.units += utf16(char)

    def _character(self) -> str:
        decoded = _reference(self.source, self.at)
        if decoded is None:
            self.at += 1
            return self.source[self.at - 1]
        self.at = decoded[1]
        return decoded[0]

    def _skip(self, chars: str) -> None:
        while self.at < len(self.source) and self._peek() in chars and self._peek() != _END:
            self.at += 1

    def _until(self, chars: str) -> str:
        begin = self.at
        while self._peek() not in chars:
            self.at += 1
        return self.source[begin : self.at]

    def _refuse(self, why: str, place: int) -> BadMarkup:
        return BadMarkup(f"{why} at byte offset {len(self.source[:place].encode('utf-8', 'surrogatepass'))}")

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = _lower(self._until(_SPACE + ">"))
        if self._peek() == _END:
            raise self._refuse("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._refuse(f'Unsupported start tag "{name}"', begin)
        tag = Tag(name, len(self.out), self.units, tuple(self._attributes(name, begin)))
        if name == "span" and tag.said("class", "tg-") != "spoiler":
            raise self._refuse('Tag "span" must have class "tg-spoiler"', begin)
        self.at += 1
        self.open.append(tag)

    def _attributes(self, tag: str, begin: int) -> Iterator[tuple[str, str]]:
        while self._peek() != ">":
            self._skip(_SPACE)
            if self._peek() == ">":
                return
            name = self._until(_SPACE + "=>/\"'")
            if not name:
                raise self._refuse(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip(_SPACE)
            yield name, self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        """What stands behind the name's equal sign; an attribute without one is empty."""
        if self._peek() == "=":
            self.at += 1
            self._skip(_SPACE)
        elif self._peek() != _END:
            return ""
        if self._peek() == _END:
            raise self._refuse(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._peek() in "'\"" else self._token()
        if self._peek() == _END:
            raise self._refuse("Unclosed start tag", begin)
        return value

    def _token(self) -> str:
        begin = self.at
        found = _TOKEN.match(self.source, begin)
        self.at = found.end() if found else begin
        if self._peek() not in _SPACE + ">":
            raise self._refuse("Unexpected end of name token", begin)
        return _lower(self.source[begin : self.at])

    def _quoted(self) -> str:
        quote = self._peek()
        self.at += 1
        value = []
        while self._peek() not in (quote, _END):
            value.append(self._character())
        if self._peek() == quote:
            self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._refuse("Unexpected end tag", begin)
        self.at += 2
        name = _lower(self._until(_SPACE + ">"))
        self._skip(_SPACE)
        if self._peek() != ">":
            raise self._refuse("Unclosed end tag", begin)
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            where = self._refuse("Unmatched end tag", begin)
            raise BadMarkup(f'{where}, expected "</{tag.name}>", found "</{name}>"')
        self._close(tag)

    def _close(self, tag: Tag) -> None:
        length = self.units - tag.start_units
        if length == 0:
            return
        made = self.make(tag, "".join(self.out[tag.start :]))
        if made is not None:
            self.entities.append({**made, "offset": tag.start_units, "length": length})


def _lower(name: str) -> str:
    """ASCII letters only, as TDLib lowers them."""
    return "".join(char.lower() if char.isascii() else char for char in name)


def _reference(source: str, at: int) -> tuple[str, int] | None:
    """The character that a reference such as `&lt;` or `&#65` stands for and where it ends; None where none begins."""
    found = _NUMBER.match(source, at) or _NAME.match(source, at)
    char = _character(found) if found else None
    if found is None or char is None:
        return None
    end = found.end()
    return char, end + 1 if source[end : end + 1] == ";" else end


def _character(found: re.Match[str]) -> str | None:
    return _numbered(found) if found.re is _NUMBER else NAMED.get(found.group(1))


def _numbered(found: re.Match[str]) -> str | None:
    digits, base = (found.group(1), 16) if found.group(1) is not None else (found.group(2), 10)
    code = int(digits, base) if digits else 0
    return chr(code) if 0 < code < 0x10FFFF and len(found.group()) < 10 else None
