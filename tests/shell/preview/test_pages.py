"""The page's server side: who may speak with it, what it says."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.shell.preview import Preview
from bot.shell.preview.pages import FILES, PAGE
from tests.shell.preview.pictures import png

ANNA = 1001


@pytest.fixture
def preview() -> Preview:
    return Preview()


@pytest.fixture
def client(preview: Preview) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(preview.app), base_url="http://127.0.0.1")


async def test_a_chat_is_told_whole(preview: Preview, client: httpx.AsyncClient) -> None:
    await client.post("/preview/say", json={"user": ANNA, "text": " <b>hi</b> "})
    told = (await client.get("/preview/chat", params={"user": ANNA})).json()
    assert [message["text"] for message in told["messages"]] == ["<b>hi</b>"]
    assert [user["first_name"] for user in told["users"]] == ["Anna", "Ben", "Carla"]
    assert (await client.get("/preview/chat?user=nobody")).json()["user"]["id"] == ANNA


async def test_changes_are_streamed_to_the_chat_they_concern(preview: Preview) -> None:
    await preview.start()
    async with httpx.AsyncClient() as client, client.stream("GET", f"{preview.url}preview/events?user=1001") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == ": welcome"
        preview.state.say(1002, "not for Anna")
        preview.state.say(ANNA, "for Anna")
        told = []
        while not told or told[-1]["kind"] != "message":
            told.append(json.loads((await next_data(lines)).removeprefix("data: ")))
    await preview.stop()
    assert [change["kind"] for change in told] == ["update", "message"]
    assert told[-1]["message"]["text"] == "for Anna"


async def next_data(lines: AsyncIterator[str]) -> str:
    return await anext(line async for line in lines if line.startswith("data: "))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "169.254.169.254"])
async def test_other_hosts_are_turned_away(client: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/preview/chat", "/bot1:preview/getMe"):
        assert (await client.get(path, headers={"host": host})).status_code == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
async def test_pages_of_other_origins_may_not_act(preview: Preview, client: httpx.AsyncClient, origin: str) -> None:
    answer = await client.post("/preview/say", json={"user": ANNA, "text": "x"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert preview.state.updates == []


async def test_only_the_pages_own_files_are_served(client: httpx.AsyncClient) -> None:
    for name in FILES:
        assert (await client.get(f"/{name}")).status_code == 200
    for name in ("server.py", "%2e%2e/server.py", "page/index.html", "preview/file/nothing"):
        assert (await client.get(f"/{name}")).status_code == 404


async def test_the_page_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    script = (PAGE / "chat.js").read_text(encoding="utf-8")
    assert not any(word in script for word in ("innerHTML", "insertAdjacentHTML", "document.write", "eval("))


async def test_a_document_is_never_shown_as_a_page(preview: Preview, client: httpx.AsyncClient) -> None:
    files = {"file": ("x.html", b"<script>alert(1)</script>", "text/html")}
    sent = (await client.post("/preview/say", data={"user": str(ANNA)}, files=files)).json()
    shown = await client.get(f"/preview/file/{sent['document']['file_id']}")
    assert shown.headers["content-type"] == "application/octet-stream"
    assert shown.headers["content-disposition"] == "attachment; filename*=UTF-8''x.html"
    assert shown.headers["x-content-type-options"] == "nosniff"


async def test_a_picture_is_a_photo_and_a_false_one_a_document(client: httpx.AsyncClient) -> None:
    real = await client.post("/preview/say", data={"user": "1001"}, files={"file": ("a.png", png(8, 4), "image/png")})
    false = await client.post(
        "/preview/say", data={"user": "1001"}, files={"file": ("a.svg", b"<svg/>", "image/svg+xml")}
    )
    assert (real.json()["photo"][0]["width"], real.json()["photo"][0]["height"]) == (8, 4)
    assert false.json()["document"]["file_name"] == "a.svg"


@pytest.mark.parametrize(
    "body", [{}, {"user": ANNA, "text": " "}, {"user": 7, "text": "x"}, {"user": ANNA, "text": "x" * 4097}]
)
async def test_nothing_to_send_is_refused(client: httpx.AsyncClient, body: dict[str, object]) -> None:
    assert (await client.post("/preview/say", json=body)).status_code == 400
