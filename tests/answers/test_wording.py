"""The bot's words: every template renders, misses nothing silently, and takes data for text and never for markup."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import replies
from bot.answers.brief import Moved
from bot.answers.changes import Change
from bot.answers.choose import Explained, Scored
from bot.answers.pairs import Candidate, compare
from bot.answers.question import read_question
from bot.answers.replies import Asked, Scope
from bot.answers.sides import Answer
from bot.answers.summary import Line
from bot.answers.vetoes import VETOES
from bot.answers.wording import Wording, excerpt, number, opening, superscript
from bot.model import (
    Actor,
    ActorKind,
    Alias,
    Claim,
    Dispute,
    Event,
    FigureMention,
    Hit,
    Quote,
    Relation,
    Reply,
    Report,
    Request,
    Saying,
    Side,
    Source,
    Span,
    Story,
)
from bot.prompts import commands, shipped
from bot.shell.preview.markup import parse
from tests.fakes import report

WORDING = Wording("sitrep_bot")
REPLIES = shipped("prompts") / "replies"

# Data as the world has it. Whatever a text, a name or a request holds, it is shown as it is.
HOSTILE = '<b>5 & "6" <hr> {{ 7 }} </a>'
TEXT = f"Orrland sent 750 men to {HOSTILE} Quill. It was late."
SENTENCE = Span(0, TEXT.index(" It was"))
MADE = report("a", TEXT, title=f"Ships {HOSTILE}", agency=f"AFP {HOSTILE}", day="2020-01-04")
ONE = Report(
    replace(MADE.article, outlet=f"Post {HOSTILE}", author=f"Orr {HOSTILE}", url='https://q.example/"><b>'), MADE.facts
)
REPORTS = {"a": ONE}
QUOTE = Quote("a", SENTENCE)
STORY = Story("1a2b3c4d", f"Ships {HOSTILE}", dt.date(2020, 1, 3), dt.date(2020, 1, 4), (("a",),))
SCOPE = Scope(STORY.title, REPORTS, {"a": "a"}, STORY, f"men {HOSTILE}")
FIGURE = FigureMention(13, 20, 750, 750, None, None, "men", None, "test", f"Orrland {HOSTILE}", destination=HOSTILE)
CLAIM = Claim(FIGURE, "2020-01-04", (QUOTE,), 1, "g", Relation.CONFLICT)
ACTOR = Actor(f"Orr {HOSTILE}", ActorKind.PERSON, (Alias(f"A. Orr {HOSTILE}", 2),), ("a",), 1, (QUOTE,))
SAYINGS = (Saying((QUOTE,), dt.date(2020, 1, 4), True), Saying((QUOTE,), None, False))
TALKER = replace(ACTOR, roles=(QUOTE,), sayings=SAYINGS, doings=SAYINGS, beside=(Alias(f"B. {HOSTILE}", 3),))
DISPUTES = [
    Dispute("g", "figure", f"men {HOSTILE}", (Side("men", (QUOTE,), 1, CLAIM), Side("men", (QUOTE,), 2, CLAIM))),
    Dispute("d", "day", "day", (Side("2020-01-03", (QUOTE,), 1), Side("2020-01-04", (QUOTE,), 1))),
]
PERIODS = [
    ("2018", "year"),
    ("2019-SU", "season"),
    ("2019-12", "month"),
    ("2019-W52", "week"),
    ("2019-W52-WE", "week"),
    ("2020-01-04", "day"),
]
EVENTS = [Event(value, precision, (QUOTE,), 1.0) for value, precision in PERIODS]
COUNTS = {value: (3, 2) for value, _ in PERIODS}
FOUND = Candidate(QUOTE, SENTENCE.of(TEXT), "", "", "", 0.9, 0)
SCORED = Scored(FOUND, {"exact": 1.0, "all_near": 1.0}, 0.9, 0.9, Span(13, 20))
PAIR = compare(read_question(f"Who sent men {HOSTILE}"), FOUND, lambda word: 1.0)
ANSWERS = [
    Answer(SCORED),
    Answer(SCORED, (QUOTE,)),
    Answer(SCORED, (), Span(13, 20), 2),
    Answer(SCORED, (), SENTENCE, 2),
]
LINE = Line(QUOTE, (QUOTE,))

MADE_OF: dict[str, Callable[[Asked], Reply]] = {
    "answer": lambda asked: replies.answer_reply(asked, ANSWERS, REPORTS, STORY),
    "search": lambda asked: replies.search_reply(asked, [Hit(QUOTE, 0.9)], REPORTS),
    "none": lambda asked: replies.none_reply(asked, [STORY], 1),
    "context": lambda asked: replies.context_reply(asked, QUOTE, ONE, STORY),
    "summary": lambda asked: replies.summary_reply(asked, SCOPE, [LINE], disputed={QUOTE}),
    "timeline": lambda asked: replies.timeline_reply(asked, SCOPE, EVENTS, DISPUTES[1:], COUNTS),
    "brief": lambda asked: replies.brief_reply(
        asked,
        replies.Day(
            dt.date(2020, 1, 4),
            False,
            2,
            dt.date(2020, 1, 3),
            "1f2e3d4c",
            [HOSTILE],
            3,
            (dt.date(2020, 1, 5), 450),
            True,
        ),
        [
            replies.Section(HOSTILE, Moved(STORY, (ONE,), 1, True, (LINE,)), [Change(kind, QUOTE, CLAIM, CLAIM, QUOTE)])
            for kind in ("revised", "disputed", "corroborated")
        ],
        REPORTS,
    ),
    "stories": lambda asked: replies.stories_reply(asked, [(STORY, QUOTE)], REPORTS),
    "actors": lambda asked: replies.actors_reply(asked, SCOPE, [ACTOR, replace(ACTOR, kind=ActorKind.OTHER)]),
    "actor": lambda asked: replies.actor_reply(asked, SCOPE, TALKER),
    "quotes": lambda asked: replies.quotes_reply(asked, SCOPE, [TALKER, TALKER]),
    "figures": lambda asked: replies.figures_reply(asked, SCOPE, [CLAIM, replace(CLAIM, group="h")]),
    "figures_by": lambda asked: replies.figures_reply(
        replace(asked, request=replace(asked.request, view="day")), SCOPE, [CLAIM, replace(CLAIM, date=None)]
    ),
    "disputed": lambda asked: replies.disputed_reply(asked, SCOPE, DISPUTES),
    "agreed": lambda asked: replies.agreed_reply(asked, SCOPE),
    "timeline_by_source": lambda asked: replies.timeline_reply(
        replace(asked, request=replace(asked.request, view="source")), SCOPE, EVENTS, DISPUTES[1:], COUNTS
    ),
    "no_days": lambda asked: replies.no_days_reply(
        replace(asked, request=replace(asked.request, first="2020-01-09")), ["2020-01-04"], ("2020-01-03", "2020-01-04")
    ),
    "why": lambda asked: replies.why_reply(
        asked,
        [Explained(SCORED, [], PAIR, True), *(Explained(SCORED, [veto.__name__], PAIR, False) for veto in VETOES[:2])],
        REPORTS,
    ),
    "sources": lambda asked: replies.sources_reply(asked, SCOPE, {"a": QUOTE}, [("a",)]),
}
CITE_NOTHING = ("none", "agreed", "no_days")
FEED = {"url": HOSTILE, "name": HOSTILE, "mode": "auto", "state": "well", "error": HOSTILE, "articles": 3,
        "last": dt.date(2020, 1, 4), "failures": 2, "every": "30 min"}  # fmt: skip
READ = {"article": ONE.article, "state": "changed", "note": HOSTILE, "private": False, "sentences": 2, "aside": 1,
        "story": STORY, "witnesses": 1, "copies": [ONE.article] * 4}  # fmt: skip
PLAIN: dict[str, dict[str, Any]] = {
    "failed": {"id": HOSTILE},
    "gone": {},
    "stale": {},
    "judged": {"outcome": "merge", "one": HOSTILE, "other": HOSTILE, "example": HOSTILE},
    "unread": {},
    "outlets": {"outlets": [{"name": HOSTILE, "count": 2, "domain": None, "muted": True}], "editor": True},
    "muted": {"outcome": "muted", "name": HOSTILE, "muted": [HOSTILE]},
    "without": {"name": HOSTILE},
    "read": {
        "read": [READ, READ | {"private": True, "story": None}],
        "more": 2,
        "left": 1,
        "refused": [{"name": HOSTILE, "why": HOSTILE}],
    },
    "mine": {"articles": [ONE.article], "offered": {"a"}, "total": 1, "done": "offer"},
    "offers": {"allowed": True, "article": ONE.article, "text": HOSTILE, "left": 1},
    "added": {"outcome": "added", "example": "", "url": HOSTILE, "count": 1, "found": 2},
    "first_poll": {"url": HOSTILE, "title": HOSTILE, "new": 2, "known": 1, "refused": 1, "error": None, "gone": False},
    "feeds": {"feeds": [FEED, FEED | {"state": "failing"}], "total": 2, "troubled": 1, "offset": 0},
    "feed": {"feed": FEED, "removed": False},
    "no_day": {"value": HOSTILE},
    "nothing_to_search": {"example": HOSTILE},
    "changed": {"article": ONE.article, "before": HOSTILE, "after": HOSTILE, "unasked": True},
    "upside_down": {"first": "2020-01-04", "last": "2020-01-03"},
    "unreported": {
        "title": HOSTILE,
        "topic": HOSTILE,
        "window": ("2020-01-03", None),
        "first": dt.date(2020, 1, 1),
        "last": dt.date(2020, 1, 2),
    },
    "no_pdf": {},
    "paper_choice": {},
    "paper_sources": {"sources": [(Source(1, ONE.article), HOSTILE)]},
    "timeline_export": {"title": HOSTILE, "articles": 2, "witnesses": 1, "topic": HOSTILE},
    "timeline_file": {"title": HOSTILE, "articles": 2, "witnesses": 1, "topic": HOSTILE},
    "figures_file": {"command": "troops", "title": HOSTILE, "articles": 2, "witnesses": 1, "topic": HOSTILE},
    "actors_file": {"title": HOSTILE, "articles": 2, "witnesses": 1, "topic": HOSTILE},
    "uncounted": {"title": HOSTILE, "wanted": {"en": HOSTILE}, "near": {"en": HOSTILE}},
    "quiet": {"day": dt.date(2020, 1, 4), "newest": None, "about": HOSTILE, "following": True, "muted": None},
    "help": {"commands": commands()},
    "start": {"commands": commands(), "articles": 0, "newest": None},
}


def asked(command: str) -> Asked:
    """A request for what is there, with words nobody expects."""
    return Asked(Request(command, f"men {HOSTILE}"), WORDING)


def test_every_veto_has_its_reason_in_words() -> None:
    reasons = (REPLIES / "why.html").read_text(encoding="utf-8")
    assert all(f'"{veto.__name__}": ' in reasons for veto in VETOES)


def test_every_template_is_tested_here() -> None:
    files = {file.stem for file in REPLIES.glob("*.html") if not file.stem.startswith("_")}
    assert files == {*MADE_OF, *PLAIN}


@pytest.mark.parametrize("name", MADE_OF)
def test_data_is_never_markup(name: str) -> None:
    (message,) = MADE_OF[name](asked("troops" if name.startswith("figures") else name)).messages
    text, entities = parse(message.html)  # raises where Telegram would refuse it
    assert HOSTILE in text
    assert HOSTILE not in message.html
    links = [entity["url"] for entity in entities if "url" in entity]
    assert all(link.startswith(("https://t.me/sitrep_bot?start=s_", "https://q.example/")) for link in links)


@pytest.mark.parametrize("name", [name for name in MADE_OF if name not in CITE_NOTHING])
def test_what_programs_read_is_verbatim_and_numbered(name: str) -> None:
    reply = MADE_OF[name](asked(name))
    quotes = [quote for item in reply.items for quote in item["quotes"]]  # type: ignore[attr-defined]  # JSON
    assert quotes
    assert all(q["text"] == TEXT[q["start"] : q["end"]] and q["source"] == 1 for q in quotes)
    assert [(source.n, source.article.id) for source in reply.sources] == [(1, "a")]


@pytest.mark.parametrize("name", CITE_NOTHING)
def test_nothing_found_cites_nothing(name: str) -> None:
    reply = MADE_OF[name](asked(name))
    assert (reply.kind, reply.items, reply.sources) == ("none", (), ())


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_reply(name: str) -> None:
    text, _ = parse(WORDING.render(name, **PLAIN[name]))
    assert text.strip()
    assert all(HOSTILE in text for value in PLAIN[name].values() if value == HOSTILE)


@pytest.mark.parametrize("name", [name for name, values in PLAIN.items() if values])
def test_a_missing_value_is_an_error(name: str) -> None:
    # a filter may meet what is missing before the template does
    with pytest.raises((jinja2.UndefinedError, TypeError)):
        WORDING.render(name)


def test_a_link_that_is_no_web_address_is_not_shown() -> None:
    sly = Report(replace(ONE.article, url="javascript:alert(1)"), ONE.facts)
    (message,) = replies.context_reply(asked("context"), QUOTE, sly, STORY).messages
    assert "javascript" not in message.html


@pytest.mark.parametrize("name", tomllib.loads((REPLIES / "buttons.toml").read_text(encoding="utf-8")))
def test_every_button_has_a_label_and_asks_for_something(name: str) -> None:
    button = WORDING.button(name, Request("timeline", story="1a2b3c4d"), page=2, pages=3, title=HOSTILE, lens=HOSTILE)
    assert button.label
    assert button.request == "/timeline story:1a2b3c4d"


FILTERED = [
    ("{{ '2020-01-04' | day }}", "4 January 2020"),
    ("{{ '2020-01-04' | weekday }}", "Saturday"),
    ("{{ '2020-01' | month }}", "January 2020"),
    ("{{ 'abc' | link }}", "https://t.me/sitrep_bot?start=s_abc"),
]


@pytest.mark.parametrize(("source", "words"), FILTERED)
def test_filter(source: str, words: str) -> None:
    assert WORDING._environment.from_string(source).render() == words


VALUES = [
    (number(5200), "5,200"),
    (number(1.5), "1.5"),
    (number(None), ""),
    (superscript(120), "¹²⁰"),
    (opening("sent to Quill"), "Sent to Quill"),
    (opening(""), ""),
    (excerpt("a  ferry\n\nsank"), "a ferry sank"),
    (excerpt("a ferry sank", 9), "a ferry …"),
    (excerpt("ferry", 5), "ferry"),
]


@pytest.mark.parametrize(("got", "wanted"), VALUES)
def test_value(got: str, wanted: str) -> None:
    assert got == wanted


@given(st.text(), st.integers(1, 50))
def test_an_excerpt_is_short_and_its_words_are_the_texts(text: str, most: int) -> None:
    found = excerpt(text, most)
    assert len(found) <= most + 2
    assert " ".join(text.split()).startswith(found.removesuffix(" …"))
