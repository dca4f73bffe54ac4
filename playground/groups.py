"""What happens to groups: people come and go, rights change, the group becomes a supergroup."""

from __future__ import annotations

from playground.errors import PeopleError
from playground.posting import post
from playground.records import ADMIN_RIGHTS, Chat, Json, Member
from playground.wire import chat_json, member_json
from playground.world import World


def set_member(
    world: World, chat: Chat, user_id: int, by: int, *, status: str, rights: Json | None = None
) -> None:
    """Change somebody's standing and send `my_chat_member` or `chat_member`."""
    old = chat.members.get(user_id) or Member(user_id, "left")
    new = Member(user_id, status, {k: bool(v) for k, v in (rights or {}).items()})
    before, after = member_json(world, old), member_json(world, new)
    chat.members[user_id] = new
    if before == after:
        return
    payload = {
        "chat": chat_json(world, chat),
        "from": world.users[by].api(),
        "date": int(world.now()),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    if user_id == world.bot.id:
        world.updates.add("my_chat_member", payload)
    elif world.bot_member(chat).may("can_manage_chat"):
        world.updates.add("chat_member", payload)


def join(world: World, chat: Chat, user_id: int, by: int | None = None) -> None:
    """Let somebody into a group, with the service message."""
    world.person(user_id)
    if user_id in chat.member_ids():
        raise PeopleError(400, f"{user_id} is in the group already")
    set_member(world, chat, user_id, by or user_id, status="member")
    content = {"new_chat_members": [world.users[user_id].api()]}
    post(world, chat, by or user_id, content, service=True)
    world.emit(chat, "chat")


def leave(world: World, chat: Chat, user_id: int, by: int | None = None) -> None:
    """Let somebody leave a group (or be removed by `by`), with the service message."""
    if user_id not in chat.member_ids():
        raise PeopleError(400, f"{user_id} is not in the group")
    audience = world.audience(chat)
    removed = by is not None and by != user_id
    post(world, chat, by or user_id, {"left_chat_member": world.users[user_id].api()}, service=True)
    set_member(world, chat, user_id, by or user_id, status="kicked" if removed else "left")
    world.emit(chat, "chat", audience)


def kick_bot(world: World, chat: Chat, by: int | None = None) -> None:
    """Remove the bot from a group."""
    set_member(world, chat, world.bot.id, by or owner(world, chat), status="kicked")
    world.emit(chat, "chat")


def add_bot(world: World, chat: Chat, by: int | None = None, *, admin: bool = True) -> None:
    """Put the bot (back) into a group."""
    who = by or owner(world, chat)
    rights: Json | None = dict(ADMIN_RIGHTS) if admin else None
    set_member(world, chat, world.bot.id, who, status="administrator" if admin else "member", rights=rights)
    post(world, chat, who, {"new_chat_members": [world.bot.api()]}, service=True)
    world.emit(chat, "chat")


def set_rights(world: World, chat: Chat, rights: dict[str, bool], by: int | None = None) -> None:
    """Change the bot's rights; an empty set makes it an ordinary member."""
    unknown = sorted(set(rights) - set(ADMIN_RIGHTS))
    if unknown:
        raise PeopleError(400, f"no such right: {', '.join(unknown)}")
    status = "administrator" if rights else "member"
    merged = {**world.bot_member(chat).rights, **rights} if rights else {}
    set_member(world, chat, world.bot.id, by or owner(world, chat), status=status, rights=merged)


def owner(world: World, chat: Chat) -> int:
    """Return the group's owner, or the first who is in it."""
    for member in chat.members.values():
        if member.status == "creator":
            return member.user_id
    return next((i for i in chat.member_ids() if i != world.bot.id), world.bot.id)


def migrate(world: World, chat: Chat, *, is_forum: bool = False, new_first: bool = False) -> Chat:
    """Upgrade a basic group: a supergroup with a new id, and a service message in each of the two.

    `new_first` sends the new group's update before the old group's; the real server promises no order.
    """
    if chat.type != "group" or chat.migrated_to is not None:
        raise PeopleError(400, "only a basic group can be upgraded")
    new = Chat(world.new_group_id(True), "supergroup", chat.title, is_forum, last_id=1)
    new.members = {k: Member(m.user_id, m.status, dict(m.rights)) for k, m in chat.members.items()}
    world.chats[new.id] = new
    who = owner(world, chat)

    def tell_old() -> None:
        post(world, chat, who, {"migrate_to_chat_id": new.id}, service=True)

    def tell_new() -> None:
        post(world, new, who, {"migrate_from_chat_id": chat.id}, service=True)

    for tell in (tell_new, tell_old) if new_first else (tell_old, tell_new):
        tell()
    chat.migrated_to = new.id
    world.emit(chat, "chat")
    world.emit(new, "chat")
    return new
