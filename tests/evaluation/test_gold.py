"""The gold lists speak of the seeds as they are: every phrase stands in its file, every article in one story."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "gold" / "seeds.toml").read_text(encoding="utf-8"))

Phrase = tuple[str, str, str]
FURNITURE = ("Copyright", "(Reporting", "<", "{", '"@', '"headline', '"author', '"datePublished', '"publisher')
DATELINE = re.compile(r"^[A-Z /]+(?:, [A-Z]\w+)? \((?:MPA|CWS)\) [-–—] ", re.MULTILINE)


def _articles() -> dict[str, str]:
    """The raw text of every article of the corpus by FILE, or by FILE.jsonl#ID."""
    found: dict[str, str] = {}
    for file in sorted(SEEDS.iterdir()):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            records = map(json.loads, text.splitlines())
            found |= {f"{file.name}#{record['id']}": record["text"] for record in records}
        elif file.name != "README.md":
            found[file.name] = text
    return found


ARTICLES = _articles()


def _phrases() -> Iterator[Phrase]:
    """Every phrase of the gold as (where it is listed, article's short name, words)."""
    for table in ("boilerplate", "captions", "headlines"):
        yield from _listed(table, GOLD[table])
    yield from _listed("not_forces", GOLD["not_forces"]["phrases"])
    for table in ("figures", "casualties", "timeline", "actors", "questions"):
        for entry in GOLD[table]:
            yield from _listed(table, entry.get("says") or entry["any"])
    yield from _sides()
    yield from (
        ("articles", article, facts["title"]) for article, facts in GOLD["articles"].items() if "title" in facts
    )


def _sides() -> Iterator[Phrase]:
    """The phrases of all disagreements; a side gives one phrase an article."""
    for entry in (*GOLD["disagreements"], *GOLD["also_disagreements"]):
        for side in entry["sides"].values():
            yield from ((entry["id"], article, words) for article, words in side.items())


def _listed(where: str, by_article: dict[str, list[str]]) -> Iterator[Phrase]:
    for article, phrases in by_article.items():
        for words in phrases:
            yield where, article, words


@pytest.mark.parametrize(("where", "article", "words"), list(_phrases()))
def test_every_phrase_stands_in_its_file(where: str, article: str, words: str) -> None:
    assert words in ARTICLES[GOLD["articles"][article]["file"]], where


def test_every_article_belongs_to_one_story() -> None:
    listed = Counter(file for story in GOLD["stories"] for file in story["files"])
    assert listed == Counter(ARTICLES.keys())


@pytest.mark.parametrize("group", GOLD["copies"], ids=lambda group: group["files"][0])
def test_copies_share_whole_sentences(group: dict[str, Any]) -> None:
    for one, other in combinations(group["files"], 2):
        assert len(_sentences(one) & _sentences(other)) >= 2, (one, other)


def test_articles_outside_a_copy_share_no_sentence() -> None:
    together = {pair for group in GOLD["copies"] for pair in combinations(sorted(group["files"]), 2)}
    for pair in combinations(sorted(ARTICLES), 2):
        assert pair in together or not _sentences(pair[0]) & _sentences(pair[1]), pair


def _sentences(article: str) -> set[str]:
    """Sentences of 40 characters or more, spelled alike, without datelines, credits and page furniture."""
    plain = DATELINE.sub("", ARTICLES[article]).replace("U.S.", "US").replace("’", "'")
    cut = {part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", plain)}
    return {part for part in cut if len(part) >= 40 and not part.startswith(FURNITURE)}


def test_there_is_enough_to_ask() -> None:
    assert len(GOLD["questions"]) >= 14
    assert len(GOLD["unanswerable"]["questions"]) == 10
