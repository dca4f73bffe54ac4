"""The part of the people's side that sets the stage: groups, what administrators do, limits and faults."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground import groups, topics
from playground.errors import ApiError, PeopleError
from playground.people_json import need, numbers, optional, read_body
from playground.people_view import chat_view
from playground.records import Chat, Json
from playground.world import World


class AdminApi:
    """Calls below `/people/api/groups` and `/people/api/faults`."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self, base: str) -> list[tuple[str, str, Callable[[web.Request], Awaitable[Any]]]]:
        """Return verb, path and handler of each call."""
        group = base + "/groups/{group:-?\\d+}"
        return [
            ("GET", base + "/faults", self.get_faults),
            ("POST", base + "/faults", self.set_faults),
            ("POST", base + "/groups", self.make_group),
            ("POST", group + "/members", self.members),
            ("POST", group + "/migrate", self.migrate),
            ("POST", group + "/topics", self.make_topic),
            ("POST", group + "/topics/{thread:\\d+}/{action:delete|close|reopen|rename}", self.change_topic),
            ("POST", group + "/kick_bot", self.kick_bot),
            ("POST", group + "/add_bot", self.add_bot),
            ("POST", group + "/rights", self.rights),
        ]

    def _group(self, request: web.Request) -> Chat:
        chat = self.world.chats.get(int(request.match_info["group"]))
        if chat is None or chat.type == "private":
            raise PeopleError(404, "there is no such group")
        return chat

    def _view(self, chat: Chat) -> Json:
        return chat_view(self.world, chat, groups.owner(self.world, chat))

    async def get_faults(self, request: web.Request) -> Any:
        """GET faults."""
        limits = self.world.limits
        return {"flood": limits.enabled, "refused": limits.refused, "faults": self.world.faults.state()}

    async def set_faults(self, request: web.Request) -> Any:
        """POST faults; `faults: null` switches all of them off."""
        body = await read_body(request)
        if "flood" in body:
            self.world.limits.enabled = bool(body["flood"])
            self.world.limits.reset()
        try:
            if body.get("faults") is None and "faults" in body:
                self.world.faults.clear()
            else:
                self.world.faults.configure(body.get("faults") or {})
        except (TypeError, ValueError) as error:
            raise PeopleError(400, str(error)) from None
        return await self.get_faults(request)

    async def make_group(self, request: web.Request) -> Any:
        """POST groups."""
        body = await read_body(request)
        members = numbers(body, "members")
        if not members:
            raise PeopleError(400, "members is a list of at least one person's id")
        chat = self.world.add_group(
            need(body, "title", str),
            members,
            id=optional(body, "id", int),
            is_forum=bool(body.get("is_forum", False)),
            supergroup=None if body.get("supergroup") is None else bool(body["supergroup"]),
            bot_admin=bool(body.get("bot_admin", True)),
            rights={name: bool(v) for name, v in (optional(body, "rights", dict) or {}).items()},
        )
        return self._view(chat)

    async def members(self, request: web.Request) -> Any:
        """POST groups/{id}/members `{add: [id], remove: [id]}`."""
        chat = self._group(request)
        body = await read_body(request)
        for user_id in numbers(body, "add"):
            groups.join(self.world, chat, user_id, groups.owner(self.world, chat))
        for user_id in numbers(body, "remove"):
            groups.leave(self.world, chat, user_id, groups.owner(self.world, chat))
        return self._view(chat)

    async def migrate(self, request: web.Request) -> Any:
        """POST groups/{id}/migrate `{is_forum?, new_first?}`."""
        body = await read_body(request)
        new = groups.migrate(
            self.world,
            self._group(request),
            is_forum=bool(body.get("is_forum")),
            new_first=bool(body.get("new_first")),
        )
        return self._view(new)

    async def make_topic(self, request: web.Request) -> Any:
        """POST groups/{id}/topics `{name, by?}`: an administrator makes a topic."""
        chat = self._group(request)
        body = await read_body(request)
        if not chat.is_forum:
            raise PeopleError(400, "the group has no topics")
        try:
            name = topics.check_name(need(body, "name", str))
        except ApiError as refusal:
            raise PeopleError(400, refusal.description) from None
        return topics.create(
            self.world, chat, name, optional(body, "by", int) or groups.owner(self.world, chat)
        ).api()

    async def change_topic(self, request: web.Request) -> Any:
        """POST groups/{id}/topics/{thread}/delete, close, reopen or rename `{name}`."""
        chat = self._group(request)
        body = await read_body(request)
        topic = topics.find(chat, int(request.match_info["thread"]))
        by = groups.owner(self.world, chat)
        action = request.match_info["action"]
        if action == "delete":
            topics.delete(self.world, chat, topic)
        elif action == "rename":
            topics.edit(
                self.world, chat, topic, by, name=topics.check_name(need(body, "name", str)), emoji=None
            )
        else:
            topics.set_closed(self.world, chat, topic, by, action == "close")
        return self._view(chat)

    async def kick_bot(self, request: web.Request) -> Any:
        """POST groups/{id}/kick_bot."""
        chat = self._group(request)
        groups.kick_bot(self.world, chat)
        return self._view(chat)

    async def add_bot(self, request: web.Request) -> Any:
        """POST groups/{id}/add_bot `{admin?: bool}`."""
        chat = self._group(request)
        body = await read_body(request)
        groups.add_bot(self.world, chat, admin=bool(body.get("admin", True)))
        return self._view(chat)

    async def rights(self, request: web.Request) -> Any:
        """POST groups/{id}/rights `{can_manage_topics: bool, …}`; `{}` makes the bot an ordinary member."""
        chat = self._group(request)
        body = await read_body(request)
        groups.set_rights(self.world, chat, {name: bool(value) for name, value in body.items()})
        return self._view(chat)
