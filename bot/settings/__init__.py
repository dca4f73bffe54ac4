"""What an operator decides: the file `config.toml` and the variables `FAULTLINE__…`."""

from bot.settings.errors import ConfigError
from bot.settings.load import load, load_telegram
from bot.settings.models import (
    Chats,
    Contract,
    Database,
    Desk,
    Duty,
    Limits,
    Person,
    Settings,
    Summary,
    Telegram,
    Warranty,
)

__all__ = [
    "Chats",
    "ConfigError",
    "Contract",
    "Database",
    "Desk",
    "Duty",
    "Limits",
    "Person",
    "Settings",
    "Summary",
    "Telegram",
    "Warranty",
    "load",
    "load_telegram",
]
