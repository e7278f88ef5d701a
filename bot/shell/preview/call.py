"""One call of a Bot API method: its parameters, however they were sent (query, form, JSON, multipart), by type."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.shell.preview.nouns import Upload
from bot.shell.preview.refusal import TOO_LARGE, refuse

# core.telegram.org/bots/api#sending-files: 50 MB for files; a little more for the other parameters.
MAX_BODY = 50 * 2**20 + 2**16


@dataclass(frozen=True)
class Call:
    """The parameters of a call. Nested values may come as JSON text, as python-telegram-bot sends them."""

    parameters: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as text, "" where it is missing. Raises Refusal for text that UTF-8 cannot hold."""
        value = self.parameters.get(name)
        text = "" if value is None else str(value)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise refuse("strings must be encoded in UTF-8")
        return text

    def number(self, name: str) -> int | None:
        """The parameter as an integer, None where it is missing or none."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Whether the parameter is true, in any of the ways Telegram takes it."""
        return self.text(name).lower() in ("true", "1", "yes")

    def nested(self, name: str, words: str) -> Any:
        """The parameter as a JSON value, None where it is missing. Raises Refusal, naming it by `words`."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise refuse(f"can't parse {words} JSON object") from None

    def upload(self, name: str) -> Upload | str | None:
        """A file sent along (in its own field or by `attach://`), or the text that names one."""
        value = self.text(name)
        if name in self.uploads:
            return self.uploads[name]
        if value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return value or None


async def read(request: Request) -> Call:
    """The call that the request makes. Raises Refusal for a body that is too large or no JSON object."""
    if int(request.headers.get("content-length", "0")) > MAX_BODY:
        raise TOO_LARGE
    given: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return Call(given | _json_object(await request.body()))
    if not kind.startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
        return Call(given)
    async with request.form(max_part_size=2**20) as form:
        parts = dict(form)
        uploads = {name: await _upload(part) for name, part in parts.items() if isinstance(part, UploadFile)}
        return Call(given | {name: part for name, part in parts.items() if isinstance(part, str)}, uploads)


async def _upload(part: UploadFile) -> Upload:
    return Upload(part.filename or "file", await part.read(), part.content_type or "application/octet-stream")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise refuse("can't parse request JSON object")
    return value
