"""The settings about calendars that others subscribe to."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from bot.settings.kinds import HostAndPort, address, refuse
from bot.settings.section import Section


class Calendar(Section):
    """Where the desk gives out calendars, and under which address others find that; without both it gives out none."""

    listen: Annotated[HostAndPort, Field(description='host and port such as "127.0.0.1:8090"')] | None = None
    public_url: Annotated[str, address("https", "http")] | None = None

    @field_validator("public_url")
    @classmethod
    def _no_more_than_a_place(cls, written: str | None) -> str | None:
        if written is None:
            return None
        parts = urlsplit(written)
        if parts.query or parts.fragment or parts.username or "?" in written or "#" in written:
            raise refuse('must be an address without ?, # or a name, such as "https://desk.example"')
        return written.rstrip("/")


def host_and_port(listen: str) -> tuple[str, int]:
    """What a checked `listen` means."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)
