"""The Bot API's methods through the real python-telegram-bot: what is taken, what is refused and how."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.request import HTTPXRequest

from bot.shell.preview import Preview
from tests.shell.preview.pictures import png

ANNA = 1001


def button(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("b", callback_data=data)]])


async def test_a_sent_text_comes_back_as_telegrams_message(bot: Bot) -> None:
    sent = await bot.send_message(ANNA, " <b>é😀</b> see /help \n", parse_mode="HTML", reply_markup=button("x" * 64))
    assert sent.text == "é😀 see /help"
    assert sent.text_html == "<b>é😀</b> see /help"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [
        ("bold", 0, 3),
        ("bot_command", 8, 5),
    ]
    assert sent.reply_markup == button("x" * 64)
    assert (sent.chat.type, sent.from_user.is_bot) == ("private", True)


async def test_replies_know_what_they_answer(bot: Bot, preview: Preview) -> None:
    asked = preview.state.say(ANNA, "a question")
    sent = await bot.send_message(ANNA, "an answer", reply_to_message_id=asked.id)
    assert sent.reply_to_message.text == "a question"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ANNA, "an answer", reply_to_message_id=99)
    assert await bot.send_message(ANNA, "x", reply_to_message_id=99, allow_sending_without_reply=True)


@pytest.fixture
def preview() -> Preview:
    return Preview()


@pytest.fixture
async def bot(preview: Preview) -> AsyncIterator[Bot]:
    """Calls the application in this process: the same requests without a server to start."""
    wire = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(preview.app)})
    async with Bot(
        preview.token, base_url="http://127.0.0.1/bot", base_file_url="http://127.0.0.1/file/bot", request=wire
    ) as bot:
        yield bot


@pytest.fixture
def client(preview: Preview) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(preview.app), base_url="http://127.0.0.1")


Refused = tuple[str, Callable[[Bot], Coroutine[Any, Any, Any]], str]
REFUSED: list[Refused] = [
    ("empty", lambda bot: bot.send_message(ANNA, ""), "Message text is empty"),
    ("blank", lambda bot: bot.send_message(ANNA, " \n\u200b"), "Message text is empty"),
    ("blank after parsing", lambda bot: bot.send_message(ANNA, "<b> </b>", "HTML"), "Message text is empty"),
    ("4097", lambda bot: bot.send_message(ANNA, "x" * 4097), "Message is too long"),
    ("33000 bytes", lambda bot: bot.send_message(ANNA, "<b></b>" * 4700, "HTML"), "Text is too long"),
    ("bad HTML", lambda bot: bot.send_message(ANNA, "a < b", "HTML"), "Can't parse entities: unsupported start tag"),
    ("no chat", lambda bot: bot.send_message(5, "x"), "Chat not found"),
    ("65 bytes", lambda bot: bot.send_message(ANNA, "x", reply_markup=button("x" * 65)), "Button_data_invalid"),
    ("66 bytes", lambda bot: bot.send_message(ANNA, "x", reply_markup=button("é" * 33)), "Button_data_invalid"),
    ("0 bytes", lambda bot: bot.send_message(ANNA, "x", reply_markup=button("")), "Button_data_invalid"),
    ("caption", lambda bot: bot.send_photo(ANNA, png(9, 9), "x" * 1025), "Message caption is too long"),
    ("no picture", lambda bot: bot.send_photo(ANNA, b"text"), "Image_process_failed"),
    ("no file", lambda bot: bot.send_document(ANNA, "nofile"), "Wrong file identifier"),
    ("empty file", lambda bot: bot.send_document(ANNA, b"", filename="a"), "File must be non-empty"),
    ("edit nothing", lambda bot: bot.edit_message_text("x", ANNA, 99), "Message to edit not found"),
    ("delete nothing", lambda bot: bot.delete_message(ANNA, 99), "Message to delete not found"),
    (
        "old query",
        lambda bot: bot.answer_callback_query("q0"),
        "Query is too old and response timeout expired or query id",
    ),
    ("command", lambda bot: bot.set_my_commands([("Start", "x")]), "Bot_command_invalid"),
    ("101 commands", lambda bot: bot.set_my_commands([(f"c{n}", "x") for n in range(101)]), "Bot_commands_too_much"),
    ("description", lambda bot: bot.set_my_commands([("start", "")]), "Bot_command_description_invalid"),
    ("file id", lambda bot: bot.get_file("x"), "Wrong file_id or the file is temporarily unavailable"),
]


@pytest.mark.parametrize(("call", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
async def test_refuses_in_telegrams_words(
    bot: Bot, call: Callable[[Bot], Coroutine[Any, Any, Any]], words: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        await call(bot)
    assert words.lower() in str(refused.value).lower()


async def test_the_longest_text_and_caption_are_taken(bot: Bot) -> None:
    assert len((await bot.send_message(ANNA, f"<b>{'😀' * 4096}</b>", "HTML")).text) == 4096
    assert len((await bot.send_photo(ANNA, png(9, 9), "x" * 1024)).caption) == 1024


async def edited(bot: Bot) -> Message:
    return await bot.send_message(ANNA, "<b>x</b>", "HTML", reply_markup=button("a"))


async def test_an_edit_changes_text_and_keyboard(bot: Bot, preview: Preview) -> None:
    sent = await edited(bot)
    new = await sent.edit_text("y")
    assert (new.text, new.reply_markup, new.message_id) == ("y", None, sent.message_id)
    assert new.edit_date is not None
    assert [message.text for message in preview.state.rooms[ANNA].messages] == ["y"]


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    sent = await edited(bot)
    words = "specified new message content and reply markup are exactly the same as a current content and reply markup"
    with pytest.raises(BadRequest, match=f"Message is not modified: {words} of the message"):
        await sent.edit_text("<b>x</b>", "HTML", reply_markup=button("a"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(button("a"))
    assert (await sent.edit_text("x", reply_markup=button("a"))).text == "x"
    assert (await sent.edit_reply_markup(button("b"))).reply_markup == button("b")


async def test_only_the_bots_own_texts_can_be_edited(bot: Bot, preview: Preview) -> None:
    asked = preview.state.say(ANNA, "mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", ANNA, asked.id)
    shown = await bot.send_photo(ANNA, png(9, 9))
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await shown.edit_text("x")
    assert (await shown.edit_caption("<b>x</b>", parse_mode="HTML")).caption_html == "<b>x</b>"


async def test_files_go_up_and_down_unharmed(bot: Bot, preview: Preview) -> None:
    data = bytes(range(256)) * 5000
    sent = await bot.send_document(ANNA, data, filename="../odd näme;.bin", caption="<b>c</b>", parse_mode="HTML")
    assert (sent.document.file_name, sent.document.file_size) == ("../odd näme;.bin", len(data))
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == data
    assert (await bot.send_document(ANNA, sent.document.file_id)).document.file_size == len(data)


async def test_a_photo_knows_its_size_and_can_be_exchanged(bot: Bot) -> None:
    sent = await bot.send_photo(ANNA, png(30, 20), caption="one")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (30, 20)
    new = await sent.edit_media(InputMediaPhoto(png(5, 6), caption="<i>two</i>", parse_mode="HTML"))
    assert (new.photo[-1].width, new.caption_html) == (5, "<i>two</i>")


async def test_the_menu_follows_scope_and_language(bot: Bot, preview: Preview) -> None:
    anna, carla = preview.state.rooms[ANNA].user, preview.state.rooms[1003].user
    await bot.set_my_commands([("start", "Begin")])
    await bot.set_my_commands([("start", "Empezar")], language_code="es")
    await bot.set_my_commands([("secret", "Only for Anna")], scope=BotCommandScopeChat(ANNA))
    assert [command["description"] for command in preview.state.menu(carla)] == ["Empezar"]
    assert [command["command"] for command in preview.state.menu(anna)] == ["secret"]
    assert [command.command for command in await bot.get_my_commands()] == ["start"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(ANNA))
    assert [command["description"] for command in preview.state.menu(anna)] == ["Begin"]


async def test_small_methods_answer(bot: Bot) -> None:
    assert (await bot.get_me()).username == "sitrep_preview_bot"
    assert (await bot.get_chat(ANNA)).first_name == "Anna"
    assert (await bot.get_chat_member(ANNA, ANNA)).status == "member"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.set_my_description("x") and await bot.set_chat_menu_button()
    assert await bot.send_chat_action(ANNA, "typing")
    assert await bot.delete_webhook(drop_pending_updates=True)


async def test_unknown_methods_and_tokens_are_refused(bot: Bot, client: httpx.AsyncClient) -> None:
    with pytest.raises(InvalidToken):
        await bot.get_user_profile_photos(ANNA)
    unknown = await client.get("/bot1:preview/getNothing")
    stranger = await client.get("/bot2:other/getMe")
    garbled = await client.post("/bot1:preview/sendMessage", content="{", headers={"content-type": "application/json"})
    assert unknown.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (stranger.status_code, stranger.json()["description"]) == (401, "Unauthorized")
    assert (garbled.status_code, garbled.json()["description"]) == (400, "Bad Request: can't parse request JSON object")


async def test_json_form_and_query_mean_the_same(client: httpx.AsyncClient) -> None:
    given = {"chat_id": "1001", "text": "x", "entities": '[{"type": "bold", "offset": 0, "length": 1}]'}
    answers = [
        await client.get("/bot1:preview/sendMessage", params=given),
        await client.post("/bot1:preview/sendmessage", data=given),
        await client.post("/bot1:preview/SENDMESSAGE", json=given | {"chat_id": 1001}),
        await client.post("/bot1:preview/sendMessage", files={key: (None, value) for key, value in given.items()}),
    ]
    assert [answer.json()["result"]["entities"] for answer in answers] == [
        [{"type": "bold", "offset": 0, "length": 1}]
    ] * 4


async def test_a_file_over_the_limit_is_refused(bot: Bot) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_photo(ANNA, png(9, 9) + b"\0" * (10 * 2**20))


async def test_a_person_who_blocked_the_bot_hears_nothing(
    bot: Bot, preview: Preview, client: httpx.AsyncClient
) -> None:
    preview.state.rooms[ANNA].blocked = True
    answer = await client.get("/bot1:preview/sendMessage", params={"chat_id": ANNA, "text": "x"})
    assert (answer.status_code, answer.json()["description"]) == (403, "Forbidden: bot was blocked by the user")
    preview.state.say(ANNA, "/start")
    assert await bot.send_message(ANNA, "welcome back")
