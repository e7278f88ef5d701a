"""Bytes of any sort: read as their writer meant them, or refused by name with the reason, and nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles import formats
from bot.articles.formats import drafts, is_parsed
from bot.model import Draft, Refused

NO_NUL = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXT = "Zoë Łukasz’s “ferry” sank off Kraków on Friday, the café owner said."


def read(name: str, data: bytes) -> list[Draft]:
    """The drafts of an input in which nothing is refused."""
    found = list(drafts(name, data))
    assert not [one.why for one in found if isinstance(one, Refused)]
    return [one for one in found if isinstance(one, Draft)]


def refused(name: str, data: bytes) -> str:
    """Why the only article of an input is refused."""
    (found,) = drafts(name, data)
    assert isinstance(found, Refused)
    assert found.input.startswith(name)
    return found.why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_in_any_form(encoding: str) -> None:
    assert read("ferry.txt", TEXT.encode(encoding)) == [Draft("ferry.txt", TEXT)]


WESTERN = "The café “Zoë” in Orléans closed on Friday, its owner said. “It’s over – we’re ruined,” he told the façade’s painter."
POLISH = (
    "Prezydent powiedział w środę, że żołnierze wrócą do kraju jeszcze w tym miesiącu. Rzecznik rządu nie chciał "
    "zdradzić szczegółów, ale dodał, że decyzja zapadła już wcześniej. Według świadków pożar wybuchł późną nocą."
)


@pytest.mark.parametrize(("encoding", "text"), [("cp1252", WESTERN), ("iso-8859-2", POLISH), ("cp1250", POLISH)])
def test_encodings_of_one_byte_are_guessed(encoding: str, text: str) -> None:
    assert read("ferry.txt", text.encode(encoding))[0].text == text


def test_the_text_is_never_altered() -> None:
    text = "\ufefffrom  here\r\n\r\nto\u00a0the\u00ad end\t.\u2028 \n".removeprefix("\ufeff")
    assert read("ferry.txt", text.encode())[0].text == text


REFUSED = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\r\n", "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "binary"),
    ("dots.txt", b"... --- ...", "no text"),
    ("torn.txt", b"\xef\xbb\xbfferry \xff\xfe\xfa", "byte"),
    ("torn16.txt", "ferry".encode("utf-16")[:-1], "utf-16"),
    ("half.txt", b"\xff\xfef\x00\x00\xd8", "utf-16"),
    ("empty.html", b"<html><body></body></html>", "no article"),
    ("torn.pdf", b"%PDF-1.7\n1 0 obj\n<<", "PDF"),
    ("named.pdf", b"This is no PDF at all.", "PDF"),
    ("empty.md", b"---\ntitle: Ferry\n---\n", "no text"),
    ("ferry.jsonl", b"{", "not JSON"),
    ("ferry.jsonl", b"[1, 2]", '"text"'),
    ("ferry.jsonl", b'{"title": "Ferry"}', '"text"'),
    ("ferry.jsonl", b'{"text": 5}', '"text"'),
    ("ferry.jsonl", b'{"text": "A ferry sank.", "title": 5}', '"title"'),
    ("ferry.jsonl", b'{"text": "A ferry sank.", "published": {"day": 4}}', '"published"'),
    ("ferry.jsonl", b'{"text": "A ferry \\ud800 sank."}', "surrogates"),
    ("ferry.jsonl", b'{"text": "A ferry sank.", "title": "\\ud800"}', "surrogates"),
    ("ferry.jsonl", b'{"text": "   "}', "no text"),
    ("ferry.jsonl", b"[" * 100_000, "not JSON"),
    ("ferry.jsonl", b'{"text": "A ferry \\u0000 sank."}', "NUL"),
    ("ferry.jsonl", b'{"text": "A ferry sank.", "title": "' + b"x" * 5_001 + b'"}', "title is over 5,000"),
    ("ferry.jsonl", b'{"text": "' + b"x" * 4_000_000 + b'"}', "in one line"),
    ("ferry.txt", b"A ferry sank.\n" * 20_001, "20,001 lines"),
    ("ferry.txt", b"ferry " * 200_000, "1,200,000 characters"),
    ("feed.xml", b'<?xml version="1.0"?><rss></rss>', "XML"),
    ("archive.txt", b"PK\x03\x04abc", "zip"),
    ("ferry.eml", b"Subject: Ferry\n\n", "no text"),
]


@pytest.mark.parametrize(("name", "data", "why"), REFUSED)
def test_what_cannot_be_read_is_refused_with_the_reason(name: str, data: bytes, why: str) -> None:
    assert why in refused(name, data)


def test_a_limit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_CHARACTERS", 10)
    assert "over the limit of 10" in refused("ferry.txt", b"A ferry sank off Quill.")
    monkeypatch.setattr(formats, "MAX_BYTES", 10)
    assert "MB is over the limit" in refused("ferry.txt", b"A ferry sank off Quill.")


def test_a_bad_line_costs_no_good_one_and_is_named() -> None:
    lines = ['{"text": "One ferry sank."}', "{", "", '{"text": ""}', '{"text": "Two ferries sank.", "id": "b"}']
    found = list(drafts("ferry.jsonl", "\n".join(lines).encode()))
    assert [(one.input, isinstance(one, Draft)) for one in found] == [
        ("ferry.jsonl:1", True),
        ("ferry.jsonl:2", False),
        ("ferry.jsonl:4", False),
        ("ferry.jsonl:5", True),
    ]


def test_a_line_may_hold_every_field_and_other_separators() -> None:
    row = {"id": "a", "text": "One.\u2028Two.\x85", "title": "T", "outlet": "Quill Post", "url": "https://q.example/1"}
    row |= {"author": "Ann Orr", "language": "en", "published": "2020-01-04T10:45:00+03:00", "beside": "kept out"}
    (draft,) = read("ferry.ndjson", json.dumps(row, ensure_ascii=False).encode() + b"\r\n")
    del row["beside"]
    assert draft == Draft(input="ferry.ndjson:1", **row)


def test_empty_fields_are_missing_ones() -> None:
    (draft,) = read("ferry.jsonl", b'{"text": "A ferry sank.", "title": "", "outlet": null, "published": ""}')
    assert (draft.title, draft.outlet, draft.published) == (None, None, None)


@pytest.mark.parametrize("name", ["page", "page.txt", "page.html", Path("a.b") / "page.HTM"])
def test_a_page_is_known_by_its_beginning_or_its_name(name: str) -> None:
    page = f"\n<!DOCTYPE html><html><body><article><p>{'A ferry sank off Quill. ' * 20}</p></article></body></html>"
    assert "<" not in read(str(name), page.encode())[0].text


PARSED = [("a.html", b"A"), ("a", b"<!doctype html>"), ("a.txt", b"%PDF-1"), ("a.eml", b"A"), ("a", b"MIME-Version: 1.0\n"),
          ("a.json", b"[]"), ("a.md", b"A")]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), PARSED)
def test_what_only_a_parser_can_read_is_told_apart(name: str, data: bytes) -> None:
    assert is_parsed(name, data)
    assert not is_parsed("a.txt", b"A ferry sank.")
    assert not is_parsed("a.jsonl", b"{}")


@given(
    st.sampled_from(["a.txt", "a.jsonl", "a.json", "a.md", "a.eml", "a.html", "a.pdf", "a.bin"]),
    st.one_of(st.binary(), st.text().map(str.encode)),
)
def test_any_bytes_are_read_or_refused_by_name(name: str, data: bytes) -> None:
    for found in drafts(name, data):
        assert found.input.startswith(name)
        assert found.why if isinstance(found, Refused) else found.text.strip()


@given(st.lists(st.text(NO_NUL, min_size=1).filter(lambda text: any(c.isalnum() for c in text)), max_size=5))
def test_any_text_survives_json_lines(texts: list[str]) -> None:
    data = "\n".join(json.dumps({"text": text}) for text in texts)
    assert [draft.text for draft in (read("a.jsonl", data.encode()) if texts else [])] == texts
