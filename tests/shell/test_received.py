"""What messages bring to read: links, also hidden ones, posts, files, pasted texts; and what is a question after all."""

from __future__ import annotations

from typing import Any

import pytest
from bot.shell.received import sent_in
from telegram import Bot, Message, User

from bot.articles.pasted import is_article

NEWS = """The ferry Ondine ran aground off Ostrand on Monday evening with ninety people aboard, the harbour master said.
Divers found two holes below the waterline and began to pump.

Nobody was hurt, according to the owners, who blamed a buoy that had drifted from its place during the storm of last week.
The passengers were brought ashore by fishermen within three hours and spent the night in a school.
A salvage ship from Quill is expected on Wednesday, weather permitting, while the coast guard keeps other vessels away."""


class NamedBot(Bot):
    """A bot that knows its own name without asking Telegram."""

    def __init__(self) -> None:
        super().__init__("1:test")
        self._bot_user = User(1, "Sitrep", is_bot=True, username="sitrep_bot")


BOT = NamedBot()


def message(text: str = "", chat: str = "private", **more: Any) -> Message:
    given = {"message_id": 1, "date": 1_700_000_000, "chat": {"id": 5, "type": chat}, "text": text, **more}
    return Message.de_json(given, BOT)


def link(text: str, on: str, url: str | None = None) -> dict[str, Any]:
    kind = {"type": "text_link", "url": url} if url else {"type": "url"}
    return {**kind, "offset": text.index(on), "length": len(on)}


def test_links_plain_and_under_words() -> None:
    text = "Look: quay.example/a and here"
    sent = sent_in(
        message(text, entities=[link(text, "quay.example/a"), link(text, "here", "http://b.example/")]),
        BOT,
        admin=False,
    )
    assert sent
    assert sent.links == ("https://quay.example/a", "http://b.example/")
    assert sent.chat == 5


def test_links_in_a_caption_count_and_telegrams_own_do_not() -> None:
    text = "all t.me/x see"
    entities = [link(text, "t.me/x"), link(text, "see", "https://a.example/1")]
    sent = sent_in(message("", caption=text, caption_entities=entities), BOT, admin=False)
    assert sent
    assert sent.links == ("https://a.example/1",)


def test_a_channels_post_is_the_channels_and_of_its_day() -> None:
    origin = {
        "type": "channel",
        "date": 1_577_836_800,
        "message_id": 7,
        "chat": {"id": -100, "type": "channel", "title": "Quay", "username": "quaynews"},
    }
    sent = sent_in(
        message("The ferry Ondine ran aground off Ostrand on Monday.", forward_origin=origin), BOT, admin=False
    )
    assert sent
    assert sent.text
    assert (sent.text.outlet, sent.text.url) == ("t.me/quaynews", "https://t.me/quaynews/7")
    assert (sent.text.published or "").startswith("2020-01-01")


def test_a_file_is_taken_with_its_size() -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "../../etc/x.pdf", "file_size": 9}
    sent = sent_in(message(document=document), BOT, admin=True)
    assert sent
    assert sent.file
    assert (sent.file.name, sent.file.size, sent.admin) == ("../../etc/x.pdf", 9, True)


def test_a_pasted_text_is_read() -> None:
    sent = sent_in(message(NEWS), BOT, admin=False)
    assert sent
    assert sent.text
    assert sent.text.text == NEWS


LONG = "why did " + "the people of the long and winding valley of many names " * 9 + "leave?"


@pytest.mark.parametrize(
    "text", ["How many were sent?", "/add https://a.example", "Thanks. Good. Fine.", "x " * 900, LONG]
)
def test_questions_and_commands_are_none_of_it(text: str) -> None:
    assert sent_in(message(text), BOT, admin=False) is None


def test_in_groups_only_what_is_meant_for_the_bot() -> None:
    text = "@sitrep_bot quay.example/a"
    plain = link(text, "quay.example/a")
    other = text.replace("@sitrep_bot", "@someoneelse")
    assert sent_in(message(other, "group", entities=[link(other, "quay.example/a")]), BOT, admin=False) is None
    assert sent_in(message("quay.example/a", "supergroup", entities=[{**plain, "offset": 0}]), BOT, admin=False) is None
    assert sent_in(message(text, "group", entities=[plain]), BOT, admin=False)
    reply = {
        "message_id": 2,
        "date": 1,
        "chat": {"id": 5, "type": "group"},
        "from": {"id": 1, "is_bot": True, "first_name": "S"},
    }
    assert sent_in(
        message("quay.example/a", "group", entities=[{**plain, "offset": 0}], reply_to_message=reply), BOT, admin=False
    )


def test_seeds_are_articles() -> None:
    assert is_article(NEWS)
    assert not is_article(NEWS[:300])
