"""Newsletters: the letter's words are the text, its head says who, what and when."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.formats.letters import from_letter
from bot.model import Draft, Refused

TEXT = "A ferry sank off Quill on Friday.\n\nNobody drowned, said Zoë Orr.\n"
PAGE = "<html><head><title>t</title><style>p{}</style></head><body><p>A ferry sank<br>off Quill.</p><p>Zoë</p></body></html>"


def letter(sender: str = "Quill Post <news@quill.example>") -> EmailMessage:
    """A newsletter without its body."""
    written = EmailMessage()
    written["From"], written["Subject"] = sender, "Ferry sinks – “all saved”"
    written["Date"] = "Sat, 04 Jan 2020 10:45:00 +0300"
    return written


def draft(data: bytes) -> Draft:
    """What was read, which must not be a refusal."""
    found = from_letter("a.eml", data)
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
def test_the_text_part_as_it_was_written(charset: str, cte: str) -> None:
    written = letter()
    written.set_content(TEXT, charset=charset, cte=cte)
    written.add_alternative("<p>As a page</p>", subtype="html")
    found = draft(written.as_bytes())
    assert (found.text, found.note) == (TEXT, None)
    assert (found.title, found.outlet) == ("Ferry sinks – “all saved”", "Quill Post")
    assert found.published == "Sat, 04 Jan 2020 10:45:00 +0300"


def test_without_a_text_part_the_words_of_the_page() -> None:
    written = letter()
    written.set_content(PAGE, subtype="html")
    assert draft(written.as_bytes()).text == "A ferry sank\n\noff Quill.\n\nZoë"


def test_attachments_are_not_the_letter() -> None:
    written = letter()
    written.set_content(TEXT)
    written.add_attachment("Not this.", filename="notes.txt")
    assert draft(written.as_bytes()).text == TEXT


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [("news@quill.example", "quill.example"), ('"Post, Quill" <a@b.example>', "Post, Quill"), ("", None)],
)
def test_the_sender_is_the_outlet(sender: str, outlet: str | None) -> None:
    written = letter()
    del written["From"]
    head = f"From: {sender}\n".encode() if sender else b""
    written.set_content(TEXT)
    assert draft(head + written.as_bytes()).outlet == outlet


def test_a_letter_without_words_is_refused() -> None:
    written = letter()
    written.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    found = from_letter("a.eml", written.as_bytes())
    assert isinstance(found, Refused)
    assert "no text" in found.why


_LINES = st.sampled_from(["From: a", "Subject: =?utf-8?q?x", "Content-Type: multipart/mixed; boundary=b", "--b", "--b--", "",
                          "Content-Type: text/plain; charset=x", "Content-Transfer-Encoding: base64", "A ferry", "Date: x",
                          "Content-Type: message/rfc822", " folded"])  # fmt: skip


@given(st.one_of(st.binary(), st.lists(_LINES, max_size=20).map("\n".join).map(str.encode)))
def test_any_letter_is_read_or_refused(data: bytes) -> None:
    try:
        found = from_letter("a.eml", data)
    except Refused as refusal:
        found = refusal
    assert found.input == "a.eml"
