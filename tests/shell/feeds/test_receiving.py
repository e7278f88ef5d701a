"""What people send is read, told, and theirs alone until somebody who runs the bot admits it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.model import Draft, Message
from bot.shell.flows.receiving import File, Sent, receive
from bot.shell.newsroom import Newsroom
from bot.shell.store.offers import Offers
from bot.shell.store.private import PrivateShelves
from tests.shell.feeds.kinds import page_of, words
from tests.shell.feeds.room import NOW, newsroom
from tests.site import Answer, Site, policy_for

ANNA, BEN, ADMIN = 11, 12, 13
QUESTION = "What did they do behind the quay, the mill and the market on Monday?"
SEARCH = "/search crates ropes lamps behind the quay"


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    async with Site({"/robots.txt": b"", "/alba": page_of("Alba", "Alba arrives")}) as one:
        yield one


@pytest_asyncio.fixture
async def room(site: Site, tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(tmp_path, policy_for(site, seconds=0.5)) as one:
        one.desk.private, one.desk.offers = PrivateShelves(tmp_path, one.desk.embedder.name), Offers(tmp_path)
        yield one
        one.desk.private.close()
        one.desk.offers.close()


async def send(
    room: Newsroom, chat: int, *links: str, text: str | None = None, file: tuple[str, bytes] | None = None
) -> str:
    async def content() -> bytes:
        return file[1] if file else b""

    given = File(file[0], len(file[1]), content) if file else None
    draft = Draft("chat", text) if text else None
    reply = await receive(room, Sent(chat, chat == ADMIN, links, draft, given))
    return reply.messages[0].html


def ask(room: Newsroom, chat: int, text: str) -> Message:
    return room.desk.ask(text, NOW, admin=chat == ADMIN, chat=chat).messages[0]


def press(room: Newsroom, chat: int, message: Message, label: str) -> Message:
    (request,) = (button.request for row in message.buttons for button in row if button.label.startswith(label))
    return ask(room, chat, request)


async def test_a_link_is_read_and_told_by_its_domain(room: Newsroom, site: Site) -> None:
    site.pages["/alba"] = page_of("Alba", "Alba arrives").replace(
        b"</head>",
        b"<meta property='og:site_name' content='Reuters'><link rel='canonical' href='https://reuters.com/x'></head>",
    )
    told = await send(room, ANNA, site.url("/alba"))
    assert "Alba arrives" in told
    assert "127.0.0.2" in told
    assert "Reuters" not in told
    assert "14 sentences of news" in told or "sentences of news" in told
    assert "Only this chat sees it" in told


async def test_what_somebody_sends_is_theirs_alone(room: Newsroom, site: Site) -> None:
    await send(room, ANNA, site.url("/alba"))
    assert "Alba" in ask(room, ANNA, QUESTION).html
    assert "Alba" in ask(room, ANNA, SEARCH).html
    assert "Alba arrives" in ask(room, ANNA, "/mine").html
    for chat in (BEN, ADMIN):
        for text in (
            QUESTION,
            SEARCH,
            "/mine",
            "/stories",
            "/brief",
            "/sources",
            "/actors",
            "/summary quay",
        ):
            assert "Alba" not in ask(room, chat, text).html, text
    assert room.desk.store.count() == 0


async def test_a_link_to_a_sentence_of_ones_own_opens_for_no_other(room: Newsroom, site: Site) -> None:
    await send(room, ANNA, site.url("/alba"))
    shown = ask(room, ANNA, SEARCH).html
    key = shown.split("start=s_")[1].split('"')[0]
    assert "Alba" in ask(room, ANNA, f"/start s_{key}").html
    assert "Alba" not in ask(room, BEN, f"/start s_{key}").html


async def test_removing_it_removes_it(room: Newsroom, site: Site) -> None:
    await send(room, ANNA, site.url("/alba"))
    assert "Removed" in press(room, ANNA, ask(room, ANNA, "/mine"), "✖").html
    assert "Alba" not in ask(room, ANNA, SEARCH).html
    assert "nothing that is your own" in ask(room, ANNA, "/mine").html


async def test_what_is_offered_and_admitted_is_everybodys(room: Newsroom, site: Site) -> None:
    await send(room, ANNA, site.url("/alba"))
    assert "Offered" in press(room, ANNA, ask(room, ANNA, "/mine"), "Offer").html
    assert "Only those who run this bot" in ask(room, BEN, "/offers").html
    offer = ask(room, ADMIN, "/offers")
    assert "Alba arrives" in offer.html
    assert "Nobody offers anything" in press(room, ADMIN, offer, "Admit").html
    assert "Alba" in ask(room, BEN, QUESTION).html
    assert "nothing that is your own" in ask(room, ANNA, "/mine").html


async def test_a_forged_button_reaches_nobody_elses(room: Newsroom, site: Site) -> None:
    await send(room, ANNA, site.url("/alba"))
    shelf = room.desk.private.of(ANNA) if room.desk.private else None
    assert shelf
    (id,) = shelf.store.ids()
    for text in (f"/mine {id} as:remove", f"/mine {id} as:offer", f"/offers {ANNA} {id} as:admit"):
        ask(room, BEN, text)
    assert shelf.store.ids() == [id]
    assert room.desk.offers
    assert room.desk.offers.all() == []


async def test_what_those_who_run_it_send_is_everybodys_and_known_then(room: Newsroom, site: Site) -> None:
    assert "Only this chat" not in await send(room, ADMIN, site.url("/alba"))
    assert "Alba" in ask(room, BEN, QUESTION).html
    assert "I knew this one" in await send(room, ANNA, site.url("/alba"))


async def test_a_copy_and_its_story_are_named(room: Newsroom, site: Site) -> None:
    await send(room, ADMIN, site.url("/alba"))
    told = await send(room, ANNA, text=f"{words('Alba', 3)}\n\n{words('Alba again', 4)}")
    assert "prints the same text as 127.0.0.2" in told
    assert "It goes with <b>Alba arrives</b>" in told


async def test_files_are_read_and_refused_by_name(room: Newsroom) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../a.txt", words("Borea", 4))
        archive.writestr("inner.zip", b"PK\x03\x04")
        archive.writestr("b.html", page_of("Corvo"))
    told = await send(room, ANNA, file=("../news.zip", packed.getvalue()))
    assert "Borea" in told
    assert "Arrivals" in told
    assert "an archive in an archive" in told
    assert "I could not read <b>x.png</b>" in await send(
        room, ANNA, file=("C:\\x.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
    )


async def test_a_link_that_cannot_be_read_says_why(room: Newsroom, site: Site) -> None:
    site.pages["/gone"] = Answer(b"", 404)
    assert "answers 404" in await send(room, ANNA, site.url("/gone"))
    assert "leads inside" in await send(room, ANNA, "http://127.0.0.1/")
    assert "only http" in await send(room, ANNA, "ftp://a.example/")


async def test_a_list_of_feeds_is_for_those_who_run_the_bot(room: Newsroom, site: Site) -> None:
    opml = f"<opml version='1.0'><body><outline xmlUrl='{site.url('/feed')}'/></body></opml>".encode()
    assert "Only those who run" in await send(room, ANNA, file=("feeds.opml", opml))
    assert "1 of 1 feeds are new" in await send(room, ADMIN, file=("feeds.opml", opml))


async def test_a_file_that_says_whose_it_is_is_not_believed(room: Newsroom) -> None:
    claimed = (
        b"---\ntitle: Borea sinks\noutlet: Reuters\nurl: https://reuters.com/x\n---\n" + words("Borea", 4).encode()
    )
    told = await send(room, ANNA, file=("a.txt", claimed))
    assert "Borea sinks" in told
    assert "outlet not named" in told
    assert "Reuters" not in told
