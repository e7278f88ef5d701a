"""The driver of the end-to-end tests, on a small echo bot."""

import pytest

from bot.shell.preview import Preview
from tests.chat import Chat
from tests.shell.preview.pictures import png


async def test_saying_returns_the_answer(chat: Chat) -> None:
    (hello,) = await chat.say("/start s_3")
    assert hello.text == "Hello, Anna. s_3"
    assert hello.source == "Hello, <b>Anna</b>. s_3"
    assert hello.labels == ["Notice", "Alert", "Edit", "Site"]
    assert [message.text for message in await chat.say("and you?")] == ["and you?"]
    assert len(chat.messages) == 4


async def test_pressing_tells_what_happened(chat: Chat) -> None:
    (hello,) = await chat.say("/start")
    noted = await chat.press(hello, "Notice")
    assert (noted.notice, noted.alert, noted.new, noted.edited) == ("Noted", False, [], None)
    assert (await chat.press(hello, "Alert")).alert
    assert (await chat.press(hello, "Edit")).edited is hello
    assert hello.text == "edited"
    with pytest.raises(AssertionError, match="no button 'Nothing'"):
        await chat.press(hello, "Nothing")


async def test_tapping_follows_deep_links_and_commands(chat: Chat) -> None:
    (rich,) = await chat.say("/rich")
    assert [message.text for message in await chat.tap(rich, "context")] == ["Hello, Anna. s_7"]
    assert [message.text for message in await chat.tap(rich, "/start")] == ["Hello, Anna."]
    with pytest.raises(AssertionError, match="leaves the chat"):
        await chat.tap(rich, "elsewhere")


async def test_files_go_both_ways(chat: Chat) -> None:
    (copy,) = await chat.send_file("a b.txt", b"words", caption="mine")
    assert (copy.content.file.upload.name, copy.content.file.upload.data, copy.text) == (
        "copy of a b.txt",
        b"words",
        "mine",
    )
    assert (await chat.send_file("p.png", png(4, 4), media_type="image/png"))[0].text == "a photo"


async def test_people_chat_apart(chat: Chat, preview: Preview) -> None:
    dora = Chat(preview, preview.state.add_user("Dora").id, quiet=0.05)
    assert (await dora.say("/start"))[0].text == "Hello, Dora."
    assert chat.messages == []


async def test_a_bot_that_does_not_answer_is_named() -> None:
    chat = Chat(Preview(), quiet=0.01, timeout=0.1)
    with pytest.raises(TimeoutError, match=r"no answer to '/start' within 0\.1 s"):
        await chat.say("/start")
