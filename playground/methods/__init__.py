"""The Bot API's methods, by name in `METHODS`."""

from playground.methods import chats, copying, editing, media, profile, sending, topics
from playground.methods.registry import METHODS

__all__ = ["METHODS", "chats", "copying", "editing", "media", "profile", "sending", "topics"]
