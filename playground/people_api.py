"""The people's side over HTTP; the contract is docs/playground-api.md."""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable
from typing import Any, Protocol

from aiohttp import web

from playground import groups, people
from playground.admin_api import AdminApi
from playground.errors import PeopleError
from playground.people_json import answering, need, optional, read_body
from playground.people_view import chat_view, message_view, shown_id, user_view
from playground.records import Chat, Json, Message
from playground.world import Callback, World

MAX_WAIT = 60.0
_WITH_MESSAGE = frozenset({"message", "edit", "delete", "reaction"})


class Host(Protocol):
    """What the people's side needs of the playground that serves it."""

    clock: Any
    next_deadline: Callable[[], float | None]
    guide: Callable[[str], dict[str, Any]]

    async def advance(self, by: float | str) -> None:
        """Move the time."""


class PeopleApi:
    """JSON calls by which people (the page, the tests) use the playground."""

    def __init__(self, world: World, host: Host) -> None:
        self.world = world
        self.host = host

    def add_routes(self, app: web.Application) -> None:
        """Add every call to the application; paths without a person come first."""
        base = "/people/api"
        chat = base + "/{person:-?\\d+}/chats/{chat:-?\\d+}"
        add = app.router.add_route
        for verb, path, handler in (
            ("GET", base + "/people", self.list_people),
            ("POST", base + "/people", self.make_person),
            ("GET", base + "/files/{file_id}", self.file),
            ("GET", base + "/clock", self.get_clock),
            ("POST", base + "/clock", self.move_clock),
            ("GET", base + "/guide", self.get_guide),
            ("GET", base + "/{person:-?\\d+}/chats", self.chats),
            ("GET", base + "/{person:-?\\d+}/events", self.events),
            ("POST", base + "/{person:-?\\d+}/open", self.open),
            ("GET", chat + "/messages", self.messages),
            ("POST", chat + "/send", self.send),
            ("POST", chat + "/press", self.press),
            ("POST", chat + "/press_url", self.press_url),
            ("POST", chat + "/edit", self.edit),
            ("POST", chat + "/react", self.react),
            ("POST", chat + "/delete", self.delete),
            ("POST", chat + "/read", self.read),
            ("POST", chat + "/block", self.block),
            ("POST", chat + "/unblock", self.unblock),
            ("POST", chat + "/leave", self.leave),
            *AdminApi(self.world).routes(base),
        ):
            add(verb, path, answering(handler))
        add("*", base + "/{rest:.*}", answering(self.nothing))

    async def nothing(self, request: web.Request) -> Any:
        """Refuse whatever is no call."""
        raise PeopleError(404, f"there is no call {request.method} {request.path}")

    async def list_people(self, request: web.Request) -> Any:
        """GET people."""
        return [person_view(user) for user in people.people(self.world)]

    async def make_person(self, request: web.Request) -> Any:
        """POST people."""
        body = await read_body(request)
        names = ("last_name", "username", "language_code", "phone")
        user = self.world.add_person(
            need(body, "first_name", str),
            id=optional(body, "id", int),
            label=str(body.get("label") or ""),
            role=str(body.get("role") or ""),
            **{name: optional(body, name, str) for name in names},
        )
        self.world.events.add({"type": "people"}, None)
        return person_view(user)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET files/{file_id}."""
        stored = self.world.files.by_id.get(request.match_info["file_id"])
        if stored is None or stored.data is None:
            raise PeopleError(404, "there is no such file here")
        mime = stored.mime.split(";")[0]
        headers = {
            "Cache-Control": "private, max-age=86400",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
        }
        if not mime.startswith(("image/", "audio/", "video/")) or mime == "image/svg+xml":
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=stored.data, content_type=mime, headers=headers)

    async def get_clock(self, request: web.Request) -> Any:
        """GET clock."""
        now = self.host.clock()
        return {"now": now, "offset": now - time.time(), "next": self.host.next_deadline()}

    async def move_clock(self, request: web.Request) -> Any:
        """POST clock."""
        body = await read_body(request)
        if body.get("to") == "next":
            await self.host.advance("next")
        else:
            seconds = need(body, "advance", (int, float))
            if seconds < 0:
                raise PeopleError(400, "time does not run backwards")
            await self.host.advance(float(seconds))
        return await self.get_clock(request)

    async def get_guide(self, request: web.Request) -> Any:
        """GET guide."""
        return self.host.guide(request.query.get("lang", "zh"))

    def _person(self, request: web.Request) -> int:
        return self.world.person(int(request.match_info["person"])).id

    def _chat(self, request: web.Request) -> tuple[int, Chat]:
        person = self._person(request)
        return person, people.chat_for(self.world, person, int(request.match_info["chat"]))

    def _view(self, message: Message, person: int) -> Json:
        return message_view(self.world, message, person)

    async def chats(self, request: web.Request) -> Any:
        """GET {person}/chats."""
        person = self._person(request)
        mine = [
            chat
            for chat in self.world.chats.values()
            if person in self.world.audience(chat) and chat.migrated_to is None
        ]
        mine.sort(key=lambda c: c.last_message.seq if c.last_message else -1, reverse=True)
        return [chat_view(self.world, chat, person) for chat in mine]

    async def messages(self, request: web.Request) -> Any:
        """GET {person}/chats/{chat}/messages; `thread=0` is the General topic."""
        person, chat = self._chat(request)
        thread = _query_int(request, "thread")
        before = _query_int(request, "before")
        limit = min(_query_int(request, "limit") or 60, 500)
        found: list[Message] = []
        for message in reversed(chat.messages.values()):
            if before and message.message_id >= before:
                continue
            if message.deleted or (thread is not None and (message.thread_id or 0) != thread):
                continue
            found.append(message)
            if len(found) >= limit:
                break
        return [self._view(message, person) for message in reversed(found)]

    async def events(self, request: web.Request) -> Any:
        """GET {person}/events: wait for news; `reset` says that some are no longer kept."""
        person = self._person(request)
        log = self.world.events
        after = _query_int(request, "after")
        if after is None or after > log.seq:
            return {"seq": log.seq, "events": [], "reset": after is not None}
        until = time.monotonic() + _wait(request)
        while True:
            found = log.after(person, after)
            left = until - time.monotonic()
            if found is None:
                return {"seq": log.seq, "events": [], "reset": True}
            if found or left <= 0:
                return {"seq": log.seq, "events": [self._event(event, person) for event in found]}
            await log.changed(left)

    def _event(self, event: Json, person: int) -> Json:
        answer = {k: v for k, v in event.items() if k != "chat_id"}
        if "chat_id" in event:
            chat = self.world.chats[event["chat_id"]]
            answer["chat"] = shown_id(self.world, chat)
            answer["chat_id"] = chat.id
            if event["type"] in _WITH_MESSAGE:
                answer["message"] = self._view(chat.messages[event["message_id"]], person)
        return answer

    async def open(self, request: web.Request) -> Any:
        """POST {person}/open."""
        person = self._person(request)
        body = await read_body(request)
        return self._view(people.open_link(self.world, person, need(body, "link", str)), person)

    async def send(self, request: web.Request) -> Any:
        """POST …/send."""
        person, chat = self._chat(request)
        body = await read_body(request)
        where, thread, reply_to = chat.id, optional(body, "thread", int), optional(body, "reply_to", int)
        if body.get("media"):
            contents = [self._medium(item) for item in need(body, "media", list)]
            caption = str(body.get("caption") or body.get("text") or "")
            sent = people.send_media(
                self.world, person, contents, chat=where, thread=thread, reply_to=reply_to, caption=caption
            )
        elif body.get("contact"):
            given = body["contact"] if isinstance(body["contact"], dict) else None
            sent = [people.share_contact(self.world, person, given, chat=where)]
        elif isinstance(body.get("location"), dict):
            point = body["location"]
            latitude, longitude = (need(point, name, (int, float)) for name in ("latitude", "longitude"))
            sent = [people.share_location(self.world, person, latitude, longitude, chat=where)]
        else:
            text = need(body, "text", str)
            sent = [
                people.say(
                    self.world,
                    person,
                    text,
                    chat=where,
                    thread=thread,
                    reply_to=reply_to,
                    anonymous=body.get("anonymous") is True,
                )
            ]
        views = [self._view(message, person) for message in sent]
        return {**views[0], "messages": views}

    def _medium(self, item: Any) -> Json:
        if not isinstance(item, dict):
            raise PeopleError(400, "media is a list of objects")
        if item.get("file_id"):
            return people.known_medium(self.world, str(item["file_id"]))
        data = None
        if item.get("data_base64") is not None:
            try:
                data = base64.b64decode(str(item["data_base64"]).rpartition(",")[2], validate=True)
            except binascii.Error:
                raise PeopleError(400, "data_base64 is not base64") from None
        return people.medium(
            self.world,
            str(item.get("kind", "document")),
            data,
            name=optional(item, "name", str),
            mime=optional(item, "mime", str),
            size=optional(item, "size", int),
            duration=round(optional(item, "duration", (int, float)) or 0),
        )

    async def press(self, request: web.Request) -> Any:
        """POST …/press: the callback's id at once, or with `wait` the bot's answer."""
        person, chat = self._chat(request)
        body = await read_body(request)
        message_id, data = need(body, "message_id", int), need(body, "data", str)
        callback = people.press(self.world, person, message_id, data, chat=chat.id)
        wait = _wait(request)
        if wait:
            await self._answered(callback, wait)
        answered: Json = callback.answer or {"callback_id": callback.id}
        return {**answered, "answered": callback.answer is not None}

    async def _answered(self, callback: Callback, wait: float) -> None:
        until = time.monotonic() + wait
        while callback.answer is None and time.monotonic() < until:
            await self.world.events.changed(max(until - time.monotonic(), 0.001))

    async def press_url(self, request: web.Request) -> Any:
        """POST …/press_url."""
        person, _ = self._chat(request)
        body = await read_body(request)
        return self._view(people.open_link(self.world, person, need(body, "url", str)), person)

    async def edit(self, request: web.Request) -> Any:
        """POST …/edit."""
        person, chat = self._chat(request)
        body = await read_body(request)
        message = people.edit(
            self.world,
            person,
            need(body, "message_id", int),
            text=optional(body, "text", str),
            caption=optional(body, "caption", str),
            chat=chat.id,
        )
        return self._view(message, person)

    async def react(self, request: web.Request) -> Any:
        """POST …/react."""
        person, chat = self._chat(request)
        body = await read_body(request)
        message_id = need(body, "message_id", int)
        people.react(self.world, person, message_id, optional(body, "emoji", str), chat=chat.id)
        return self._view(chat.messages[message_id], person)

    async def delete(self, request: web.Request) -> Any:
        """POST …/delete."""
        person, chat = self._chat(request)
        body = await read_body(request)
        people.delete(self.world, person, need(body, "message_id", int), chat=chat.id)
        return {"ok": True}

    async def read(self, request: web.Request) -> Any:
        """POST …/read."""
        person, chat = self._chat(request)
        body = await read_body(request)
        people.read(self.world, person, optional(body, "thread", int), chat=chat.id)
        return {"ok": True}

    async def block(self, request: web.Request) -> Any:
        """POST …/block."""
        return self._set_blocked(request, True)

    async def unblock(self, request: web.Request) -> Any:
        """POST …/unblock."""
        return self._set_blocked(request, False)

    def _set_blocked(self, request: web.Request, blocked: bool) -> Json:
        person, chat = self._chat(request)
        if chat.type != "private":
            raise PeopleError(400, "only the chat with the bot can be blocked")
        people.block(self.world, person, blocked=blocked)
        return chat_view(self.world, chat, person)

    async def leave(self, request: web.Request) -> Any:
        """POST …/leave."""
        person, chat = self._chat(request)
        if chat.type == "private":
            raise PeopleError(400, "a private chat cannot be left; block the bot")
        groups.leave(self.world, chat, person)
        return {"ok": True}


def person_view(user: Any) -> Json:
    """Return one who may be played."""
    return {"user": user_view(user), "label": user.label or user.name, "role": user.role, "phone": user.phone}


def _wait(request: web.Request) -> float:
    try:
        return min(max(float(request.query.get("wait") or 0), 0.0), MAX_WAIT)
    except ValueError:
        raise PeopleError(400, "wait is a number of seconds") from None


def _query_int(request: web.Request, name: str) -> int | None:
    value = request.query.get(name)
    if value in (None, "", "null"):
        return None
    try:
        return int(value or 0)
    except ValueError:
        raise PeopleError(400, f"{name} is a number") from None
