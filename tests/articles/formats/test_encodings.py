"""Bytes: every encoding is met, what was guessed is said, and no binary file passes for a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.formats.encodings import decode
from bot.model import Refused

NEWS = (
    "The ferry sank off Quill on Friday, said its owner, Zoë Åsel. “Nobody drowned,” she added. Boats were sent at once, and "
    "the harbour master kept the pier shut for the night. "
)
RUSSIAN = "Паром затонул в понедельник у берегов острова, сообщил начальник порта. Никто не пострадал. "
JAPANESE = "フェリーは月曜日に沖合で沈没したと港長が述べた。けが人はいない。"
CHINESE = "渡轮周一在近海沉没，港务局长说，船上有九十人，无人伤亡。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_bytes_that_say_what_they_are_need_no_note(encoding: str) -> None:
    assert decode("a", NEWS.encode(encoding)) == (NEWS, None)


GUESSED = [
    (NEWS, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"),
    (JAPANESE, "iso2022_jp"), (CHINESE, "gb18030"), (NEWS.replace("“", '"').replace("”", '"'), "utf-16-le"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), GUESSED)
def test_what_is_guessed_is_right_and_stated(text: str, encoding: str) -> None:
    found = decode("a", (text * 4).encode(encoding))
    assert found.text == text * 4
    assert found.note
    assert "guess" in found.note


def test_what_a_page_declares_goes_before_a_guess_and_needs_no_note() -> None:
    assert decode("a", "Привет".encode("cp1251"), "windows-1251") == ("Привет", None)
    assert decode("a", "“Zoë”".encode("cp1252"), "iso-8859-1") == ("“Zoë”", None)
    assert decode("a", NEWS.encode(), "koi8-r") == (NEWS, None), "valid UTF-8 is UTF-8, whatever is declared"


def test_of_two_encodings_in_one_text_both_are_read() -> None:
    data = f"Zoë Åsel, Łódź: {NEWS}".encode() + " — “Zoë”".encode("cp1252")
    found = decode("a", data)
    assert found.text == f"Zoë Åsel, Łódź: {NEWS} — “Zoë”"
    assert found.note is not None


def test_far_into_a_plain_text_the_telling_bytes_are_found() -> None:
    assert decode("a", b"A ferry sank off Quill.\n" * 50_000 + NEWS.encode("cp1252")).text.endswith(NEWS)


REFUSED = [
    (b"\x89PNG\r\n\x1a\nabc", "PNG"), (b"PK\x03\x04abc", "zip"), (b"\x1f\x8b\x08abc", "gzip"), (b"\x7fELFabc", "program"),
    (b"SQLite format 3\0abc", "SQLite"), (b"{\\rtf1 Hello}", "RTF"), (b"+/v8-Hello", "UTF-7"), (b"ferry\0sank", "NUL"),
    (b"\xff\xfe" + "ferry".encode("utf-16-be"), "other UTF-16"), (b"\xfe\xff" + "ferry".encode("utf-16-le"), "other UTF-16"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "why"), REFUSED)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decode("a.txt", data)


@given(st.text(), st.sampled_from([None, "", "utf-8", "no such", "utf-16", "base64", "idna", "rot13"]))
def test_any_text_in_utf_8_comes_back_whatever_is_declared(text: str, declared: str | None) -> None:
    bare = text.replace("\0", "").lstrip("\ufeff")
    if (
        not bare.startswith(("+/v", "{\\rtf", "%!PS", "GIF8", "RIFF", "PK", "BZh", "Rar!", "OggS", "ID3"))
        and "\x1b$" not in bare
    ):
        assert decode("a", bare.encode(), declared) == (bare, None)


@given(st.binary(), st.sampled_from([None, "no such", "utf-16", "hex", "punycode", "cp1252"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode("a", data, declared).text, str)
    except Refused as refusal:
        assert refusal.input == "a"
        assert refusal.why
