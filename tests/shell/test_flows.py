"""Gather, decide, apply: what indexing makes of inputs, and which articles the desk speaks of."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.model import Draft, Request
from bot.prompts import lenses
from bot.shell.embedder import MiniLM
from bot.shell.flows import indexing
from bot.shell.flows.asking import Desk
from bot.shell.flows.indexing import Outcome
from bot.shell.sources import drafts_in
from bot.shell.store.articles import ArticleStore, Known
from bot.shell.store.rows import digest
from tests.corpus import EVENING, SEEDS
from tests.shell.test_messages import LATER, MESSAGES

ONE = "Ferry runs aground\n\nThe ferry Ondine ran aground off Ostrand on Monday with 40 people on board. Nobody was hurt.\n"

# ------------------------------------------------------------------ asking


def test_the_day_of_a_briefing(desk: Desk) -> None:
    newest, that_day = desk.ask("/brief", LATER), desk.ask("/brief", dt.datetime(2020, 1, 9, 20, tzinfo=dt.UTC))
    assert "10 January 2020" in newest.messages[0].html
    assert "9 January 2020" in that_day.messages[0].html
    assert [item["quotes"] for item in newest.items] != [item["quotes"] for item in that_day.items]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("/brief 3 january", "3 January 2020"),
        ("/brief january 3", "3 January 2020"),
        ("/brief Tuesday", "7 January 2020"),
        ("/brief tuesday iran", "7 January 2020"),
        ("/brief 09.01.2020", "9 January 2020"),
        ("/brief yesterday", "9 January 2020"),
        ("/brief today", "10 January 2020"),
        ("/brief since tuesday", "10 January 2020"),
        ("/brief until tuesday", "7 January 2020"),
        ("/brief from:2020-01-02 to:2020-01-04", "4 January 2020"),
        ("/brief this week", "10 January 2020"),
        ("/brief 2020", "10 January 2020"),
        ("/brief 3 january 2018", "3 January 2018"),
        ("/brief 2021", "31 December 2021"),
    ],
)
def test_the_day_of_a_briefing_in_words(desk: Desk, text: str, day: str) -> None:
    assert f" {day}" in desk.ask(text, LATER).messages[0].html.partition("\n")[0]


def test_today_in_words_is_the_briefing_as_it_is_now(desk: Desk) -> None:
    assert desk.ask("/brief today", LATER).messages[0].html == desk.ask("/brief", LATER).messages[0].html


@pytest.mark.parametrize("text", ["/summary 2020-01-03", "/summary embassy on friday", "/summary since january 9"])
def test_a_summary_keeps_to_the_days_that_are_asked_for(desk: Desk, text: str) -> None:
    days = {source.article.published.date for source in desk.ask(text, dt.datetime(2020, 1, 4, tzinfo=dt.UTC)).sources}
    assert days <= {dt.date(2020, 1, 3), dt.date(2020, 1, 9), dt.date(2020, 1, 10)}
    assert days


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Most articles are about it, and it is not in the title.
        ("/summary flight", ["crashed minutes after it took off", "Flight PS752 to Kyiv", "57 of its citizens died"]),
        # One sentence is about it.
        ("/summary bushfires", ["when bushfire swept down", "rose to 23 with the deaths"]),
        ("/summary jakarta", ["At least 60 people have died"]),
    ],
)
def test_a_summary_has_the_event_beside_the_words_of_its_topic(desk: Desk, text: str, told: list[str]) -> None:
    html = desk.ask(text, LATER).messages[0].html
    assert [part for part in told if part not in html] == []


def test_a_summary_of_a_part_of_the_story_keeps_to_it(desk: Desk) -> None:
    reply = desk.ask("/summary embassy", LATER)
    quoted = [item["quotes"][0]["text"] for item in reply.items]  # type: ignore[index]  # JSON
    assert all("embass" in text for text in quoted)


def test_a_summary_of_days_that_end_before_they_begin_is_said_to_be_upside_down(desk: Desk) -> None:
    assert "upside down" in desk.ask("/summary from:2020-01-03 to:2020-01-01", LATER).messages[0].html


def test_only_the_named_articles_are_spoken_of(desk: Desk) -> None:
    jakarta = next(story for story in desk.stories() if "Jakarta" in story.title)
    for text in (
        "/summary",
        "/timeline",
        "/actors",
        "/casualties",
        "/sources",
        "/search flood",
        "How many people died?",
    ):
        reply = desk.ask(text, EVENING, only=jakarta.articles)
        assert reply.sources, text
        assert {source.article.id for source in reply.sources} <= set(jakarta.articles), text


@pytest.mark.parametrize("only", [[], ["no such article"]])
def test_no_articles_are_no_answer(desk: Desk, only: list[str]) -> None:
    for text in ("/summary", "/timeline", "/actors", "/troops", "/disputed", "How many people died?"):
        reply = desk.ask(text, EVENING, only=only)
        assert (reply.kind, reply.items, reply.sources) == ("none", (), ()), text


def test_every_command_answers_over_an_empty_store(model: MiniLM, tmp_path: Path) -> None:
    desk = Desk(ArticleStore(tmp_path, model.name), model, Wording("sitrep_bot"))
    for text in (*MESSAGES, "/actors", "/casualties"):
        reply = desk.ask(text, LATER)
        assert reply.messages[0].html, text
        assert reply.items == (), text


def test_a_page_beyond_the_last_is_the_last(desk: Desk) -> None:
    far = desk.answer(Request("actors", page=999), LATER)
    assert far.messages[0].html == desk.answer(Request("actors", page=998), LATER).messages[0].html
    assert far.messages[0].buttons[0][0].label == "Back"


# ------------------------------------------------------------------ indexing


@pytest.mark.parametrize(
    ("known", "state"), [(None, "new"), (Known("a", digest(ONE)), "known"), (Known("a", digest("another")), "changed")]
)
def test_deciding_what_an_input_is(known: Known | None, state: str) -> None:
    assert indexing.decide(Draft("a.txt", ONE), known) == state


def test_an_article_is_new_then_known_then_changed(model: MiniLM, tmp_path: Path) -> None:
    store = ArticleStore(tmp_path / "home", model.name)
    file = tmp_path / "ferry.txt"
    file.write_text(ONE)
    first = index(store, model, file)
    assert (first.state, index(store, model, file)) == ("new", Outcome(str(file), first.article, "known"))
    file.write_text(ONE + "It was afloat again on Tuesday.\n")
    assert index(store, model, file) == Outcome(str(file), first.article, "changed")
    assert store.ids() == [first.article]
    assert "Tuesday" in store.reports([str(first.article)])[str(first.article)].article.text


def test_a_link_to_a_sentence_that_has_changed_shows_both(model: MiniLM, tmp_path: Path) -> None:
    desk = Desk(ArticleStore(tmp_path / "home", model.name), model, Wording("sitrep_bot"))
    file = tmp_path / "ferry.txt"
    file.write_text(ONE)
    index(desk.store, model, file)
    html = desk.ask("How many people were on board of the ferry?", EVENING).messages[0].html
    link = html.split("?start=")[1].split('"')[0]
    assert "with 40 people" in desk.ask(f"/start {link}", EVENING).messages[0].html
    file.write_text(ONE.replace("40 people", "43 people"))
    index(desk.store, model, file)
    changed = desk.ask(f"/start {link}", EVENING).messages[0].html
    assert "with 40 people" in changed
    assert "with 43 people" in changed


def test_the_same_text_elsewhere_is_known(model: MiniLM, tmp_path: Path) -> None:
    store = ArticleStore(tmp_path / "home", model.name)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ferry.txt").write_text(ONE)
    outcomes = list(indexing.index(drafts_in([tmp_path / "a", tmp_path / "b"]), store, model, lenses()))
    assert [outcome.state for outcome in outcomes] == ["new", "known"]
    assert outcomes[0].article == outcomes[1].article


def test_a_given_id_is_kept_and_replaces(model: MiniLM, tmp_path: Path) -> None:
    store = ArticleStore(tmp_path / "home", model.name)
    file = tmp_path / "ferries.jsonl"
    rows = [{"id": "ferry", "text": ONE}, {"id": "ferry", "text": ONE + "More is known."}, {"id": "other", "text": ONE}]
    file.write_text("\n".join(map(json.dumps, rows)))
    outcomes = list(indexing.index(drafts_in([file]), store, model, lenses()))
    assert [outcome.article for outcome in outcomes] == ["ferry", "ferry", "other"]
    assert store.ids() == ["ferry", "other"]
    assert store.reports(["ferry"])["ferry"].article.text.endswith("More is known.")


def test_indexing_the_seeds_again_changes_nothing(home: Path, model: MiniLM) -> None:
    store = ArticleStore(home, model.name)
    before = {table: list(store.db.table(table).rows) for table in ("articles", "sentences", "vectors", "stories")}
    revision = store.revision
    outcomes = list(indexing.index(drafts_in([SEEDS]), store, model, lenses()))
    indexing.regroup(store)
    assert {outcome.state for outcome in outcomes} == {"known"}
    assert store.revision == revision
    assert {table: list(store.db.table(table).rows) for table in before} == before


def test_the_order_of_indexing_does_not_matter(five: Path, model: MiniLM, tmp_path: Path) -> None:
    store = ArticleStore(five, model.name)
    files = sorted({report.article.input for report in store.reports(store.ids()).values()}, reverse=True)
    other = ArticleStore(tmp_path, model.name)
    for file in files:
        list(indexing.index(drafts_in([Path(file)]), other, model, lenses()))
        indexing.regroup(other)
    assert other.stories.all() == store.stories.all()
    assert other.reports(other.ids()) == store.reports(store.ids())


def index(store: ArticleStore, model: MiniLM, file: Path) -> Outcome:
    """What becomes of one file."""
    (outcome,) = indexing.index(drafts_in([file]), store, model, lenses())
    return outcome


@pytest.mark.parametrize(("text", "near"), [("/troops ghosn", "/arrests"), ("/weapons pensions", "/crowds")])
def test_a_story_without_such_figures_offers_the_nearest_that_it_has(desk: Desk, text: str, near: str) -> None:
    reply = desk.ask(text, EVENING)
    assert (reply.kind, reply.items, reply.sources) == ("none", (), ())
    assert [button.label for row in reply.messages[0].buttons for button in row] == [near]
    assert desk.ask(reply.messages[0].buttons[0][0].request, EVENING).kind == "figures"
