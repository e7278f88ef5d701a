"""The command line as programs use it: JSON Lines, exit codes, refusals by name; run in this process where that is enough."""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from tests.corpus import ROOT, SEEDS

GOOD = "The ferry Ondine ran aground off Ostrand on Monday with 40 people on board. Nobody was hurt.\n"
HEAVY = ("torch", "sentence_transformers", "telegram", "numpy", "jinja2", "trafilatura", "sqlite_utils", "uvicorn")


def sitrep(home: Path, *arguments: object, stdin: str | None = None) -> Result:
    """What a command does."""
    return CliRunner().invoke(app, ["--home", str(home), *map(str, arguments)], input=stdin)


def rows(result: Result, code: int = 0) -> list[dict[str, Any]]:
    """The JSON Lines that a command printed; nothing else may be on standard output."""
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@contextmanager
def process(home: Path, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """The program as a process of its own, in a home as its working folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SITREP_", "TELEGRAM_"))}
    environment |= {"PYTHONPATH": str(ROOT), "SITREP_HOME": str(home), **settings}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(command, **pipes, env=environment, cwd=home, text=True, encoding="utf-8") as running:
        yield running
        running.kill()


# ------------------------------------------------------------------ index, read, show


def test_index_names_every_input_and_changes_nothing_twice(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "input"
    folder.mkdir()
    (folder / "ferry.txt").write_text(GOOD)
    (folder / "two.jsonl").write_text(json.dumps({"id": "mine", "text": GOOD + "More."}) + "\n{half\n")
    (folder / "empty.txt").write_text("")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(60_000_000)

    first = sitrep(home, "index", folder, "--json")
    found = {Path(row["input"]).name: row for row in rows(first, 1)}
    assert {name: row["state"] for name, row in found.items()} == {
        "empty.txt": "refused", "ferry.txt": "new", "huge.txt": "refused", "two.jsonl:1": "new", "two.jsonl:2": "refused",
    }  # fmt: skip
    for name, row in found.items():
        assert set(row) >= {"input", "article", "state", "why"}
        if row["state"] == "refused":
            assert row["article"] is None
            assert f"{name}: {row['why']}" in first.stderr
    assert found["two.jsonl:1"]["article"] == "mine"

    before = dump(home)
    again = {
        row["state"] for row in rows(sitrep(home, "index", folder / "ferry.txt", folder / "two.jsonl", "--json"), 1)
    }
    assert again == {"known", "refused"}
    assert dump(home) == before

    (folder / "ferry.txt").write_text(GOOD + "It was afloat again on Tuesday.\n")
    (changed,) = rows(sitrep(home, "index", folder / "ferry.txt", "--json"))
    assert (changed["state"], changed["article"]) == ("changed", found["ferry.txt"]["article"])
    (shown,) = rows(sitrep(home, "show", changed["article"]))
    assert shown["changes"] == [[{"before": None, "after": "It was afloat again on Tuesday."}]]


def dump(home: Path) -> list[str]:
    """Everything in the index."""
    store = ArticleStore(home, MiniLM().name)
    return list(store.db.iterdump())


def test_index_without_json_prints_nothing_for_programs(home: Path) -> None:
    result = sitrep(home, "index", SEEDS)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "37 known" in result.stderr


def test_read_stores_nothing_and_show_prints_the_same(tmp_path: Path) -> None:
    file, home = tmp_path / "ferry.txt", tmp_path / "home"
    file.write_text("date 2020-01-06 Ferry runs aground\n\n" + GOOD)
    (read,) = rows(sitrep(home, "read", file))
    assert not home.exists()
    assert read["published"] | {"rule": "", "time": None} == {
        "date": "2020-01-06",
        "how": "stated",
        "rule": "",
        "time": None,
    }
    (indexed,) = rows(sitrep(home, "index", file, "--json"))
    assert rows(sitrep(home, "show", indexed["article"])) == [read | {"changes": []}]


def test_read_has_the_form_of_the_contract(tmp_path: Path) -> None:
    articles = rows(sitrep(tmp_path, "read", SEEDS))
    assert len(articles) == 37
    for article in articles:
        text = article["text"]
        assert set(article) >= {"id", "input", "title", "outlet", "agency", "url", "language", "published", "sentences"}
        assert article["published"]["how"] in ("given", "stated", "inferred", "unknown")
        assert (article["published"]["date"] is None) == (article["published"]["how"] == "unknown")
        assert {s["kind"] for s in article["sentences"]} <= {"news", "headline", "caption", "credit", "boilerplate"}
        for thing in (*article["dates"], *article["figures"], *article["actors"]):
            assert thing["text"] == text[thing["start"] : thing["end"]] != ""
        for figure in article["figures"]:
            assert set(figure) >= {"low", "high", "hedge", "change", "counted", "unit", "lens"}
        for date in article["dates"]:
            assert date["type"] in ("DATE", "TIME", "DURATION", "SET") and date["value"] and date["rule"]


def test_read_refuses_by_name(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2")
    (tmp_path / "ferry.txt").write_text(GOOD)
    result = sitrep(tmp_path / "home", "read", tmp_path)
    assert len(rows(result, 1)) == 1
    assert "binary.txt: this is a binary file" in result.stderr


def test_show_of_an_unknown_article_says_so(indexed: Path) -> None:
    result = sitrep(indexed, "show", "nothing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no article nothing" in result.stderr


# ------------------------------------------------------------------ ask, search, timeline, stories, brief


def test_ask_in_a_batch_answers_in_order(indexed: Path, tmp_path: Path) -> None:
    jakarta = next(row for row in rows(sitrep(indexed, "stories")) if "Jakarta" in row["title"])
    asked = [
        {"id": "a", "text": "How many people died in the floods?"},
        {"id": "b", "text": "Who won the cup final?"},
        {"id": 3, "text": "/brief", "now": "2020-01-03T12:00:00+00:00"},
        {"id": "d", "text": "/timeline", "only": jakarta["articles"]},
        {"text": "/stories"},
    ]
    (tmp_path / "batch.jsonl").write_text("\n\n".join(map(json.dumps, asked)))
    answers = rows(sitrep(indexed, "ask", "--batch", tmp_path / "batch.jsonl"))
    assert [answer["id"] for answer in answers] == ["a", "b", 3, "d", None]
    assert [answer["kind"] for answer in answers[:4]] == ["answer", "none", "brief", "timeline"]
    assert {source["article"] for source in answers[3]["sources"]} <= set(jakarta["articles"])
    for answer in answers:
        numbers = [source["n"] for source in answer["sources"]]
        assert numbers == list(range(1, len(numbers) + 1))
        quoted = {quote["source"] for item in answer["items"] for quote in (*item["quotes"], *item.get("was", ()))}
        assert quoted == set(numbers), "a source that nothing quotes, or a quote without its source"
        for source in answer["sources"]:
            assert set(source) >= {"n", "article", "title", "outlet", "agency", "published", "url"}


def test_a_batch_is_answered_line_by_line(indexed: Path, tmp_path: Path) -> None:
    """A program keeps the process open and waits for each answer before it asks on."""
    with process(indexed, "ask", "--batch", "-") as running:
        assert running.stdin and running.stdout
        for number in range(3):
            running.stdin.write(json.dumps({"id": number, "text": "How many soldiers were sent?"}) + "\n")
            running.stdin.flush()
            answer = json.loads(running.stdout.readline())
            assert (answer["id"], answer["kind"]) == (number, "answer")
        running.stdin.close()
        assert running.wait(20) == 0


def test_one_text_with_only_and_now(indexed: Path) -> None:
    jakarta = next(row for row in rows(sitrep(indexed, "stories")) if "Jakarta" in row["title"])
    only = jakarta["articles"][:1]
    (summary,) = rows(sitrep(indexed, "ask", "/summary", "--only", ",".join(only)))
    assert {source["article"] for source in summary["sources"]} == set(only)


@pytest.mark.parametrize("day", ["2020-01-03", "2020-01-07"])
def test_now_is_believed_where_articles_of_that_day_are_indexed(desk: Desk, day: str) -> None:
    reply = desk.ask("/brief", dt.datetime.fromisoformat(f"{day}T20:00:00+00:00"))
    assert f"{int(day[-2:])} January 2020" in reply.messages[0].html.splitlines()[0]


def test_explain_says_what_spoke_for_a_sentence_and_what_put_it_out(indexed: Path) -> None:
    first, *_ = rows(sitrep(indexed, "explain", "How many soldiers were sent to Kuwait?", "--limit", 3))
    assert first["out"] == []
    assert 0 < first["chance"] < 1
    assert {"overlap", "has_number"} <= {feature["feature"] for feature in first["features"]}
    british = rows(sitrep(indexed, "explain", "How many Norwegian soldiers were sent to Kuwait?"))
    assert all("misses_a_name" in row["out"] for row in british)


def test_search_limits_restricts_and_takes_one_an_article(indexed: Path) -> None:
    (found,) = rows(sitrep(indexed, "search", "soldiers sent to Kuwait", "--limit", 7))
    assert len(found["hits"]) == 7
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    (apart,) = rows(sitrep(indexed, "search", "soldiers sent to Kuwait", "--limit", 7, "--articles"))
    articles = [hit["article"] for hit in apart["hits"]]
    assert len(articles) == len(set(articles)) == 7
    assert [hit["score"] for hit in apart["hits"]] == sorted((hit["score"] for hit in apart["hits"]), reverse=True)
    only = articles[2:4]
    batch = json.dumps({"id": "x", "text": "soldiers", "only": only})
    (restricted,) = rows(sitrep(indexed, "search", "--batch", "-", stdin=batch))
    assert restricted["id"] == "x"
    assert {hit["article"] for hit in restricted["hits"]} == set(only)


def test_timeline_keeps_to_its_range_and_limits(indexed: Path) -> None:
    days = ("--from", "2019-12-29", "--to", "2020-01-05")
    (timeline,) = rows(sitrep(indexed, "timeline", *days, "--dates", 4, "--sentences", 1))
    dates = [item["date"] for item in timeline["items"]]
    assert timeline["kind"] == "timeline"
    assert dates == sorted(set(dates))
    assert len(dates) == 4
    assert all("2019-12-29" <= date <= "2020-01-05" or date == "2019-W52" for date in dates)
    (more,) = rows(sitrep(indexed, "timeline", *days, "--dates", 99, "--sentences", 99))
    assert len(more["items"]) > len(timeline["items"])
    (topical,) = rows(sitrep(indexed, "timeline", "jakarta"))
    assert "Jakarta" in topical["messages"][0]


def test_stories_hold_every_article_once(indexed: Path) -> None:
    stories = rows(sitrep(indexed, "stories"))
    held = [article for story in stories for article in story["articles"]]
    assert len(held) == len(set(held)) == 37
    for story in stories:
        assert set(story) >= {"story", "title", "first", "last", "articles", "witnesses"}
        assert sorted(article for group in story["witnesses"] for article in group) == sorted(story["articles"])


def test_brief_of_a_day_and_a_topic(indexed: Path) -> None:
    (brief,) = rows(sitrep(indexed, "brief", "--date", "2020-01-09"))
    assert brief["kind"] == "brief"
    assert all({"story", "new", "quotes"} <= set(item) for item in brief["items"])
    (topical,) = rows(sitrep(indexed, "brief", "--date", "2020-01-09", "--topic", "pension"))
    assert {item["story"] for item in topical["items"]} < {item["story"] for item in brief["items"]}


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype"), ("md", b"# Briefing for"), ("rss", b"<?xml")])
def test_a_briefing_is_written_the_same_again(home: Path, form: str, begins: bytes) -> None:
    written = [sitrep(home, "brief", "--date", "2020-01-03", "--format", form).stdout_bytes for _ in range(2)]
    assert written[0] == written[1]
    assert written[0].startswith(begins)
    (printed,) = rows(sitrep(home, "brief", "--date", "2020-01-03"))
    quoted = {quote["text"] for item in printed["items"] for quote in item["quotes"][:1]}
    said = "".join(html.unescape(html.unescape(written[0].decode())).replace("\\", "").split())
    assert all("".join(text.split()) in said for text in quoted)


def test_a_summary_is_printed_and_written(indexed: Path) -> None:
    (printed,) = rows(sitrep(indexed, "summary", "jakarta"))
    assert printed["kind"] == "summary"
    written = sitrep(indexed, "summary", "jakarta", "--format", "md").stdout
    assert written.startswith("# Jakarta floods")
    assert "## Sources" in written


def test_what_cannot_be_written_is_said(indexed: Path) -> None:
    refused = sitrep(indexed, "brief", "--date", "2020-13-45", "--format", "html")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "2020-13-45" in refused.stderr


# ------------------------------------------------------------------ wrong usage


@pytest.mark.parametrize(
    ("arguments", "stdin", "why"),
    [
        (["ask"], None, "TEXT or --batch"),
        (["ask", "x", "--batch", "-"], "", "TEXT or --batch"),
        (["ask", "x", "--now", "noon"], None, "noon is no time"),
        (["ask", "--batch", "-"], "{half", "line 1 of the batch is not JSON"),
        (["ask", "--batch", "-"], '\n{"id": 1}', 'line 2 of the batch needs a "text"'),
        (["search", "x", "--limit", "0"], None, "--limit"),
        (["index"], None, "paths"),
        (["no-such-command"], None, "no-such-command"),
    ],
)
def test_wrong_usage_is_two(indexed: Path, arguments: list[str], stdin: str | None, why: str) -> None:
    result = sitrep(indexed, *arguments, stdin=stdin)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert why in result.stderr


def test_another_model_than_the_index_was_made_with_is_refused_in_a_line(home: Path) -> None:
    with process(home, "ask", "How many soldiers?", SITREP_MODEL="another/model") as running:
        printed, said = running.communicate(timeout=30)
    assert (running.returncode, printed) == (1, "")
    assert said.startswith("this index was made with all-MiniLM-L6-v2")
    assert said.count("\n") == 1


@pytest.mark.parametrize("spoil", ["a file", "no database"])
def test_a_home_that_cannot_be_used_is_one_clear_line(tmp_path: Path, spoil: str) -> None:
    home = tmp_path / "home"
    if spoil == "a file":
        home.write_text("")
    else:
        home.mkdir()
        (home / "articles.db").write_text("this is no database, and it is longer than a header " * 40)
    with process(tmp_path, "--home", str(home), "stories") as running:
        printed, said = running.communicate(timeout=30)
    assert (running.returncode, printed) == (1, "")
    assert said.count("\n") == 1
    assert "home" in said


# ------------------------------------------------------------------ starting


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.__main__ import app\n"
        "try: app(['--help'], prog_name='sitrep')\n"
        f"finally: print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stderr.strip() == "[]"
    for command in ("index", "read", "ask", "search", "timeline", "stories", "brief", "show", "serve"):
        assert command in done.stdout


def test_serve_is_ready_answers_and_ends_when_told(home: Path) -> None:
    with process(home, "serve", SITREP_PREVIEW_PORT="0") as running:
        assert running.stderr
        errors = running.stderr
        said = list(iter(lambda: errors.readline().strip(), "ready"))
        address = next(word for line in said for word in line.split() if word.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(address, timeout=10) as page:
            assert b"preview" in page.read().lower()
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
        assert "Traceback" not in errors.read()
