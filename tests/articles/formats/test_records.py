"""JSON of one article, of several, and under the wrong name."""

from __future__ import annotations

import json

import pytest

from bot.articles.formats import drafts
from bot.model import Draft, Refused

ONE, TWO = {"text": "A ferry sank.", "id": "a", "title": "Ferry"}, {"text": "Boats came.", "id": "b"}


def ids(name: str, data: str) -> list[str | None]:
    """The ids of the articles read, and None for a refusal."""
    return [found.id if isinstance(found, Draft) else None for found in drafts(name, data.encode())]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_article_or_a_list_of_them(indent: int | None) -> None:
    assert ids("a.json", json.dumps(ONE, indent=indent)) == ["a"]
    assert ids("a.json", json.dumps([ONE, TWO], indent=indent)) == ["a", "b"]


def test_json_lines_under_the_name_of_json() -> None:
    assert ids("a.json", f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n") == ["a", "b"]


def test_a_bad_article_in_a_list_costs_no_other_and_is_named_by_its_place() -> None:
    found = list(drafts("a.json", json.dumps([ONE, {"title": "x"}, 5, TWO]).encode()))
    assert [f.input for f in found if isinstance(f, Refused)] == ["a.json:2", "a.json:3"]
    assert [f.input for f in found if isinstance(f, Draft)] == ["a.json:1", "a.json:4"]


def test_a_line_in_another_encoding_costs_no_other() -> None:
    odd = '{"text": "Zoë Åsel and her crew of ninety came home on Friday, and nobody on the pier spoke.", "id": "c"}'
    data = b"\n".join([json.dumps(ONE).encode(), odd.encode("cp1252"), json.dumps(TWO).encode()])
    found = [f for f in drafts("a.jsonl", data) if isinstance(f, Draft)]
    assert [f.id for f in found] == ["a", "c", "b"]
    assert found[1].text.startswith("Zoë Åsel")
    assert [bool(f.note) for f in found] == [False, True, False]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_with_a_byte_order_mark(encoding: str) -> None:
    (found,) = drafts("a.jsonl", json.dumps({"text": "Zoë"}, ensure_ascii=False).encode(encoding))
    assert isinstance(found, Draft)
    assert found.text == "Zoë"


@pytest.mark.parametrize("data", ["[]", "{}", "[", "5", "null", '"text"', "[" * 100_000, '{"text":' * 100_000])
def test_json_of_anything_else_is_refused_or_empty(data: str) -> None:
    assert not [found for found in drafts("a.json", data.encode()) if isinstance(found, Draft)]
