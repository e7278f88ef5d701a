"""The promises, held on the starter corpus: what is quoted is what was printed, and enough of it is found.

The floors are the first marks of the project's second issue, or what was reached when the test was written
where that is higher: raise them when it gets better. The figures themselves are printed at the end of the run.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from bot.model import SentenceKind
from bot.shell.flows.asking import Desk
from tests.corpus import EVENING, SEEDS
from tests.evaluation.quoted import ASKED, Item, Told, asked, file_of, items, sentences_shown
from tests.shell.preview.tdlib import reads

Gold = dict[str, Any]
Note = Callable[[str, int, int], float]
QUOTABLE = (SentenceKind.NEWS, SentenceKind.HEADLINE)
VAGUE = {"hundreds": (100, 999), "thousands": (1_000, 9_999), "tens of thousands": (10_000, 99_999)}


@pytest.fixture(scope="session", params=["desk", "desk_of_five"])
def told(request: pytest.FixtureRequest) -> Told:
    """What the desk says over all of the seeds, then over the five retold reports alone."""
    return Told(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def files(gold: Gold) -> dict[str, str]:
    """The files of the gold's short names."""
    return {name: article["file"] for name, article in gold["articles"].items()}


# ------------------------------------------------------------------ what is quoted


@pytest.mark.parametrize("text", ASKED)
def test_every_quote_is_the_slice_of_the_file(told: Told, text: str) -> None:
    for item in told.items(text):
        assert item.quotes, "an item without a quote"
        for quote in item.quotes:
            assert quote.text == quote.article.text[quote.start : quote.end] != ""
            if quote.file.endswith(".txt"):
                assert quote.article.text == (SEEDS / quote.file).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ASKED)
def test_nothing_is_quoted_but_news(told: Told, gold: Gold, files: dict[str, str], text: str) -> None:
    names = {file: name for name, file in files.items()}
    for quote in (quote for item in told.items(text) for quote in item.quotes):
        over = [s for s in quote.article.sentences if s.start < quote.end and quote.start < s.end]
        assert over
        assert all(s.kind in QUOTABLE for s in over), quote.text
        name = names.get(quote.file, "")
        for marked in (*gold["boilerplate"].get(name, []), *gold["captions"].get(name, [])):
            assert marked not in quote.text


@pytest.mark.parametrize("text", ASKED)
def test_messages_show_only_what_was_printed(told: Told, text: str) -> None:
    shown = [sentence for page in told.pages(text) for sentence in sentences_shown(page)]
    assert shown or text == "/sources", "no sentence is recognised: has the form of messages changed?"
    for sentence in shown:
        assert any(sentence in article for article in told.printed), sentence


@pytest.mark.parametrize(
    "text", [*ASKED, "/start", "/help", "Who won the cup final?", "/brief 2020-13-45", "/brief 2018"]
)
def test_every_page_is_a_message_that_telegram_takes(told: Told, text: str) -> None:
    for page in told.pages(text):
        read = reads(page)
        assert not isinstance(read, str), f"{read}: {page}"
        assert 0 < len(read[0].encode("utf-16-le")) // 2 <= 4096
        assert len(read[1]) <= 100


def test_what_is_declined_cites_nothing(desk: Desk) -> None:
    reply = desk.ask("Who won the cup final?", EVENING)
    assert (reply.kind, reply.items, reply.sources) == ("none", (), ())


# ------------------------------------------------------------------ what is read


def test_publication_is_known_with_its_provenance(
    desk_of_five: Desk, gold: Gold, files: dict[str, str], figure: Note
) -> None:
    store = desk_of_five.store
    read = {file_of(report.article): report.article for report in store.reports(store.ids()).values()}
    for name, wanted in gold["articles"].items():
        article = read[files[name]]
        assert (article.published.date, article.published.how.value) == (wanted["published"], wanted["how"]), name
        assert article.title == wanted.get("title", article.title), name
        assert article.agency in (wanted.get("agency"), None), name
    named = [name for name, wanted in gold["articles"].items() if "agency" in wanted]
    missed = [name for name in named if read[files[name]].agency is None]
    assert figure("agencies named", len(named) - len(missed), len(named)) >= 2 / 3, missed


def test_furniture_is_marked(desk_of_five: Desk, gold: Gold, files: dict[str, str]) -> None:
    store = desk_of_five.store
    for article in (report.article for report in store.reports(store.ids()).values()):
        hidden = " ".join(s.of(article.text) for s in article.sentences if s.kind not in QUOTABLE)
        name = next(name for name, file in files.items() if file == file_of(article))
        for phrase in (*gold["boilerplate"].get(name, []), *gold["captions"].get(name, [])):
            assert phrase in hidden, f"{name}: {phrase}"


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize("table", ["figures", "casualties"])
def test_figures_are_found(desk_of_five: Desk, gold: Gold, files: dict[str, str], figure: Note, table: str) -> None:
    command = {"figures": "/troops", "casualties": "/casualties"}[table]
    shown = asked(desk_of_five, command)
    wanted = [(fact, name) for fact in gold[table] for name in fact["says"]]
    missed = [
        (fact["id"], name)
        for fact, name in wanted
        if not any(fits(item, fact["value"]) and name in item.holds(fact["says"], files) for item in shown)
    ]
    assert figure(f"{command} recall", len(wanted) - len(missed), len(wanted)) >= 0.8, missed


def test_what_is_no_force_is_not_among_the_forces(desk_of_five: Desk, gold: Gold, files: dict[str, str]) -> None:
    for item in asked(desk_of_five, "/troops"):
        for name, phrases in gold["not_forces"]["phrases"].items():
            for phrase in phrases:
                number = "".join(filter(str.isdigit, phrase))
                held = item.holds({name: [phrase]}, files)
                assert not (held and number and float(number) in ends(item)), (phrase, item.row)


def test_days_are_found(desk_of_five: Desk, gold: Gold, files: dict[str, str], figure: Note) -> None:
    for name, shown in (
        ("timeline recall, all", asked(desk_of_five, "/timeline")),
        ("timeline recall, shown", items(desk_of_five.ask("/timeline", EVENING))),
    ):
        missed = [e["date"] for e in gold["timeline"] if not any(dated(item, e, files) for item in shown)]
        wanted = len(gold["timeline"])
        assert figure(name, wanted - len(missed), wanted) >= 0.7, missed


def test_actors_are_found(desk_of_five: Desk, gold: Gold, figure: Note) -> None:
    shown = asked(desk_of_five, "/actors")
    found = [(actor, next((i for i in shown if actor["name"] in called(i)), None)) for actor in gold["actors"]]
    missed = [actor["name"] for actor, item in found if item is None]
    kinds = [actor["name"] for actor, item in found if item and item.row["kind"] != actor["kind"]]
    total = len(gold["actors"])
    assert figure("actors recall", total - len(missed), total) >= 0.8, missed
    assert figure("actors of the right kind", total - len(missed) - len(kinds), total) >= 0.8, kinds


def test_those_who_are_not_the_same_are_never_merged(desk_of_five: Desk, gold: Gold) -> None:
    for item in asked(desk_of_five, "/actors"):
        for pair in gold["never_merge"]:
            assert not (called(item) & set(pair["left"]) and called(item) & set(pair["right"])), item.row["name"]
        assert item.row["name"] not in gold["never_actors"]["names"]


def test_questions_are_answered_among_the_first_three(
    desk_of_five: Desk, gold: Gold, files: dict[str, str], figure: Note
) -> None:
    wrong = [
        question["q"]
        for question in gold["questions"]
        if not any(item.holds(question["any"], files) for item in asked(desk_of_five, question["q"])[:3])
    ]
    total = len(gold["questions"])
    assert figure("questions right in the top 3", total - len(wrong), total) >= 14 / 20, wrong


def test_questions_that_the_articles_do_not_answer_are_declined(desk_of_five: Desk, gold: Gold, figure: Note) -> None:
    questions = gold["unanswerable"]["questions"]
    answered = [q for q in questions if desk_of_five.ask(q, EVENING).kind != "none"]
    assert figure("unanswerable declined", len(questions) - len(answered), len(questions)) >= 0.6, answered


def test_disagreements_are_shown_with_their_sides(
    desk_of_five: Desk, gold: Gold, files: dict[str, str], figure: Note
) -> None:
    shown = asked(desk_of_five, "/disputed")
    missed = [d["id"] for d in gold["disagreements"] if not disputed(shown, d, files)]
    total = len(gold["disagreements"])
    assert figure("disagreements with every side", total - len(missed), total) == 1, missed


def test_what_only_seems_to_differ_is_no_conflict(desk_of_five: Desk, gold: Gold) -> None:
    for command in ("/troops", "/casualties", "/disputed"):
        conflicts = [item for item in asked(desk_of_five, command) if item.row["relation"] == "conflict"]
        for one, other in combinations(conflicts, 2):
            for pair in gold["not_disagreements"]:
                left, right = pair["values"]
                apart = fits(one, left) and fits(other, right) and ends(one) and ends(other)
                assert not (one.row["group"] == other.row["group"] and apart), pair["why"]


# ------------------------------------------------------------------ stories and witnesses


def test_stories_are_the_stories(desk: Desk, gold: Gold, figure: Note) -> None:
    names = {id: file_of(report.article) for id, report in desk.store.reports(desk.store.ids()).items()}
    found = pairs([names[id] for id in story.articles] for story in desk.stories())
    wanted = pairs(story["files"] for story in gold["stories"])
    assert figure("pairs of one story, recall", len(found & wanted), len(wanted)) == 1, wanted - found
    assert figure("pairs of one story, precision", len(found & wanted), len(found)) == 1, found - wanted


def test_copies_are_one_witness(desk: Desk, gold: Gold) -> None:
    names = {id: file_of(report.article) for id, report in desk.store.reports(desk.store.ids()).items()}
    together = [{names[id] for id in group} for story in desk.stories() for group in story.witnesses]
    assert pairs(together) == pairs(group["files"] for group in gold["copies"])


# ------------------------------------------------------------------ reading gold and items


def ends(item: Item) -> list[float]:
    """The bounds of an item's figure that are known."""
    return [end for end in (item.row["low"], item.row["high"]) if end is not None]


def fits(item: Item, value: float | str) -> bool:
    """Whether an item's figure is a number, give or take the one of "more than", or a vague word's range."""
    if isinstance(value, str):
        low, high = VAGUE[value]
        return all(low <= end <= high + 1 for end in ends(item))
    return any(abs(end - value) <= 1 for end in ends(item))


def dated(item: Item, event: dict[str, Any], files: dict[str, str]) -> bool:
    """Whether an item tells the event under its date."""
    same = (item.row["date"], item.row["precision"]) == (event["date"], event["precision"])
    return same and bool(item.holds(event["says"], files))


def called(item: Item) -> set[str]:
    """All that an actor is called."""
    return {item.row["name"], *(alias["text"] for alias in item.row["aliases"])}


def disputed(shown: list[Item], disagreement: dict[str, Any], files: dict[str, str]) -> bool:
    """Whether one group has every side of a disagreement, each with one of its articles at least."""
    groups = {item.row["group"] for item in shown}
    sides = [{name: [words] for name, words in side.items()} for side in disagreement["sides"].values()]
    return any(
        all(any(item.holds(side, files) for item in shown if item.row["group"] == group) for side in sides)
        for group in groups
    )


def pairs(groups: Any) -> set[tuple[str, str]]:
    """All pairs of those that stand together."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}
