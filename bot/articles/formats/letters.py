"""E-mail newsletters -> drafts: the text part where there is one, else the page; the letter's head as metadata."""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from bot.articles.formats.encodings import decode
from bot.articles.formats.pages import words_of
from bot.model import Draft, Refused


def from_letter(name: str, data: bytes) -> Draft | Refused:
    """The article that a letter is: subject, sender, and the day it was sent."""
    try:
        letter = email.message_from_bytes(data, policy=email.policy.default)
        part = letter.get_body(("plain", "html"))
        if part is None:
            return Refused(name, "this letter has no text in it")
        return _draft(name, letter, part)
    except (MessageError, ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
        return Refused(name, f"this letter cannot be read: {str(error) or type(error).__name__}")


def _draft(name: str, letter: EmailMessage, part: MIMEPart) -> Draft:
    content = part.get_payload(decode=True)
    decoded = decode(name, content if isinstance(content, bytes) else b"", part.get_content_charset())
    plain = part.get_content_subtype() == "plain"
    text = decoded.text.replace("\r\n", "\n")
    sender, address = parseaddr(_head(letter, "From") or "")
    return Draft(
        name,
        text if plain else words_of(name, text),
        title=_head(letter, "Subject"),
        outlet=sender or address.rpartition("@")[2] or None,
        language=_head(letter, "Content-Language"),
        published=_head(letter, "Date"),
        note=decoded.note,
    )


def _head(letter: EmailMessage, key: str) -> str | None:
    """A line of the letter's head, unfolded."""
    line = letter.get(key)
    return " ".join(str(line).split()) or None if line is not None else None
