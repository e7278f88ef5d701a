"""A stand-in for Telegram's Bot API on loopback, with a chat page; the real python-telegram-bot talks to it.

request | call.read | methods (limits and markup refuse as Telegram does) | state | page and long poll
"""

from bot.shell.preview.server import Preview

__all__ = ["Preview"]
