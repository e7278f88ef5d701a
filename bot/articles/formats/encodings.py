"""Bytes -> text, with a note where the encoding had to be guessed. Binary files are refused by what they are."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from bot.model import Refused

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How common binary files begin (the first bytes that `file` goes by).
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a RIFF recording or picture",
    b"PK\x03\x04": "a zip archive or an office document",
    b"PK\x05\x06": "an empty zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\0": "an xz archive",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!\x1a": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"SQLite format 3\0": "an SQLite database",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"OggS": "a recording",
    b"ID3": "a recording",
    b"\0asm": "a program",
}
_NOT_TEXT = {b"{\\rtf": "an RTF document", b"%!PS": "a PostScript document", b"+/v": "UTF-7"}
# What newspapers have written in since the nineties. Left to all it knows, the guesser takes Polish for Latvian.
_GUESSED = [
    "cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
# The guesser takes seconds for megabytes; these many bytes of the lines that are not ASCII tell as much.
_SAMPLE = 20_000
# A page that says Latin-1 means Windows' superset of it (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Of the letters of Croatian, Romanian, Polish or Czech text 3 to 12 in 100 are not ASCII; where fewer are, they stand in
# the foreign names and quotation marks of an English one.
_FEW = 0.03
_TAKE = "give .txt, .md, .html, .pdf, .eml, .json or .jsonl"
_VALID_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_LETTER = re.compile(rb"[\xc0-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]")


class Decoded(NamedTuple):
    """A text, and what its reader should know of its encoding (None where the bytes themselves are clear)."""

    text: str
    note: str | None = None


def decode(name: str, data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`: by its byte order mark, as UTF-8, as `declared`, or by a guess.

    Raises Refused for binary files, broken text and encodings that cannot be guessed.
    """
    refuse_binary(name, data)
    if mark := next((encoding for bytes_, encoding in _MARKS if data.startswith(bytes_)), None):
        return Decoded(_marked(name, data, mark))
    if b"\0" in data:
        return _wide(name, data)
    if b"\x1b$" in data and (text := _tried(data, "iso2022_jp")) is not None:  # all of it is ASCII to look at
        return Decoded(text, "read as iso2022_jp: a guess")
    if (text := _tried(data, "utf-8")) is not None:
        return Decoded(text)
    if declared and (text := _tried(data, _MEANT.get(_canonical(declared), declared))) is not None:
        return Decoded(text)
    return _mixed(data) or _guessed(name, data)


def refuse_binary(name: str, data: bytes) -> None:
    """Raises Refused for what begins like a picture, an archive, a program: a text's ending does not make it text."""
    for start, what in _MAGIC.items():
        if data.startswith(start):
            raise Refused(name, f"this is a binary file ({what}), not text: {_TAKE}")
    for start, what in _NOT_TEXT.items():
        if data.startswith(start):
            raise Refused(name, f"this is {what}, not plain text: {_TAKE}, in UTF-8")


def _marked(name: str, data: bytes, encoding: str) -> str:
    """What a byte order mark says, unless every other byte is NUL on the side where that order has the letters."""
    letters = data[2 if data.startswith(codecs.BOM_UTF16_LE) else 3 : 2000 : 2]
    if encoding == "utf-16" and letters.count(0) > 0.7 * len(letters) > 0:
        raise Refused(name, "its byte order mark is that of the other UTF-16: save it as UTF-8")
    return _strict(name, data, encoding)


def _wide(name: str, data: bytes) -> Decoded:
    """UTF-16 without its mark: of English text every other byte is NUL, on one side."""
    for encoding, highs in (("utf-16-le", data[1:2000:2]), ("utf-16-be", data[0:2000:2])):
        if highs.count(0) > 0.7 * len(highs) and (text := _tried(data, encoding)) and "\0" not in text:
            return Decoded(text, f"read as {encoding}: a guess")
    raise Refused(name, f"this is a binary file (it has NUL bytes), not text: {_TAKE}")


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 into which something was pasted from Windows: each side is read as what it is."""
    pairs = b"".join(_VALID_PAIR.findall(data))
    if len(pairs) <= len(_HIGH.findall(data)) / 2:
        return None
    return Decoded(data.decode("utf-8", "windows"), "read as UTF-8 with some bytes of cp1252 in it: a guess")


def _guessed(name: str, data: bytes) -> Decoded:
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    if len(_HIGH_LETTER.findall(telling)) < _FEW * len(telling) and (text := _tried(data, "cp1252")) is not None:
        return Decoded(text, "read as cp1252: a guess")
    best = from_bytes(telling, cp_isolation=_GUESSED).best()
    if best is None:
        raise Refused(name, "the encoding of this text is not known: save it as UTF-8")
    return Decoded(_strict(name, data, best.encoding), f"read as {best.encoding}: a guess")


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(name, f"broken {encoding} text at byte {error.start}: save it as UTF-8") from None


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _canonical(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8, as cp1252 has them (the five it lacks as in Latin-1)."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return "".join(_tried(bytes([byte]), "cp1252") or chr(byte) for byte in bad), error.end


codecs.register_error("windows", _as_windows)
