"""What people type: commands under every name, options, links, and everything else as a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.understand import as_text, understand
from bot.model import Request
from bot.prompts import commands

TYPED = [
    ("How many soldiers were sent?", Request("question", "How many soldiers were sent?")),
    ("  How \n many?\u00a0 ", Request("question", "How many?")),
    ("", Request("question", "")),
    ("/timeline", Request("timeline")),
    ("/TimeLine", Request("timeline")),
    ("/timeline@sitrep_bot", Request("timeline")),
    ("/timeline@sitrep_bot ferry", Request("timeline", "ferry")),
    (" /timeline   the  ferry ", Request("timeline", "the ferry")),
    ("/timeline\nferry", Request("timeline", "ferry")),
    ("/dates ferry", Request("timeline", "ferry")),
    ("/timeline 2020-01-04", Request("timeline", first="2020-01-04", last="2020-01-04")),
    ("/timeline 2020-01", Request("timeline", first="2020-01", last="2020-01")),
    ("/timeline ferry 2020", Request("timeline", "ferry 2020")),
    ("/timeline from:2020-01-02 to:2020-01-04", Request("timeline", first="2020-01-02", last="2020-01-04")),
    ("/timeline from:2020-01-02 ferry", Request("timeline", "ferry", first="2020-01-02")),
    ("/timeline ferry as:csv", Request("timeline", "ferry", view="csv")),
    ("/summary story:1a2b3c4d", Request("summary", story="1a2b3c4d")),
    ("/actors ferry story:1a2b page:3", Request("actors", "ferry", story="1a2b", page=3)),
    ("/actors page:0", Request("actors")),
    ("/actors page:-2", Request("actors")),
    ("/actors page:many", Request("actors")),
    ("/actors page:²", Request("actors")),
    ("/summary short", Request("summary", view="short")),
    ("/summary Long iran", Request("summary", "iran", view="long")),
    ("/brief full 2020-01-04", Request("brief", first="2020-01-04", last="2020-01-04", view="long")),
    ("/summary iran long", Request("summary", "iran", view="long")),
    ("/summary the long march Short", Request("summary", "the long march", view="short")),
    ("/summary short long", Request("summary", "long", view="short")),
    ("/brief 2020-01-04 pdf", Request("brief", first="2020-01-04", last="2020-01-04", view="pdf")),
    ("/timeline the march is long", Request("timeline", "the march is long")),
    ("/summary long march as:medium", Request("summary", "long march", view="medium")),
    ("/timeline long march", Request("timeline", "long march")),
    ("follow Kataib Hezbollah", Request("topics", "Kataib Hezbollah")),
    ("Tell me when /troops changes.", Request("topics", "/troops")),
    ("keep me posted on Jakarta, please", Request("topics", "Jakarta")),
    ("stop following Jakarta", Request("topics", "Jakarta", view="off")),
    ("Unfollow /troops.", Request("topics", "/troops", view="off")),
    ("mute football", Request("topics", "football", view="mute")),
    ("alert me about Jakarta", Request("topics", "Jakarta")),
    ("notify me when Jakarta changes", Request("topics", "Jakarta")),
    ("Tell me when the ferry sank", Request("question", "Tell me when the ferry sank")),
    ("Stop!", Request("stop")),
    ("unsubscribe", Request("unsubscribe")),
    ("Subscribe", Request("subscribe")),
    ("What’s new?", Request("brief")),
    ("whats new", Request("brief")),
    ("brief me", Request("brief")),
    ("Stop the ferry", Request("question", "Stop the ferry")),
    ("Follow up on what?", Request("question", "Follow up on what?")),
    ("following the vote", Request("question", "following the vote")),
    ("/start", Request("start")),
    ("/start s_0123456789ab", Request("context", "0123456789ab")),
    ("/start s_../../etc", Request("start", "s_../../etc")),
    ("/start hello", Request("start", "hello")),
    ("/weather in Quill", Request("question", "weather in Quill")),
    ("/ferry_sank", Request("question", "ferry sank")),
    ("/", Request("question", "/")),
    ("/timeline-of-it", Request("question", "/timeline-of-it")),
    ("and/or", Request("question", "and/or")),
    ("from:2020-01-01 who sank it?", Request("question", "from:2020-01-01 who sank it?")),
]


@pytest.mark.parametrize(("text", "request_"), TYPED)
def test_typed(text: str, request_: Request) -> None:
    assert understand(text) == request_


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_name_of_a_command_is_the_command(command: object) -> None:
    for name in (command.name, *command.aliases):  # type: ignore[attr-defined]  # pytest passes objects
        assert understand(f"/{name} ferry").command == command.name  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [c for c in commands() if c.example], ids=lambda command: command.name)
def test_every_example_is_understood_as_its_command(command: object) -> None:
    assert understand(command.example).command == command.name  # type: ignore[attr-defined]


WORDS = st.lists(st.text(st.characters(whitelist_categories=["L", "N"]), min_size=1), min_size=1, max_size=4).map(
    " ".join
)
DAYS = st.one_of(st.none(), st.dates().map(str))
REQUESTS = st.builds(
    Request,
    command=st.sampled_from([c.name for c in commands()]),
    topic=st.one_of(st.just(""), WORDS.map(lambda words: f"ferry {words}")),
    story=st.one_of(st.none(), st.text("0123456789abcdef", min_size=8, max_size=8)),
    first=DAYS,
    last=DAYS,
    page=st.integers(1, 99),
    view=st.one_of(st.none(), st.sampled_from(["all", "source", "csv"])),
)


@given(REQUESTS)
def test_a_button_makes_the_request_it_stands_for(request_: Request) -> None:
    assert understand(as_text(request_)) == request_


@given(WORDS)
def test_a_question_behind_a_button_is_the_same_question(words: str) -> None:
    assert understand(as_text(Request("question", words))) == Request("question", words)


def test_a_question_can_be_asked_for_its_second_page() -> None:
    request = Request("question", "Who sank it?", page=2)
    assert understand(as_text(request)) == request


@given(st.text())
def test_any_text_is_a_request(text: str) -> None:
    request = understand(text)
    assert request.page >= 1
    assert request.command in {"question", "context", *(c.name for c in commands())}
    assert request.topic == " ".join(request.topic.split())
