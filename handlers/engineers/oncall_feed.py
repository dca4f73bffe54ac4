"""`/oncall feed`: an address from which one's calendar fetches the duties; a new one, or none."""

from __future__ import annotations

from datetime import datetime

from handlers.engineers.oncall_change import show
from handlers.incoming import Answer, Kind
from handlers.speak import button
from handlers.staff import Turn
from storage import feeds, outbox
from storage.feeds import Feed
from storage.outbox import Lane
from views.callbacks import Press
from views.texts import plain
from views.times import clock_time

WORDS = ("feed", "subscribe", "订阅", "日历订阅")
_NEW = ("new", "renew", "新", "更换", "重置")
_OFF = ("off", "stop", "revoke", "停", "关闭", "取消")


def feed_command(turn: Turn, words: str) -> None:
    """Show how it stands, or make one; `new` changes the address, `off` takes it back."""
    wanted = words.strip().lower()
    if not turn.desk.calendar_url:
        turn.reply("feed-none")
    elif wanted in _OFF:
        turn.reply(_off(turn))
    elif wanted in _NEW:
        _make(turn)
    elif wanted:
        turn.reply("feed-usage")
    elif (feed := feeds.of(turn.conn, turn.person.id)) is None:
        _make(turn)
    else:
        _tell_state(turn, feed)


def press(turn: Turn, pressed: Press) -> Answer:
    """A new address, or none any more; ValueError for what nobody made."""
    wanted = pressed.word(1)
    if wanted not in ("get", "new", "off"):
        raise ValueError(wanted)
    if not turn.desk.calendar_url:
        return turn.alert("feed-none-alert")
    feed = feeds.of(turn.conn, turn.person.id)
    if wanted == "get" and feed is not None:
        _tell_state(turn, feed)
        return Answer()
    if wanted == "off":
        show(turn, _off(turn))
        return Answer(plain(turn.language, "done"))
    return _make(turn)


def _make(turn: Turn) -> Answer:
    """A new address, said in private only. An older one opens nothing from now on."""
    feeds.make(turn.conn, turn.person.id, turn.now)
    outbox.put(
        turn.conn,
        lane=Lane.ANSWER,
        chat_id=turn.person.id,
        kind="feed",
        now=turn.now,
        person_id=turn.person.id,
    )
    if not turn.incoming.private and turn.incoming.kind is not Kind.PRESS:
        turn.reply("feed-sent-in-private")
    return Answer(plain(turn.language, "feed-sent-in-private"))


def _off(turn: Turn) -> str:
    """Take it back; the id of what is said."""
    return "feed-off" if feeds.drop(turn.conn, turn.person.id) else "feed-off-already"


def _tell_state(turn: Turn, feed: Feed) -> None:
    def at(instant: datetime) -> str:
        return clock_time(instant, turn.zone, turn.now, turn.language)

    fetched = plain(turn.language, "feed-never") if feed.fetched_at is None else at(feed.fetched_at)
    # In a group anybody could press, and would change the own address.
    keys = [[button("feed-button-new", "oc", "f", "new"), button("feed-button-off", "oc", "f", "off")]]
    variables = {"made": at(feed.made_at), "fetched": fetched}
    turn.reply("feed-there", variables, buttons=keys if turn.incoming.private else ())
