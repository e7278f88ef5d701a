"""The store: its history of schemas, exact text, one model a file, and writes that happen whole or not at all."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database, Migrations

from bot.articles.reading import read
from bot.facts.reading import read_facts
from bot.model import (
    Article,
    DateMention,
    Draft,
    Report,
    Sentence,
    SentenceKind,
    StoreMismatch,
    TimexType,
    sentence_key,
)
from bot.prompts import lenses
from bot.shell.embedder import Vectors
from bot.shell.flows.asking import Desk
from bot.shell.store import rows, schema
from bot.shell.store.articles import ArticleStore
from bot.shell.store.people import PeopleStore
from bot.shell.store.views import View

NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
TEXT = "The ferry Ondine left Ostrand on Monday with 40 passengers. Nobody was hurt when it ran aground. (Reporting by A. Nyl)"
TABLES = ("articles", "sentences", "sentences_fts", "vectors", "dates", "figures", "actors", "stories", "settings")


@pytest.fixture
def report() -> Report:
    """A small article, read."""
    article = read(Draft("ferry.txt", TEXT, id="ferry", published="2020-01-08"))
    return Report(article, read_facts(article, lenses()))


@pytest.fixture
def store(tmp_path: Path) -> ArticleStore:
    """An empty store of the model "small"."""
    return ArticleStore(tmp_path, "small")


def vectors(article: Article) -> Vectors:
    """A vector for each sentence that may be quoted."""
    quotable = [s for s in article.sentences if s.kind in (SentenceKind.NEWS, SentenceKind.HEADLINE)]
    return np.eye(4, dtype=np.float32)[: len(quotable)]


def counts(store: ArticleStore) -> dict[str, int]:
    """The rows of every table."""
    return {table: store.db.table(table).count for table in TABLES}


# ------------------------------------------------------------------ the schema and its history


@pytest.mark.parametrize("history", [schema.articles, schema.people], ids=["articles", "people"])
def test_the_history_applies_to_an_empty_file_and_again(tmp_path: Path, history: Migrations) -> None:
    file = tmp_path / "folder" / "new.db"
    first = schema.open_file(file, history, "NORMAL")
    made = first.schema
    first.close()
    second = schema.open_file(file, history, "NORMAL")
    assert second.schema == made
    assert second.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert second.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_database_of_the_first_schema_opens_and_is_brought_up_to_date(tmp_path: Path, report: Report) -> None:
    with closing(sqlite3.connect(tmp_path / "articles.db")) as connection:
        old = Database(connection)
        first = schema.articles.pending(old)[0].name
        schema.articles.apply(old, stop_before=schema.articles.pending(old)[1].name)
        assert [migration.name for migration in schema.articles.applied(old)] == [first]
        assert "figures" not in old.table_names()
    store = ArticleStore(tmp_path, "small")
    store.put(report, vectors(report.article))
    assert store.reports(["ferry"])["ferry"] == report


def test_what_is_inside_another_table_must_be_there(store: ArticleStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.db.table("vectors").insert({"sentence": 77, "vector": b""})


# ------------------------------------------------------------------ articles


def test_an_article_comes_back_as_it_was_put(store: ArticleStore, report: Report) -> None:
    store.put(report, vectors(report.article))
    assert store.reports(["ferry", "nothing"]) == {"ferry": report}
    assert report.facts.dates and report.facts.figures, "the example holds too little"


def test_putting_it_again_replaces_it(store: ArticleStore, report: Report) -> None:
    store.put(report, vectors(report.article))
    before, revision = counts(store), store.revision
    store.put(report, vectors(report.article))
    assert counts(store) == before
    assert store.revision > revision, "what was computed from the old one would pass for fresh"


def test_every_stored_sentence_is_its_slice(desk: Desk) -> None:
    sql = "SELECT s.text, s.start, s.end, a.text AS whole FROM sentences s JOIN articles a ON a.id = s.article"
    found = list(desk.store.db.query(sql))
    assert len(found) > 500
    for row in found:
        assert row["text"] == row["whole"][row["start"] : row["end"]] != ""


def test_only_what_may_be_quoted_has_a_vector(desk: Desk) -> None:
    sql = (
        "SELECT kind, count(v.sentence) AS with_vector, count(*) AS n "
        "FROM sentences s LEFT JOIN vectors v ON v.sentence = s.id GROUP BY kind"
    )
    for row in desk.store.db.query(sql):
        assert row["with_vector"] == (row["n"] if row["kind"] in ("news", "headline") else 0), row


def test_a_put_that_fails_leaves_nothing(store: ArticleStore, report: Report) -> None:
    with pytest.raises(ValueError, match="zip"):
        store.put(report, vectors(report.article)[:1])
    assert set(counts(store).values()) == {0}
    assert store.revision == 0


def test_a_put_that_fails_leaves_the_old_article(store: ArticleStore, report: Report) -> None:
    store.put(report, vectors(report.article))
    before = counts(store)
    twice = Sentence(0, 5, 0)
    broken = replace(report, article=replace(report.article, sentences=(twice, twice)))
    with pytest.raises(sqlite3.IntegrityError):
        store.put(broken, vectors(broken.article))
    assert store.reports(["ferry"])["ferry"] == report
    assert counts(store) == before


def test_vectors_of_another_model_are_refused(store: ArticleStore, report: Report, tmp_path: Path) -> None:
    ArticleStore(tmp_path, "large").close()
    store.put(report, vectors(report.article))
    with pytest.raises(StoreMismatch, match=r"made with small float16, not large float16: use that model, or another"):
        ArticleStore(tmp_path, "large")
    assert ArticleStore(tmp_path, "small").ids() == ["ferry"]


def test_a_changed_article_keeps_what_it_said(store: ArticleStore, report: Report) -> None:
    article = read(Draft("ferry.txt", TEXT.replace("Nobody was", "Two were"), id="ferry", published="2020-01-08"))
    first, second = report.article.sentences[:2]
    old = sentence_key("ferry", second.start, second.of(TEXT))
    store.put(report, vectors(report.article))
    assert store.versions.old_sentence(old) is None
    store.put(Report(article, report.facts), vectors(article))
    assert store.versions.sentence(old) is None
    assert store.versions.old_sentence(old) == ("ferry", second.of(TEXT))
    assert store.versions.sentence(sentence_key("ferry", first.start, first.of(TEXT))), "a link to what stayed is lost"
    assert store.versions.earlier("ferry") == [[first.of(TEXT), second.of(TEXT)]]
    store.put(Report(article, report.facts), vectors(article))
    assert len(store.versions.earlier("ferry")) == 1, "the same text is no version"


def test_known_by_id_address_place_and_text(store: ArticleStore, report: Report) -> None:
    store.put(
        replace(report, article=replace(report.article, url="https://example.org/ferry")), vectors(report.article)
    )
    ways = [
        store.known(id="ferry", url=None, input="x", digest="x"),
        store.known(id=None, url="https://example.org/ferry", input="x", digest="x"),
        store.known(id=None, url=None, input="ferry.txt", digest="x"),
        store.known(id=None, url=None, input="x", digest=rows.digest(TEXT)),
    ]
    assert ways == [("ferry", rows.digest(TEXT))] * 4
    assert store.known(id="other", url=None, input="ferry.txt", digest="x") is None


def test_dates_read_anew_replace_the_old(store: ArticleStore, report: Report) -> None:
    store.put(report, vectors(report.article))
    moved = replace(report.facts, dates=(DateMention(0, 3, TimexType.DATE, "2020", "by hand"),))
    store.put_dates({"ferry": (report.article.published, moved.dates)})
    assert store.reports(["ferry"])["ferry"].facts == moved


# ------------------------------------------------------------------ people


def test_a_button_works_after_a_restart_and_for_its_chat_alone(tmp_path: Path) -> None:
    people = PeopleStore(tmp_path)
    (token,) = people.views.remember(7, [View("/timeline story:1", True)], NOON)
    people.close()
    again = PeopleStore(tmp_path)
    assert again.views.view(token, 7) == View("/timeline story:1", True)
    assert again.views.view(token, 8) is None
    assert again.views.remember(7, [View("/timeline story:1", True)], NOON) == [token]
    assert 0 < len(token.encode()) <= 64


def test_buttons_are_forgotten_after_a_while(tmp_path: Path) -> None:
    people = PeopleStore(tmp_path)
    (old,) = people.views.remember(7, [View("/help", False)], NOON)
    people.views.remember(7, [View("/stories", False)], NOON + dt.timedelta(days=31))
    assert people.views.view(old, 7) is None


def test_what_people_did_is_flushed_to_the_disk(tmp_path: Path) -> None:
    assert PeopleStore(tmp_path).db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_an_older_home_is_read_once_more(tmp_path: Path) -> None:
    """A home from before speakers were read knows them after the next question."""
    from bot.shell.flows.indexing import reread

    text = "The mayor said nobody was hurt. Rain fell on Ostrand."
    article = read(Draft("mayor.txt", f"Ferry\n\n{text}\n", id="mayor"))
    before = ArticleStore(tmp_path, "small")
    before.put(Report(article, replace(read_facts(article, lenses()), speeches=())), vectors(article))
    before.db.execute("DROP TABLE speeches")
    before.db.execute("DROP TABLE descriptions")
    before.db.execute("DROP INDEX idx_actors_name")
    before.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm007_speeches'")
    before.db.conn.commit()
    before.close()
    now = ArticleStore(tmp_path, "small")
    assert now.needs_reading
    reread(now, lenses())
    assert [s.name for s in now.reports(["mayor"])["mayor"].facts.speeches] == ["mayor"]
    assert not now.needs_reading
    now.close()


def test_articles_are_found_by_those_they_name(store: ArticleStore) -> None:
    for id, who in (("a", "Reza Karimi"), ("b", "Reza Hosseini"), ("c", "Ali Karimi")):
        article = read(
            Draft(
                f"{id}.txt",
                f"News\n\nPresident {who} left Oslo on Monday.\n",
                id=id,
                published=f"2020-01-0{'abc'.index(id) + 1}",
            )
        )
        store.put(Report(article, read_facts(article, lenses())), vectors(article))
    assert store.names.having(["karimi"], 9) == ["c", "a"]
    assert store.names.having(["karimi"], 1) == ["c"]
    assert store.names.having(["reza", "karimi"], 9) == ["a"]
    assert store.names.having([], 9) == []
    assert store.names.having(["%"], 9) == []
    assert store.names.called(["Reza Hosseini", "Nobody"], 9) == ["b"]
    assert store.names.newest(2) == ["c", "b"]
