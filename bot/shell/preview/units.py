"""UTF-16 code units, in which the Bot API counts offsets and lengths of entities."""

from __future__ import annotations


def utf16(text: str) -> int:
    """The number of UTF-16 code units of the text."""
    return len(text) + sum(char > "\uffff" for char in text)


def cut(text: str, offset: int, length: int) -> str:
    """The part of the text that starts at `offset` and is `length` long, both in UTF-16 code units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")
