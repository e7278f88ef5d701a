"""What a person sees and does on the preview's page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.shell.preview.pictures import png


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".in .words")).to_have_text("Hello, Dora. ".strip())


def say(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.keyboard.press("Enter")


def test_it_says_that_it_is_a_preview_and_begins_with_start(page: Page) -> None:
    expect(page.locator(".banner")).to_contain_text("Nothing leaves this machine. This is not Telegram.")
    begin(page)
    expect(page.locator(".out .words")).to_have_text("/start")
    expect(page.locator(".day")).to_have_text("Today")


def test_markup_said_by_a_person_stays_text(page: Page) -> None:
    begin(page)
    say(page, "<img src=x onerror=alert(1)><b>no</b>")
    expect(page.locator(".in .words").last).to_have_text("<img src=x onerror=alert(1)><b>no</b>")
    assert page.locator(".words img, .words b", has_text="no").count() == 0


def test_enter_sends_and_shift_enter_breaks_the_line(page: Page) -> None:
    begin(page)
    field = page.get_by_label("Message", exact=True)
    field.fill("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(page.locator(".out .words").last).to_have_text("one\ntwo", use_inner_text=True)
    expect(field).to_have_value("")


def test_formatting_unfolds_hides_and_links(page: Page) -> None:
    begin(page)
    say(page, "/rich")
    rich = page.locator(".in").last
    expect(rich.locator(".words > b")).to_have_text("bold")
    fold = rich.locator("blockquote .inner")
    short = fold.bounding_box()["height"]
    rich.get_by_role("button", name="Whole quotation").click()
    assert fold.bounding_box()["height"] > 2 * short
    spoiler = rich.locator(".spoiler")
    expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
    spoiler.focus()
    page.keyboard.press("Enter")
    expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")
    elsewhere = rich.get_by_role("link", name="elsewhere")
    expect(elsewhere).to_have_attribute("target", "_blank")
    expect(elsewhere).to_have_attribute("rel", "noopener noreferrer")


def test_a_deep_link_and_a_command_in_a_text_are_said_in_this_chat(page: Page) -> None:
    begin(page)
    say(page, "/rich")
    page.get_by_role("link", name="context").click()
    expect(page.locator(".out .words").last).to_have_text("/start s_7")
    expect(page.locator(".in .words").last).to_have_text("Hello, Dora. s_7")
    page.locator(".in .words").get_by_role("button", name="/start").click()
    expect(page.locator(".out")).to_have_count(4)


def test_buttons_notify_alert_and_edit_in_place(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Notice").click()
    expect(page.get_by_role("status")).to_have_text("Noted")
    expect(page.locator(".key.loading")).to_have_count(0)
    page.get_by_role("button", name="Alert").click()
    expect(page.get_by_role("dialog")).to_contain_text("Look out")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Edit").click()
    expect(page.locator(".in .words i")).to_have_text("edited")
    expect(page.locator(".in .stamp")).to_contain_text("edited")
    expect(page.locator(".message")).to_have_count(2)
    expect(page.get_by_role("link", name="Site")).to_have_attribute("href", "https://example.org/")


def test_the_menu_and_the_slash_offer_the_commands(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Command menu").click()
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.press("Escape")
    page.get_by_label("Message", exact=True).press_sequentially("/p")
    expect(page.get_by_role("option")).to_have_text("/photoShow a picture")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".in img")).to_have_js_property("naturalWidth", 300)
    expect(page.locator(".in .words i")).to_have_text("picture")


def test_files_go_up_and_come_down(page: Page) -> None:
    begin(page)
    page.set_input_files("#file", {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"my words"})
    say(page, "look")
    copy = page.locator(".in .document")
    expect(copy).to_contain_text("copy of notes.txt")
    with page.expect_download() as download:
        copy.click()
    assert download.value.suggested_filename == "copy of notes.txt"
    assert Path(download.value.path()).read_bytes() == b"my words"
    page.set_input_files("#file", {"name": "p.png", "mimeType": "image/png", "buffer": png(40, 30)})
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".out img")).to_have_js_property("naturalWidth", 40)


def test_typing_shows_until_the_next_message(page: Page) -> None:
    begin(page)
    say(page, "/type")
    expect(page.locator("#status")).to_have_text("typing")
    say(page, "hello")
    expect(page.locator(".in .words").last).to_have_text("hello")
    expect(page.locator("#status")).to_have_text("bot")


def test_people_chat_apart_and_can_be_added(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Chatting as Dora").click()
    page.get_by_label("Name of the new person").fill("Emil")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Chatting as Emil")).to_be_visible()
    expect(page.locator(".message")).to_have_count(0)
    page.go_back()
    expect(page.locator(".message")).to_have_count(2)


def test_a_reload_shows_the_same_chat(page: Page) -> None:
    begin(page)
    page.reload()
    expect(page.locator(".in .words")).to_have_text("Hello, Dora.")
    expect(page.get_by_role("button", name="Edit")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_newest_message_is_in_sight_and_readable(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    begin(page)
    for number in range(12):
        say(page, f"line {number}\nand\nmore")
        expect(page.locator(".in .words").last).to_contain_text(f"line {number}")
    expect(page.locator(".in .words").last).to_be_in_viewport(ratio=1)
    page.locator("#log").evaluate("log => log.scrollTo(0, 0)")
    page.get_by_role("button", name="Scroll to the newest message").click()
    expect(page.locator(".in .words").last).to_be_in_viewport(ratio=1)
    assert contrast(page, ".in .bubble") > 7
    assert contrast(page, ".out .bubble") > 7


def contrast(page: Page, where: str) -> float:
    """The contrast of text and ground by WCAG 2.2."""
    script = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    text, ground = (luminance(colour) for colour in page.locator(where).first.evaluate(script))
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
