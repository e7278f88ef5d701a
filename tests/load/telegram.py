"""A stand-in for Telegram in a process of its own, which outlives the bot: `python -m tests.load.telegram SETTINGS.json`.

It enforces the limits of bots/faq (30 messages a second to all, one a second to a chat, 20 a minute to a group, each as a
sliding window), breaks what it is told to break (seeded), and counts what arrived by itself. Faults are shares of the messages:
`too_many` answers 429 for the chat, or halts the whole bot with `halt`; `bad_gateway` 502; `blocked` 403 for ever; `lost`
delivers and hangs up without an answer; `dropped` hangs up without delivering. /control/ injects updates and tells the count.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
import time
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]
TOKEN = "1:load"
BOT = {"id": 1, "is_bot": True, "first_name": "Sitrep", "username": "sitrep_load_bot", "can_join_groups": True}
BOT |= {"can_read_all_group_messages": False, "supports_inline_queries": False, "can_connect_to_business": False}


@dataclass
class Faults:
    """Shares of messages that go wrong, and how."""

    too_many: float = 0.0
    bad_gateway: float = 0.0
    blocked: float = 0.0
    lost: float = 0.0
    dropped: float = 0.0
    halt: bool = False
    retry_after: int = 2
    seed: int = 1


@dataclass
class Count:
    """What arrived."""

    requests: int = 0
    taken: int = 0
    over_limit: int = 0
    same_chat: int = 0
    in_a_halt: int = 0
    to_blocked: int = 0
    told: Counter[str] = field(default_factory=Counter)
    first: float = 0.0
    last: float = 0.0
    halted: float = 0.0


class Telegram:
    """The memory and the rules; `second` and `most` can be made smaller so that a short test is short."""

    def __init__(self, faults: Faults, most: int = 30, second: float = 1.0) -> None:
        self.faults = faults
        self.most, self.second = most, second
        self.random = random.Random(faults.seed)
        self.count = Count()
        self.texts: dict[int, list[tuple[float, str]]] = defaultdict(list)
        self.last_to: dict[int, float] = {}
        self.group: dict[int, deque[float]] = defaultdict(deque)
        self.window: deque[float] = deque()
        self.blocked: set[int] = set()
        self.halts: dict[int, float] = {}
        self.halt = 0.0
        self.updates: deque[Json] = deque()
        self.next_update = 1
        self.came = asyncio.Event()
        self.members: dict[str, str] = {}
        self.migrated: dict[int, int] = {}
        self.other: list[Json] = []
        self.message = 0
        self.times: list[float] = []

    # -------------------------------------------------------------- methods

    async def call(self, method: str, given: Json) -> tuple[int, Json] | None:
        """Status and body; None hangs up."""
        if method == "getupdates":
            return 200, {"ok": True, "result": await self.get_updates(given)}
        if method in ("sendmessage", "sendphoto", "senddocument"):
            return self.send(given)
        if method == "getchat":
            return self.get_chat(given)
        return 200, {"ok": True, "result": self.answer(method, given)}

    def answer(self, method: str, given: Json) -> Any:
        """What never fails."""
        if method == "getme":
            return BOT
        if method == "getchatmember":
            status = self.members.get(f"{given['chat_id']}:{given['user_id']}", "left")
            return _member(status, int(given["user_id"]))
        self.other.append({"method": method, **given})
        edits = method == "editmessagetext"
        return self._message(int(given["chat_id"]), given.get("text", "")) if edits else True

    def get_chat(self, given: Json) -> tuple[int, Json]:
        """Channels are known by their names."""
        if not str(given["chat_id"]).startswith("@"):
            return _error(400, "Bad Request: chat not found")
        chat = {
            "id": -1001000000001,
            "type": "channel",
            "title": "News",
            "accent_color_id": 0,
            "max_reaction_count": 11,
        }
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        return 200, {"ok": True, "result": chat | {"accepted_gift_types": dict.fromkeys(gifts, True)}}

    async def get_updates(self, given: Json) -> list[Json]:
        """Those from `offset` on; what lies before it is confirmed."""
        offset, wait = int(given.get("offset", 0)), float(given.get("timeout", 0))
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates and wait:
            self.came.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.came.wait(), wait)
        return list(self.updates)[: int(given.get("limit", 100))]

    def send(self, given: Json) -> tuple[int, Json] | None:
        """A message, by the rules, unless something is to go wrong."""
        now, chat, text = time.monotonic(), int(given["chat_id"]), str(given.get("text", ""))
        count = self.count
        count.requests += 1
        self.times.append(now)
        count.first = count.first or now
        count.last = now
        if refused := self._refused(chat, now):
            return refused
        self._pass(chat, now)
        kind = self._fault()
        count.told[kind] += 1
        if kind == "blocked":
            self.blocked.add(chat)
            return _error(403, "Forbidden: bot was blocked by the user")
        if kind == "too_many":
            return self._too_many(chat, now)
        if kind == "bad_gateway":
            return 502, {"ok": False, "error_code": 502, "description": "Bad Gateway"}
        if kind == "dropped":
            return None
        self.texts[chat].append((now, text))
        count.taken += 1
        return None if kind == "lost" else (200, {"ok": True, "result": self._message(chat, text)})

    def _refused(self, chat: int, now: float) -> tuple[int, Json] | None:
        if chat in self.migrated:
            body = _error(400, "Bad Request: group chat was upgraded to a supergroup chat")[1]
            return 400, body | {"parameters": {"migrate_to_chat_id": self.migrated[chat]}}
        if chat in self.blocked:
            self.count.to_blocked += 1
            return _error(403, "Forbidden: bot was blocked by the user")
        until = max(self.halt, self.halts.get(chat, 0.0))
        if until > now:
            self.count.in_a_halt += 1
            return _wait(until - now)
        while self.window and self.window[0] <= now - self.second:
            self.window.popleft()
        if len(self.window) >= self.most or self._group_is_full(chat, now):
            self.count.over_limit += 1
            return _wait(1)
        if now - self.last_to.get(chat, -9.0) < self.second:
            self.count.same_chat += 1
        return None

    def _group_is_full(self, chat: int, now: float) -> bool:
        sent = self.group[chat] if chat < 0 else deque()
        while sent and sent[0] <= now - 60 * self.second:
            sent.popleft()
        return len(sent) >= 20

    def _pass(self, chat: int, now: float) -> None:
        self.window.append(now)
        self.last_to[chat] = now
        if chat < 0:
            self.group[chat].append(now)

    def _fault(self) -> str:
        at = self.random.random()
        for kind in ("too_many", "bad_gateway", "blocked", "lost", "dropped"):
            at -= getattr(self.faults, kind)
            if at < 0:
                return kind
        return "taken"

    def _too_many(self, chat: int, now: float) -> tuple[int, Json]:
        until = now + self.faults.retry_after * self.second
        if self.faults.halt:
            self.halt = until
            self.count.halted += self.faults.retry_after * self.second
        else:
            self.halts[chat] = until
        return _wait(self.faults.retry_after * self.second)

    def _message(self, chat: int, text: str) -> Json:
        self.message += 1
        kind = {"type": "private", "first_name": "P"} if chat > 0 else {"type": "supergroup", "title": "G"}
        return {"message_id": self.message, "date": int(time.time()), "chat": {"id": chat} | kind, "text": text or "."}

    # -------------------------------------------------------------- control

    def control(self, what: str, given: Any) -> Any:
        """What the test asks of the stand-in."""
        if what == "updates":
            for update in given:
                self.updates.append({"update_id": self.next_update} | update)
                self.next_update += 1
            self.came.set()
        elif what == "faults":
            self.faults = Faults(**given)
        elif what == "members":
            self.members |= given
        elif what == "migrated":
            self.migrated |= {int(old): new for old, new in given.items()}
        elif what == "unblock":
            self.blocked.discard(int(given))
        elif what == "texts":
            return {str(chat): self.texts[chat] for chat in given or list(self.texts)}
        elif what == "first_after":
            return next((at for at in self.times[bisect_right(self.times, given) :]), None)
        elif what == "other":
            return self.other
        elif what == "count":
            waiting = len(self.updates)
            return vars(self.count) | {
                "told": dict(self.count.told),
                "blocked": sorted(self.blocked),
                "waiting": waiting,
            }
        return None


def _member(status: str, user: int) -> Json:
    found: Json = {"status": status, "user": {"id": user, "is_bot": user == BOT["id"], "first_name": "P"}}
    if status == "administrator":
        rights = (
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
            "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
            "can_edit_stories", "can_delete_stories", "can_post_messages",
        )  # fmt: skip
        found |= dict.fromkeys(rights, True)
    return found | ({"is_anonymous": False} if status == "creator" else {})


def _error(code: int, words: str) -> tuple[int, Json]:
    return code, {"ok": False, "error_code": code, "description": words}


def _wait(seconds: float) -> tuple[int, Json]:
    whole = max(1, int(seconds + 0.999))
    return 429, _error(429, f"Too Many Requests: retry after {whole}")[1] | {"parameters": {"retry_after": whole}}


# ------------------------------------------------------------------ HTTP, as little of it as the bot speaks


async def serve(telegram: Telegram, port: int) -> asyncio.Server:
    """Serve on 127.0.0.1."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await _exchange(telegram, reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    return await asyncio.start_server(connected, "127.0.0.1", port)


async def _exchange(telegram: Telegram, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    line = await reader.readline()
    if not line:
        return False
    length, kind = 0, ""
    while (header := await reader.readline()).strip():
        name, _, value = header.decode().partition(":")
        length = int(value) if name.lower() == "content-length" else length
        kind = value.strip() if name.lower() == "content-type" else kind
    body = await reader.readexactly(length)
    url = urlsplit(line.split()[1].decode())
    answer = await _answer(telegram, url.path, url.query, body, kind)
    if answer is None:
        return False
    code, given = answer
    content = json.dumps(given).encode()
    head = f"HTTP/1.1 {code} X\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    writer.write(head.encode() + content)
    await writer.drain()
    return True


async def _answer(telegram: Telegram, path: str, query: str, body: bytes, kind: str) -> tuple[int, Json] | None:
    if path.startswith("/control/"):
        return 200, {"result": telegram.control(path.removeprefix("/control/"), json.loads(body or b"null"))}
    if not path.startswith(f"/bot{TOKEN}/"):
        return _error(401, "Unauthorized")
    form = parse_qs(query, keep_blank_values=True)
    if kind.startswith("application/x-www-form-urlencoded"):
        form |= parse_qs(body.decode(), keep_blank_values=True)
    return await telegram.call(path.rsplit("/", 1)[1].lower(), {name: values[0] for name, values in form.items()})


async def _main(settings: Json) -> None:
    telegram = Telegram(Faults(**settings["faults"]), settings.get("most", 30), settings.get("second", 1.0))
    server = await serve(telegram, settings["port"])
    print("serving", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(json.loads(sys.argv[1])))
