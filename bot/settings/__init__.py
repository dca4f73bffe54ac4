"""What an operator decides: the file `config.toml` and the variables `FAULTLINE__…`."""

from bot.settings.calendar import Calendar
from bot.settings.errors import ConfigError
from bot.settings.load import load, load_telegram, load_with_doubts
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
from bot.settings.oncall import Channel, Experts, OnCall, Policy, Rotation, Step

__all__ = [
    "Calendar",
    "Channel",
    "Chats",
    "ConfigError",
    "Contract",
    "Database",
    "Desk",
    "Duty",
    "Experts",
    "Limits",
    "OnCall",
    "Person",
    "Policy",
    "Rotation",
    "Settings",
    "Step",
    "Summary",
    "Telegram",
    "Warranty",
    "load",
    "load_telegram",
    "load_with_doubts",
]
