"""What the Bot API answers when it refuses, in Telegram's words (telegram-bot-api, Client.cpp and td)."""

from __future__ import annotations


class Refusal(Exception):
    """A request refused: `code` is the HTTP status and `error_code`, `description` the words sent back."""

    def __init__(self, code: int, description: str) -> None:
        """Both as they go into the answer."""
        super().__init__(description)
        self.code = code
        self.description = description


_PREFIX = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


def refuse(why: str, code: int = 400) -> Refusal:
    """The refusal with Telegram's prefix and, as there, a small first letter unless it is a code (ALL_CAPS)."""
    is_code = why[1:2] == "_" or why[1:2].isupper()
    return Refusal(code, f"{_PREFIX[code]}: {why if is_code else why[:1].lower() + why[1:]}")


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
TOO_LARGE = Refusal(413, "Request Entity Too Large")
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
