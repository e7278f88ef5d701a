"""Whole messages over the seeds, held against tests/golden/test_messages; `pytest --snapshot-update` writes those anew."""

from __future__ import annotations

import datetime as dt

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.model import sentence_key
from bot.shell.flows.asking import Desk
from tests.golden import Golden, as_file

# Years after the newest article, as a person who tries the seeds today.
LATER = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
MESSAGES = [
    "/start", "/help", "/stories", "/stories page:2", "/summary", "/summary jakarta", "/summary short",
    "/summary long jakarta", "/summary xyzzyx",
    "/summary 2020-01-03", "/summary embassy since january 3", "/summary jakarta 2018-02-03",
    "/brief", "/brief 2020-01-03", "/brief 2018-01-01", "/brief 2020-13-45", "/brief short",
    "/brief 2020-01-02 ghosn", "/brief zebra",
    "/timeline", "/timeline jakarta", "/timeline 2020-01-03", "/timeline from:2020-01-03 to:2020-01-01",
    "/timeline embassy since last friday", "/timeline 2018-02-03", "/timeline jakarta as:source", "/timeline jakarta as:new",
    "/actors", "/actors jakarta", "/actors hashd shaabi", "/quotes", "/quotes esper", "What did Pompeo say?", "/split trump",
    "/troops", "/troops usa in iraq", "/troops as:source", "/casualties jakarta", "/disputed", "/disputed jakarta",
    "/sources", "/sources jakarta", "/search", "/search tear gas", "How many soldiers were sent?",
    "Who is Haidar al-Saadi?", "Who won the cup final?", "/start s_000000000000",
]  # fmt: skip


def name(text: str) -> str:
    """A text as part of a file's name."""
    return " ".join("".join(c if c.isalnum() or c in "-_" else " " for c in text).split())


@pytest.mark.parametrize("text", MESSAGES, ids=name)
def test_reply(desk: Desk, snapshot: SnapshotAssertion, text: str) -> None:
    (message,) = desk.ask(text, LATER).messages
    assert as_file(message) == snapshot(extension_class=Golden)


def test_reply_in_context(desk: Desk, snapshot: SnapshotAssertion) -> None:
    hit = desk.search("Soldiers and health workers sprayed disinfectant", 1)[0]
    text = desk.store.reports([hit.quote.article])[hit.quote.article].article.text
    key = sentence_key(hit.quote.article, hit.quote.span.start, hit.quote.span.of(text))
    (message,) = desk.ask(f"/start s_{key}", LATER).messages
    assert as_file(message) == snapshot(extension_class=Golden)
