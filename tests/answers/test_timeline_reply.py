"""A timeline as people read it: days first, each sentence once, few buttons."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import replies
from bot.answers.replies import Asked, Scope
from bot.answers.wording import Wording
from bot.model import Event, Quote, Reply, Request, Span
from tests.fakes import report

TEXT = "A ferry sank off Quill. Boats came from Orr. Fog lay low. Nobody was hurt."
REPORT = report("a", TEXT, agency="Orr Press", day="2020-01-04")
SCOPE = Scope("Ferry sinks", {"a": REPORT}, {"a": "a"})
SANK, CAME, FOG, HURT = (Quote("a", Span(*ends)) for ends in ((0, 23), (24, 44), (45, 57), (58, 74)))
FRIDAY = Event("2020-01-03", "day", (SANK,), 1.0)
SATURDAY = Event("2020-01-04", "day", (CAME,), 1.0)
WEEK = Event("2020-W01", "week", (FOG,), 1.0)
COUNTS = {"2020-01-03": (3, 2), "2020-01-04": (1, 1)}


def told(*events: Event, **request: str) -> Reply:
    """The reply that tells these events."""
    asked = Asked(replace(Request("timeline"), **request), Wording("sitrep_bot"))
    return replies.timeline_reply(asked, SCOPE, events, [], COUNTS)


def labels(reply: Reply) -> list[str]:
    """What stands on the buttons."""
    return [button.label for row in reply.messages[0].buttons for button in row]


def test_a_week_stands_behind_the_days_but_items_keep_the_order_of_time() -> None:
    reply = told(WEEK, FRIDAY, SATURDAY)
    page = reply.messages[0].html
    assert page.index("Boats came") < page.index("Not told to the day") < page.index("Fog lay low")
    assert [item["date"] for item in reply.items] == ["2020-W01", "2020-01-03", "2020-01-04"]


def test_a_week_stands_in_its_place_where_all_days_are_wanted_and_where_it_is_nearly_all_there_is() -> None:
    for reply in (told(WEEK, FRIDAY, SATURDAY, view="all"), told(WEEK, FRIDAY)):
        assert "Not told to the day" not in reply.messages[0].html


def test_a_sentence_stands_under_the_day_it_tells_of_and_not_under_one_it_mentions() -> None:
    mentioned = Event("2020-01-02", "day", (SANK,), 1.0, standing=1)
    page = told(mentioned, FRIDAY, SATURDAY).messages[0].html
    assert "2 January" not in page
    assert page.count("A ferry sank off Quill.") == 1
    assert "2 January" in told(mentioned, SATURDAY).messages[0].html


def test_the_year_is_said_once_and_witnesses_where_there_are_several() -> None:
    page = told(FRIDAY, SATURDAY).messages[0].html
    assert "<b>Friday 3 January 2020</b> · 2 witnesses" in page
    assert "<b>Saturday 4 January</b>\n" in page


def test_a_single_day_offers_no_views_of_several() -> None:
    offered = labels(told(FRIDAY, first="2020-01-03", last="2020-01-03"))
    assert offered == ["Timeline again", "By source", "Export"]


def test_files_stand_behind_one_button() -> None:
    asked = Asked(Request("timeline", view="export"), Wording("sitrep_bot"))
    reply = replies.files_reply(asked, SCOPE, told(FRIDAY, SATURDAY))
    assert labels(reply) == ["CSV", "Calendar", "Picture, dark"]
    assert "Ferry sinks" in reply.messages[0].html
    assert len(reply.items) == 2
