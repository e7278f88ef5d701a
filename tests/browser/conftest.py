"""Headless Chromium on the preview's page, an echo bot behind it. Skipped where Chromium is not installed."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.shell.preview import Preview
from tests.shell.preview.echo import echo_bot

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def preview() -> Iterator[Preview]:
    """A preview and its bot in an event loop of their own, as Playwright's plain interface keeps this thread."""
    preview, loop = Preview(), asyncio.new_event_loop()
    ready, over = threading.Event(), asyncio.Event()

    async def serve() -> None:
        await preview.start()
        async with echo_bot(preview):
            ready.set()
            await over.wait()
        await preview.stop()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(20), "the echo bot did not start"
    yield preview
    loop.call_soon_threadsafe(over.set)
    thread.join(20)
    loop.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Of the module, not of the session: Playwright's loop in this thread would stop all asyncio tests after it."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: install Debian's package `chromium` to test the page")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """The page of a new person, at phone size; an error in its script, or a request elsewhere, fails the test."""
    user = httpx.post(f"{preview.url}preview/user", json={"name": "Dora"}).json()["id"]
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="light")
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(preview.url) else faults.append(asked.url))
    page.goto(f"{preview.url}#{user}")
    yield page
    page.close()
    assert faults == []
