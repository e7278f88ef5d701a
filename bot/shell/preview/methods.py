"""The Bot API methods the preview serves: each takes the state and a call, returns the `result` or raises Refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.shell.preview import limits
from bot.shell.preview.call import Call
from bot.shell.preview.nouns import Content, File, Json, Message, Upload
from bot.shell.preview.refusal import TOO_LARGE, refuse
from bot.shell.preview.state import State

MAX_PHOTO = 10 * 2**20
MAX_DOCUMENT = 50 * 2**20
MAX_DOWNLOAD = 20 * 2**20
Method = Callable[[State, Call], Any]

# ------------------------------------------------------------------ messages


def send_message(state: State, call: Call) -> Json:
    """Sends a text."""
    return _send(state, call, limits.message_text(call))


def send_photo(state: State, call: Call) -> Json:
    """Sends a picture, by upload or by file_id."""
    return _send(state, call, limits.caption(call, _file(state, call, "photo", MAX_PHOTO)))


def send_document(state: State, call: Call) -> Json:
    """Sends a file, by upload or by file_id."""
    return _send(state, call, limits.caption(call, _file(state, call, "document", MAX_DOCUMENT)))


def edit_message_text(state: State, call: Call) -> Json:
    """Replaces text and keyboard; without a keyboard the old one goes."""
    _edited(state, call, has_file=False)
    return _edit(state, call, limits.message_text(call))


def edit_message_caption(state: State, call: Call) -> Json:
    """Replaces caption and keyboard of a message with a file."""
    file = _edited(state, call, has_file=True).content.file
    return _edit(state, call, limits.caption(call, file) if file else None)


def edit_message_media(state: State, call: Call) -> Json:
    """Replaces file, caption and keyboard."""
    _edited(state, call)
    media = call.nested("media", "InputMedia")
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise refuse("unsupported input media type")
    inner = Call({**media, media["type"]: media.get("media")}, call.uploads)
    return _edit(state, call, limits.caption(inner, _file(state, inner, media["type"], MAX_DOCUMENT)))


def edit_message_reply_markup(state: State, call: Call) -> Json:
    """Replaces the keyboard alone."""
    return _edit(state, call, None)


def delete_message(state: State, call: Call) -> bool:
    """Takes a message out of the chat."""
    state.delete(_chat(call), call.number("message_id") or 0)
    return True


def send_chat_action(state: State, call: Call) -> bool:
    """Shows that the bot is typing, or doing something else."""
    state.type(_chat(call), call.text("action"))
    return True


def answer_callback_query(state: State, call: Call) -> bool:
    """Ends the loading of a pressed button, with a notice or an alert of up to 200 characters."""
    if len(call.text("text")) > 200:
        raise refuse("MESSAGE_TOO_LONG")
    answer = {"text": call.text("text"), "alert": call.flag("show_alert"), "url": call.text("url")}
    state.answer(call.text("callback_query_id"), answer)
    return True


def get_file(state: State, call: Call) -> Json:
    """Where to download a file."""
    file = state.files.get(call.text("file_id"))
    if file is None:
        raise refuse("wrong file_id or the file is temporarily unavailable")
    if len(file.upload.data) > MAX_DOWNLOAD:
        raise refuse("file is too big")
    return {key: value for key, value in file.as_json().items() if key.startswith("file_")} | {"file_path": file.path}


# ------------------------------------------------------------------ the bot and its chats


def get_me(state: State, call: Call) -> Json:
    """The bot itself."""
    rights = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business")
    return state.bot.as_json() | dict.fromkeys(rights, False) | {"has_main_web_app": False}


def set_my_commands(state: State, call: Call) -> bool:
    """Sets the menu of a scope and language."""
    state.set_menu(_scope(call), limits.commands(call))
    return True


def get_my_commands(state: State, call: Call) -> list[Json]:
    """The menu of exactly that scope and language."""
    return state.commands.get(_scope(call), [])


def delete_my_commands(state: State, call: Call) -> bool:
    """Empties the menu of a scope and language."""
    state.set_menu(_scope(call), [])
    return True


def get_chat(state: State, call: Call) -> Json:
    """A private chat in full."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, True)}
    return state.room(_chat(call)).user.as_chat() | extra


def get_chat_member(state: State, call: Call) -> Json:
    """A person's standing in a chat: a member of the private one, and of no other."""
    user = state.room(_chat(call)).user
    if call.number("user_id") not in (user.id, state.bot.id):
        raise refuse("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": (user if call.number("user_id") == user.id else state.bot).as_json()}


def get_webhook_info(state: State, call: Call) -> Json:
    """No webhook: the preview is only polled."""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(state.updates)}


def set_webhook(state: State, call: Call) -> bool:
    """An empty address deletes the webhook; any other the preview cannot call."""
    if call.text("url"):
        raise refuse("bad webhook: the preview is polled with getUpdates only")
    return delete_webhook(state, call)


def delete_webhook(state: State, call: Call) -> bool:
    """Drops the waiting updates where that was asked for."""
    if call.flag("drop_pending_updates"):
        state.updates.clear()
    return True


def agree(state: State, call: Call) -> bool:
    """Taken and without effect here."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "sendchataction": send_chat_action,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getwebhookinfo": get_webhook_info,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "setchatmenubutton": agree,
    "setmydescription": agree,
    "setmyshortdescription": agree,
    "setmyname": agree,
    "logout": agree,
    "close": agree,
}

# ------------------------------------------------------------------ parts of a call


def _chat(call: Call) -> int:
    if not call.text("chat_id"):
        raise refuse("chat_id is empty")
    return call.number("chat_id") or 0


def _send(state: State, call: Call, content: Content) -> Json:
    reply = call.nested("reply_parameters", "reply parameters") or {}
    replied = reply.get("message_id") if isinstance(reply, dict) else None
    if replied and reply.get("allow_sending_without_reply") and not state.has(_chat(call), replied):
        replied = None
    return state.send(_chat(call), content, limits.keyboard(call), replied).as_json()


def _edited(state: State, call: Call, has_file: bool | None = None) -> Message:
    message = state.message(_chat(call), call.number("message_id"), "message to edit not found")
    if has_file is not None and bool(message.content.file) is not has_file:
        raise refuse(f"there is no {'caption' if has_file else 'text'} in the message to edit")
    return message


def _edit(state: State, call: Call, content: Content | None) -> Json:
    return state.edit(_chat(call), call.number("message_id") or 0, content, limits.keyboard(call)).as_json()


def _file(state: State, call: Call, name: str, limit: int) -> File:
    given = call.upload(name)
    if given is None:
        raise refuse(f"there is no {name} in the request")
    if isinstance(given, Upload):
        if len(given.data) > limit:
            raise TOO_LARGE
        if not given.data:
            raise refuse("file must be non-empty")
        return state.keep(given, as_photo=name == "photo")
    if given not in state.files:
        raise refuse("wrong file identifier/HTTP URL specified")
    return state.files[given]


def _scope(call: Call) -> tuple[str, str]:
    """The key of a menu: its scope, with the chat where it has one, and its language ("" is any)."""
    scope = call.nested("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or "type" not in scope:
        raise refuse("can't parse BotCommandScope: Can't find field \"type\"")
    chat = f":{scope['chat_id']}" if "chat_id" in scope else ""
    return f"{scope['type']}{chat}", call.text("language_code")
