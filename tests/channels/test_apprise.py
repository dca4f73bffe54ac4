"""The same through the real library, to a mail server and a webhook on this machine."""

from __future__ import annotations

from email import message_from_string
from email.header import decode_header, make_header
from time import monotonic

import pytest

from bot.channels import knock_by_apprise
from tests.channels.conftest import Night, mail_server, webhook
from views.waking import Call

pytest.importorskip("apprise", reason="the extra `channels` is not installed")

CALL = Call("#12 · P1 · 实验小学", "还没有人接\n监控黑屏")


async def test_a_webhook_gets_title_and_words() -> None:
    async with webhook() as (port, got):
        assert await knock_by_apprise(f"json://127.0.0.1:{port}/wake/{'86139'}", CALL) is None
    ((one),) = got
    assert (one["path"], one["title"], one["message"]) == ("/wake/86139", CALL.title, CALL.body)


async def test_a_mail_arrives() -> None:
    async with mail_server() as (port, mails):
        address = (
            f"mailto://127.0.0.1:{port}?mode=insecure&from=desk@example.org&to=wang@example.org&format=text"
        )
        assert await knock_by_apprise(address, CALL) is None
    mail = message_from_string(mails[0])
    assert str(make_header(decode_header(mail["Subject"]))) == CALL.title
    assert mail["To"] == "wang@example.org"


async def test_a_refusal_is_noticed() -> None:
    async with webhook(status=500) as (port, _):
        assert await knock_by_apprise(f"json://127.0.0.1:{port}/", CALL) == "refused"


async def test_an_address_that_means_nothing_is_noticed_and_not_repeated() -> None:
    said = await knock_by_apprise("nonsense://secret", CALL)
    assert said == "not an address that apprise knows"


async def test_a_call_that_hangs_is_ended() -> None:
    began = monotonic()
    assert await knock_by_apprise("json://127.0.0.1:1/", CALL, limit=0.01) == "no answer in time"
    assert monotonic() - began < 5


async def test_the_whole_way_from_the_ladder_to_the_webhook(night: Night) -> None:
    async with webhook() as (port, got):
        night.env = {"NIGHT_URL": f"json://127.0.0.1:{port}/{{phone}}"}
        number = await night.fault()
        await night.channels(knock=knock_by_apprise).drain()
    (row,) = await night.rows()
    assert row.state == "sent"
    assert got[0]["path"] == f"/86139{row.chat_id:08}"
    assert f"#{number}" in got[0]["title"]
