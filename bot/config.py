"""Settings: the only reader of the environment (and of a `.env` file)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

# The embedder that comes with the installation.
SHIPPED_MODEL = "all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """Every setting, with the name it has in the environment (see deploy/env.example)."""

    model_config = SettingsConfigDict(env_prefix="SITREP_", env_file=".env", extra="ignore", populate_by_name=True)

    home: Path = Path("~/.sitrep")
    """The folder of the databases."""
    model: str = SHIPPED_MODEL
    """A sentence-transformers model: a name or a path; the shipped one needs no network."""
    reranker: str = ""
    """A sentence-transformers cross-encoder, by name or path, that puts the best few sentences in order; none by default."""
    recogniser: str = "rules"
    """What finds names: `rules`, or `spacy:MODEL` or `gliner:MODEL` where that package and model (a name or a path) are there."""
    ranking: str = "lexrank"
    """How central a sentence is to a summary: lexrank, textrank, lsa, luhn, sumbasic or kl, as sumy has them."""
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    """Telegram's numeric ids of the people who run this bot, separated by commas."""
    never_lost: bool = False
    """Whether a message of which Telegram did not say if it took it is sent again; otherwise none is sent twice."""
    bot_name: str = "sitrep_bot"
    """The bot's name in links that the command line prints; the running bot asks Telegram for its own."""
    preview_port: int = 8085
    """The preview's port on 127.0.0.1; 0 takes any that is free."""
    contact: str = ""
    """How those whose pages are read can reach you: an address or a web page, said with every request."""
    keep_days: int = 0
    """Articles older than so many days are let go; 0 keeps them."""
    keep_articles: int = 0
    """Beyond so many articles the oldest are let go; 0 keeps them."""
    telegram_bot_token: str = Field("", validation_alias=AliasChoices("TELEGRAM_BOT_TOKEN", "telegram_bot_token"))
    telegram_base_url: str = Field(
        "https://api.telegram.org/bot", validation_alias=AliasChoices("TELEGRAM_BASE_URL", "telegram_base_url")
    )
    telegram_base_file_url: str = Field(
        "https://api.telegram.org/file/bot",
        validation_alias=AliasChoices("TELEGRAM_BASE_FILE_URL", "telegram_base_file_url"),
    )

    @field_validator("admins", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        """ "1, 2" as the environment has it."""
        if isinstance(value, str):
            return frozenset(int(part) for part in value.split(",") if part.strip())
        return value

    @field_validator("home")
    @classmethod
    def _whole_path(cls, value: Path) -> Path:
        return value.expanduser()
