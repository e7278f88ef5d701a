"""Takes the README's pictures: the real bot over seeds/, in the preview, in headless Chromium. Run by `make pictures`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, ViewportSize, async_playwright
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.prompts import lenses
from bot.shell.flows import indexing
from bot.shell.plugged import desk
from bot.shell.preview import Preview
from bot.shell.sources import drafts_in
from bot.shell.telegram import running

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "golden" / "pictures"
CHROMIUM = "/usr/bin/chromium"
MESSAGE = "#log [data-id]"
PHONE: ViewportSize = {"width": 390, "height": 844}

Theme = Literal["light", "dark"]
# What is asked, by whom, and in which light.
SHOTS: Sequence[tuple[str, str, Theme]] = (
    ("chat", "how many soldiers were sent?", "light"),
    ("troops", "/troops", "light"),
    ("timeline-dark", "/timeline", "dark"),
)


async def main() -> None:
    """One picture after the other, each in a fresh chat."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        index(settings)
        preview = Preview()
        await preview.start()
        builder = ApplicationBuilder().token(preview.token)
        builder = builder.base_url(preview.base_url).base_file_url(preview.base_file_url)
        async with running(builder, settings):
            await take(preview)
        await preview.stop()


def index(settings: Settings) -> None:
    """The starter corpus in a fresh home."""
    at = desk(settings, "sitrep")
    refused = [o for o in indexing.index(drafts_in([ROOT / "seeds"]), at.store, at.embedder, lenses()) if o.why]
    assert not refused, refused
    indexing.regroup(at.store)
    at.store.close()


async def take(preview: Preview) -> None:
    """The pictures of all shots."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, text, theme in SHOTS:
            await shot(browser, preview, name, text, theme)
        await browser.close()


async def shot(browser: Browser, preview: Preview, name: str, text: str, theme: Theme) -> None:
    """Type the text, wait for the answer, scroll to its top, take the picture."""
    page = await browser.new_page(viewport=PHONE, color_scheme=theme, device_scale_factor=1.5)
    await page.goto(preview.url)
    await page.wait_for_function(
        f"() => !document.getElementById('start').hidden || document.querySelector('{MESSAGE}')"
    )
    start = page.locator("#start")
    if await start.is_visible():
        await start.click()
        await settled(page, 2)
    before = await page.locator(MESSAGE).count()
    box = page.locator("#composer textarea")
    await box.fill(text)
    await box.press("Enter")
    await settled(page, before + 2)
    await page.locator(MESSAGE).nth(before).evaluate("m => m.scrollIntoView({block: 'start'})")
    await page.wait_for_timeout(300)
    await page.screenshot(path=PICTURES / f"{name}.png")
    await page.close()
    print(PICTURES / f"{name}.png", file=sys.stderr)


async def settled(page: Page, count: int) -> None:
    """Wait until there are that many messages."""
    await page.wait_for_function(f"n => document.querySelectorAll('{MESSAGE}').length >= n", arg=count, timeout=60_000)
    await page.wait_for_timeout(300)


if __name__ == "__main__":
    asyncio.run(main())
