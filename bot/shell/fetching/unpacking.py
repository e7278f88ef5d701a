"""Packed bodies, unpacked piece by piece: never more than allowed is held, however small the bomb."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

# What is asked for; an answer in anything else was not asked for.
ACCEPTED = "gzip, deflate"
# Window bits by which zlib finds out itself whether it has gzip's or zlib's head; and those for neither.
_EITHER, _BARE = 47, -15


class TooMuch(Exception):
    """A body that is longer than allowed, as it came or unpacked."""


class Unpacker:
    """Unpacks one body in the coding that its head names (an empty string for none). Raises ValueError for another coding."""

    def __init__(self, coding: str, most: int) -> None:
        self._packed = coding.strip().lower() in ("gzip", "x-gzip", "deflate")
        if not self._packed and coding.strip().lower() not in ("", "identity"):
            raise ValueError(coding)
        self._left = most
        self._zlib = zlib.decompressobj(_EITHER)
        self._begun = False

    def feed(self, data: bytes) -> bytes:
        """What the next piece holds. Raises TooMuch beyond what is allowed, zlib.error for what is not packed so."""
        found = self._unpacked(data) if self._packed else data
        self._left -= len(found)
        if self._left < 0:
            raise TooMuch
        return found

    def _unpacked(self, data: bytes) -> bytes:
        found = bytearray()
        while data and len(found) <= self._left:
            found += self._some(data, self._left + 1 - len(found))
            data = self._zlib.unconsumed_tail or self._zlib.unused_data
            if self._zlib.eof and data:
                self._zlib = zlib.decompressobj(_EITHER)  # gzip may come in several parts, one behind the other
        return bytes(found)

    def _some(self, data: bytes, most: int) -> bytes:
        try:
            found = self._zlib.decompress(data, most)
        except zlib.error:
            if self._begun:
                raise
            self._zlib = zlib.decompressobj(_BARE)  # some servers leave the head of "deflate" away
            found = self._zlib.decompress(data, most)
        self._begun = True
        return found


async def unpacked(pieces: AsyncIterable[bytes], coding: str, most: int) -> bytes:
    """A whole body. Raises TooMuch when it is longer than `most`, packed or not."""
    unpacker, found, came = Unpacker(coding, most), bytearray(), 0
    async for piece in pieces:
        came += len(piece)
        if came > most:
            raise TooMuch
        found += unpacker.feed(piece)
    return bytes(found)
