"""The bot in Telegram. `running` is the whole of it at work, for `sitrep serve` and for any other harness."""

from bot.shell.telegram.service import Service, running

__all__ = ["Service", "running"]
