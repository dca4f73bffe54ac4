"""One contract for two transports: ours and the library's. Where ours promises more, it alone is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery.errors import Outcome, classify
from bot.transport import AiohttpRequest, AnswerTimedOut, MaybeSent, NotSent

TOKEN = "123456:TOKEN-THAT-NOBODY-MAY-SEE-0123456789"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A server that answers as a test tells it, and remembers the fields it was sent."""

    def __init__(self) -> None:
        self.answer: Handler = self.fine
        self.fields: dict[str, object] = {}
        self.requests = 0
        self.base = ""

    async def fine(self, request: web.Request) -> web.Response:
        message = {"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "x"}
        return web.json_response({"ok": True, "result": message})

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests += 1
        form = await request.post()
        self.fields = {
            name: (value.filename, value.content_type, value.file.read())
            if isinstance(value, web.FileField)
            else value
            for name, value in form.items()
        }
        return await self.answer(request)

    def refuses(self, status: int, description: str, **parameters: object) -> None:
        async def refuse(_: web.Request) -> web.Response:
            body = {"ok": False, "error_code": status, "description": description}
            return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)

        self.answer = refuse


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    told = Server()
    app = web.Application(client_max_size=4 * 1024**2)
    app.router.add_route("*", "/{tail:.*}", told.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    told.base = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    yield told
    await runner.cleanup()


def ours(read: float = 2.0) -> BaseRequest:
    return AiohttpRequest(read_timeout=read, connect_timeout=30, pool_timeout=30)


def librarys(read: float = 2.0) -> BaseRequest:
    return HTTPXRequest(read_timeout=read, connect_timeout=30, pool_timeout=30)


async def send(request: BaseRequest, base: str, text: str = "hello") -> int:
    async with request:
        return (await Bot(TOKEN, base_url=base, request=request).send_message(1, text)).message_id


both = pytest.mark.parametrize("make", [ours, librarys])


@both
async def test_fields_arrive_as_they_were_given(server: Server, make: Callable[..., BaseRequest]) -> None:
    assert await send(make(), server.base, "你好 & <b>") == 5
    assert server.fields["text"] == "你好 & <b>"
    assert server.fields["chat_id"] == "1"


@both
async def test_files_arrive_whole_with_their_names(server: Server, make: Callable[..., BaseRequest]) -> None:
    data = bytes(range(256)) * 5000
    async with make() as request:
        bot = Bot(TOKEN, base_url=server.base, request=request)
        await bot.send_document(1, InputFile(data, filename="报告.pdf"), caption="标题")
    assert server.fields["caption"] == "标题"
    assert server.fields["document"] == ("报告.pdf", "application/pdf", data)


@both
@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_refusals_are_the_librarys_exceptions(
    server: Server, make: Callable[..., BaseRequest], status: int, text: str, expected: type[Exception]
) -> None:
    server.refuses(status, text)
    with pytest.raises(expected, match=f"(?i){text.removeprefix('Bad Request: ')}"):
        await send(make(), server.base)


@both
async def test_a_wanted_pause_is_told(server: Server, make: Callable[..., BaseRequest]) -> None:
    server.refuses(429, "Too Many Requests: retry after 7", retry_after=7)
    with pytest.raises(RetryAfter) as caught:
        await send(make(), server.base)
    assert classify(caught.value).seconds == 7


@both
async def test_no_server_is_surely_not_sent(unused_tcp_port: int, make: Callable[..., BaseRequest]) -> None:
    with pytest.raises(NetworkError) as caught:
        await send(make(), f"http://127.0.0.1:{unused_tcp_port}/bot")
    assert classify(caught.value).outcome is Outcome.NOT_SENT


@both
async def test_no_answer_in_time_is_maybe_sent(server: Server, make: Callable[..., BaseRequest]) -> None:
    async def never(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    server.answer = never
    with pytest.raises(TimedOut) as caught:
        await send(make(0.1), server.base)
    assert classify(caught.value).outcome is Outcome.MAYBE_SENT


@both
async def test_a_connection_that_breaks_after_the_request_is_maybe_sent(
    server: Server, make: Callable[..., BaseRequest]
) -> None:
    async def drop(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    server.answer = drop
    with pytest.raises(NetworkError) as caught:
        await send(make(), server.base)
    assert classify(caught.value).outcome is Outcome.MAYBE_SENT


@both
async def test_an_answer_cut_off_half_way_is_maybe_sent(
    server: Server, make: Callable[..., BaseRequest]
) -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b'{"ok":')
        assert request.transport is not None
        request.transport.abort()
        return answer

    server.answer = half
    with pytest.raises(NetworkError) as caught:
        await send(make(), server.base)
    assert classify(caught.value).outcome is Outcome.MAYBE_SENT


@both
async def test_it_can_be_opened_again_after_it_was_closed(
    server: Server, make: Callable[..., BaseRequest]
) -> None:
    request = make()
    await request.shutdown()
    assert await send(request, server.base) == 5
    assert await send(request, server.base) == 5


@both
async def test_a_slow_call_may_wait_longer_than_the_default(
    server: Server, make: Callable[..., BaseRequest]
) -> None:
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return web.json_response({"ok": True, "result": []})

    server.answer = slow
    async with make(0.1) as request:
        bot = Bot(TOKEN, base_url=server.base, request=request, get_updates_request=request)
        assert await bot.get_updates(timeout=1) == ()
        with pytest.raises(TimedOut):
            await bot.get_updates(timeout=0)


async def test_a_full_pool_is_surely_not_sent(server: Server) -> None:
    entered = asyncio.Event()

    async def never(_: web.Request) -> web.Response:
        entered.set()
        await asyncio.Event().wait()
        raise AssertionError

    server.answer = never
    async with AiohttpRequest(pool_size=1, connect_timeout=30, pool_timeout=30) as request:
        bot = Bot(TOKEN, base_url=server.base, request=request)
        first = asyncio.create_task(bot.send_message(1, "one"))
        await entered.wait()
        with pytest.raises(NotSent):
            await bot.send_message(1, "two", connect_timeout=0.05, pool_timeout=0.05)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    assert server.requests == 1


async def test_a_proxy_that_is_not_there_is_surely_not_sent(server: Server, unused_tcp_port: int) -> None:
    with pytest.raises(NotSent):
        await send(AiohttpRequest(proxy=f"http://127.0.0.1:{unused_tcp_port}"), server.base)


async def test_what_goes_through_a_proxy_arrives_there(server: Server) -> None:
    proxy = server.base.removesuffix("/bot")
    assert await send(AiohttpRequest(proxy=proxy), "http://telegram.invalid/bot") == 5


async def test_no_failure_shows_the_token(server: Server, unused_tcp_port: int) -> None:
    async def drop(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    server.answer = drop
    for base in (
        server.base,
        f"http://127.0.0.1:{unused_tcp_port}/bot",
        "http://[bad/bot",
        "nothing://x/bot",
    ):
        with pytest.raises(NetworkError) as caught:
            await send(ours(), base)
        exc: BaseException | None = caught.value
        while exc is not None:
            assert "TOKEN-THAT" not in f"{exc!r} {exc}"
            exc = exc.__cause__ or (None if exc.__suppress_context__ else exc.__context__)


async def test_every_answer_is_heard_and_no_refusal(server: Server) -> None:
    heard: list[int] = []
    async with AiohttpRequest(on_answer=lambda: heard.append(1)) as request:
        bot = Bot(TOKEN, base_url=server.base, request=request)
        await bot.send_message(1, "one")
        server.refuses(409, "Conflict")
        with pytest.raises(Exception, match="Conflict"):
            await bot.send_message(1, "two", connect_timeout=0.05, pool_timeout=0.05)
    assert heard == [1]


def test_lost_answers_are_both_network_trouble_and_timeouts() -> None:
    assert issubclass(AnswerTimedOut, MaybeSent)
    assert issubclass(AnswerTimedOut, TimedOut)
    assert not issubclass(NotSent, TimedOut)
