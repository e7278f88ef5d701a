"""The bot in the chat: the real python-telegram-bot over HTTP against the preview, on all of the seeds.

Whatever it sends in any of these tests, edits included, is judged by Telegram's own parser.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.prompts import commands
from bot.shell.flows.asking import Desk
from bot.shell.preview import Preview
from bot.shell.preview.nouns import Json, Message
from bot.shell.preview.units import cut
from tests.chat import Chat
from tests.shell.conftest import Serve
from tests.shell.preview.pictures import png
from tests.shell.preview.tdlib import reads

pytestmark = pytest.mark.asyncio(loop_scope="module")

# What is said, and a word that only a right answer has.
ANSWERED = [
    ("/start", "/timeline"),
    ("/help", "/disputed"),
    ("/help timeline", "/timeline"),
    ("/stories", "8 stories"),
    ("/summary", "Iraq"),
    ("/summary jakarta", "Jakarta"),
    ("/brief", "10 January 2020"),
    ("/brief 2020-01-03", "3 January 2020"),
    ("/brief jakarta", "10 January 2020"),
    ("/timeline", "29 December"),
    ("/timeline jakarta", "Jakarta"),
    ("/timeline 2020-01-03", "3 January 2020"),
    ("/actors", "Donald Trump"),
    ("/actors ghosn", "Ghosn"),
    ("/troops", "5,200"),
    ("/troops iraq", "Iraq"),
    ("/casualties", "25 fighters"),
    ("/casualties jakarta", "At least 16 people"),
    ("/disputed", "⚠"),
    ("/disputed jakarta", "Jakarta"),
    ("/sources", "10 January 2020"),
    ("/sources jakarta", "Jakarta"),
    ("/search tear gas", "tear gas"),
    ("/briefing", "10 January 2020"),
    ("How many soldiers were sent?", "750"),
    ("/weather in jakarta: how much rain fell?", "377 millimetres"),
]
DECLINED = ["Who won the cup final?", "/summary xyzzyx", "/timeline xyzzyx", "???", "<b>&amp; 'quoted' </i>"]


@pytest.fixture(autouse=True)
def _all_sent_is_sound(served: Preview) -> Iterator[None]:
    """Telegram's parser takes whatever was sent during the test, and reads the text that was shown."""
    sent: list[tuple[str, str]] = []

    def notice(user: int, change: Json) -> None:
        if change["kind"] == "message":
            shown = next(m for m in served.state.rooms[user].messages if m.id == change["message"]["message_id"])
            sent.extend([(shown.source, shown.text)] if shown.from_bot else [])

    served.state.listeners.append(notice)
    yield
    served.state.listeners.remove(notice)
    for source, text in sent:
        read = reads(source)
        assert not isinstance(read, str), f"{read}: {source}"
        assert read[0].strip() == text.strip()


@pytest.mark.parametrize(("said", "word"), ANSWERED)
async def test_answers_in_one_message(chat: Chat, said: str, word: str) -> None:
    (answer,) = await chat.say(said)
    assert word in answer.text


@pytest.mark.parametrize("said", DECLINED)
async def test_says_that_the_articles_do_not_say(chat: Chat, said: str) -> None:
    (answer,) = await chat.say(said)
    assert "The articles do not say" in answer.text
    assert links(answer) == {}
    assert answer.labels, "nothing near is offered"
    assert await press(chat, answer, answer.labels[0])


async def test_a_search_for_nothing_says_how_to_search(chat: Chat) -> None:
    (answer,) = await chat.say("/search")
    assert answer.text.startswith("What should I look for? Write it behind the command: /search tear gas")
    assert "from:reuters" in answer.text


async def test_a_long_message_is_answered(chat: Chat) -> None:
    assert len(await chat.say("how many soldiers <&> " * 186)) == 1


async def test_the_menu_has_every_command(served: Preview, chat: Chat) -> None:
    menu = served.state.menu(served.state.rooms[chat.user].user)
    assert menu == [{"command": c.name, "description": c.menu["en"]} for c in commands()]


# ------------------------------------------------------------------ buttons


async def test_pages_turn_in_place_and_back(chat: Chat) -> None:
    (cast,) = await chat.say("/actors")
    shown = [cast.text]
    while any("More" in label for label in cast.labels):
        assert await press(chat, cast, "More") == [], "a page came as a new message"
        shown.append(cast.text)
    assert len(set(shown)) == len(shown) > 2
    for before in reversed(shown[:-1]):
        await press(chat, cast, "Back")
        assert cast.text == before
    assert "Back" not in cast.labels


async def test_a_timeline_comes_as_a_file_and_as_a_picture(chat: Chat) -> None:
    (timeline,) = await chat.say("/timeline jakarta")
    (files,) = await press(chat, timeline, "Export")
    (table,) = await press(chat, files, "CSV")
    assert table.content.file
    assert table.content.file.upload.name == "timeline.csv"
    assert b"2020-01-01,day," in table.content.file.upload.data
    assert "Jakarta floods" in table.text
    (calendar,) = await press(chat, files, "Calendar")
    assert calendar.content.file
    assert calendar.content.file.upload.data.startswith(b"BEGIN:VCALENDAR")
    for message, label in ((timeline, "Picture"), (files, "Picture, dark")):
        (picture,) = await press(chat, message, label)
        assert picture.content.file
        assert picture.content.file.size, "it came as a document"


async def test_a_day_of_a_timeline_in_full_and_back(chat: Chat) -> None:
    (timeline,) = await chat.say("/timeline jakarta")
    (day,) = await press(chat, timeline, "1 Jan")
    assert "on Wednesday 1 January 2020" in day.text
    (again,) = await press(chat, day, "Timeline again")
    assert again.text == timeline.text


async def test_every_sibling_stays_with_the_story(chat: Chat) -> None:
    (summary,) = await chat.say("/summary jakarta")
    title = summary.text.splitlines()[0]
    siblings = {"Timeline", "Actors", "Troops", "Casualties", "Disputed", "Sources"} & set(summary.labels)
    assert len(siblings) >= 4
    for label in siblings:
        (sibling,) = await press(chat, summary, label)
        assert title in sibling.text, label


async def test_a_story_button_tells_that_story(chat: Chat) -> None:
    (stories,) = await chat.say("/stories")
    titled = [label for label in stories.labels if not label.startswith("More")]
    assert len(titled) == 8
    for label in titled[:3]:
        (summary,) = await press(chat, stories, label)
        assert summary.text.startswith(label.removesuffix(" …"))


async def test_the_buttons_of_the_help_work(chat: Chat) -> None:
    (start,) = await chat.say("/start")
    for label in start.labels:
        assert await press(chat, start, label)


async def test_a_stale_or_forged_button_gets_a_notice(newcomer: Callable[[str], Chat]) -> None:
    dora, emil = newcomer("Dora"), newcomer("Emil")
    (hers,), (his,) = await dora.say("/summary jakarta"), await emil.say("/summary ghosn")
    for data in ("0" * 24, "/stories", "x' OR 1=1 --", hers.buttons[0]["callback_data"]):
        pressed = await emil.press_data(his, data)
        assert (pressed.new, pressed.edited) == ([], None)
        assert "too old" in pressed.notice


# ------------------------------------------------------------------ citations


@pytest.mark.parametrize(
    "said", ["/summary jakarta", "/timeline wuhan", "/sources", "/disputed", "How many soldiers were sent?"]
)
async def test_a_citation_leads_to_the_sentence_in_its_context(chat: Chat, desk: Desk, said: str) -> None:
    (answer,) = await chat.say(said)
    for label, url in list(links(answer).items())[:3]:
        (context,) = await chat.tap(answer, label)
        quote = desk.store.versions.sentence(url.rsplit("s_", 1)[1])
        assert quote is not None
        article = desk.store.reports([quote.article])[quote.article].article
        assert flat(quote.span.of(article.text)) in context.text
        assert (article.title or "") in context.text
        assert (article.outlet or article.agency or "not named") in context.text
        assert (str(article.published.date.year) if article.published.date else "date unknown") in context.text


async def test_the_context_leads_on_to_the_story(chat: Chat) -> None:
    (answer,) = await chat.say("/summary jakarta")
    (context,) = await chat.tap(answer, next(iter(links(answer))))
    (timeline,) = await press(chat, context, "Timeline")
    assert "Jakarta" in timeline.text


@pytest.mark.parametrize("link", ["s_0123456789ab", "s_", "s_zz", "anything else", "s_" + "a" * 60])
async def test_a_link_that_leads_nowhere_is_answered_calmly(chat: Chat, link: str) -> None:
    (answer,) = await chat.say(f"/start {link}")
    assert answer.text
    assert "went wrong" not in answer.text


# ------------------------------------------------------------------ people, and what goes wrong


async def test_people_at_once_keep_their_own_chats_and_order(served: Preview, newcomer: Callable[[str], Chat]) -> None:
    topics = ["jakarta", "ghosn", "wuhan"]
    dora, emil = newcomer("Dora"), newcomer("Emil")
    for one, other in zip(topics, reversed(topics), strict=True):
        served.state.say(dora.user, f"/sources {one}")
        served.state.say(emil.user, f"/sources {other}")
    hers, his = await asyncio.gather(answers(dora, 3), answers(emil, 3))
    assert [told(m, topics) for m in hers] == topics
    assert [told(m, topics) for m in his] == topics[::-1]


@pytest.mark.parametrize(
    ("name", "data", "media", "word"),
    [
        ("a.png", png(8, 8), "image/png", "/help"),
        ("a.docx", b"PK\x03\x04" + bytes(99), "application/zip", "a.docx: this is a binary file"),
        ("a.txt", b"PK", "text/plain", "a.txt: there is hardly a word in it"),
    ],
)
async def test_what_is_not_text_gets_one_calm_line(chat: Chat, name: str, data: bytes, media: str, word: str) -> None:
    (answer,) = await chat.send_file(name, data, media_type=media)
    assert word in answer.text
    assert "\n" not in answer.text


async def test_a_file_is_read_told_and_found_by_its_sender_alone(chat: Chat, newcomer: Callable[[str], Chat]) -> None:
    text = "The lighthouse of Tarnholm was painted green on Tuesday, its keeper said. Nobody had asked for it. " * 3
    (told,) = await chat.send_file("../../lamp.txt", text.encode(), media_type="text/plain")
    assert "lighthouse of Tarnholm" in told.text
    assert "Only this chat sees it" in told.text
    (found,) = await chat.say("Which colour was the lighthouse of Tarnholm painted?")
    assert "green" in found.text
    (mine,) = await chat.say("/mine")
    assert "Yours alone: 1 article" in mine.text
    (other,) = await newcomer("Edda").say("Which colour was the lighthouse of Tarnholm painted?")
    assert "green" not in other.text


async def test_a_fault_is_one_calm_line_with_an_id_that_the_log_has(serve: Serve, home: Path) -> None:
    async with serve(home) as preview:
        chat = Chat(preview, quiet=0.05)
        (stories,) = await chat.say("/stories")
        rename(home, "stories", "lost")
        with capture_logs() as log:
            (said,) = await chat.say("/stories")
            (pressed,) = await press(chat, stories, stories.labels[-1])
        for answer, entry in zip((said, pressed), log, strict=True):
            assert "\n" not in answer.text
            assert "stories" not in answer.text, "the person is shown the inside of the program"
            assert entry["id"] in answer.text
            assert "no such table" in str(entry["exc_info"])
        rename(home, "lost", "stories")
        assert (await chat.say("/stories"))[0].text == stories.text, "it did not go on after the fault"


# ------------------------------------------------------------------ reading a message


def links(message: Message) -> dict[str, str]:
    """The links into articles: label -> address, the first of each label, which is the one that a tap follows."""
    found: dict[str, str] = {}
    for entity in message.as_json().get("entities", []):
        if entity["type"] == "text_link":
            found.setdefault(cut(message.text, entity["offset"], entity["length"]), entity["url"])
    return found


def told(message: Message, topics: list[str]) -> str:
    """Which topic a message is about."""
    return next(topic for topic in topics if topic in message.text.lower())


def flat(text: str) -> str:
    """On one line, as messages show it."""
    return " ".join(text.split())


async def answers(chat: Chat, count: int) -> list[Message]:
    """The bot's messages, once there are so many."""
    await until(lambda: sum(message.from_bot for message in chat.messages) >= count)
    return [message for message in chat.messages if message.from_bot]


async def press(chat: Chat, message: Message, label: str) -> list[Message]:
    """Presses a button and waits for what it does: the new messages, none where the message itself was changed.

    The bot ends a button's loading before it works, so that quiet alone does not tell that it is done.
    """
    before, edits = len(chat.messages), message.edits
    await chat.press(message, label)
    await until(lambda: len(chat.messages) > before or message.edits > edits)
    return chat.messages[before:]


async def until(done: Callable[[], bool]) -> None:
    """Waits for what must come."""
    async with asyncio.timeout(20):
        while not done():
            await asyncio.sleep(0.01)


def rename(home: Path, table: str, name: str) -> None:
    """Changes the index under the running bot."""
    with closing(sqlite3.connect(home / "articles.db")) as db:
        db.execute(f"ALTER TABLE {table} RENAME TO {name}")
        db.commit()
