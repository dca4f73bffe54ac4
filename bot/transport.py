"""The way to Telegram over aiohttp: the library's default transport collapses when many calls are under way.

Beyond speed it tells two kinds of failure apart, which the sender must know: surely not sent, and maybe sent.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# The library asks everybody to take pauses as timedelta from now on, and warns at every 429 until told so.
os.environ.setdefault("PTB_TIMEDELTA", "1")

Timeout = DefaultValue[float] | DefaultValue[None] | float | None


class NotSent(NetworkError):
    """The request never reached Telegram: sending it again cannot say anything twice."""


class MaybeSent(NetworkError):
    """The request went out and the connection broke: Telegram may have carried it out."""


class AnswerTimedOut(MaybeSent, TimedOut):
    """The request went out and no answer came in time: Telegram may have carried it out."""


class AiohttpRequest(BaseRequest):
    """A transport for `telegram.Bot`. All times in seconds.

    `write_timeout` is what sending the body may take beyond connecting and waiting for the answer,
    `media_write_timeout` the same with files. `on_answer` is called after every answer with a 2xx status.
    `proxy` is an http(s) address (socks5 too when aiohttp-socks is installed); without it, the environment's
    HTTPS_PROXY counts.
    """

    def __init__(
        self,
        *,
        pool_size: int = 64,
        connect_timeout: float = 10.0,
        pool_timeout: float = 10.0,
        read_timeout: float = 20.0,
        write_timeout: float = 10.0,
        media_write_timeout: float = 120.0,
        proxy: str | None = None,
        on_answer: Callable[[], None] | None = None,
    ) -> None:
        self._pool_size = pool_size
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._read = read_timeout
        self._write = write_timeout
        self._media_write = media_write_timeout
        self._proxy = proxy
        self._on_answer = on_answer
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call does not say otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool of connections; again after `shutdown` if need be."""
        if self._session is not None and not self._session.closed:
            return
        # Connections idle for longer are likely to be closed by the other side just when we write to them.
        limits: dict[str, Any] = {"limit": self._pool_size, "keepalive_timeout": 30.0}
        self._session = aiohttp.ClientSession(
            connector=_connector(self._proxy, limits),
            trust_env=self._proxy is None,
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: status and body. Raises NotSent, MaybeSent or AnswerTimedOut."""
        if self._session is None:
            raise RuntimeError("this AiohttpRequest is not initialised")
        files = bool(request_data and request_data.contains_files)
        connect = _given(connect_timeout, self._connect)
        waiting = _given(pool_timeout, self._pool)
        read = _given(read_timeout, self._read)
        write = _given(write_timeout, self._media_write if files else self._write)
        parts = (connect, waiting, read, write)
        timeout = aiohttp.ClientTimeout(
            total=None if None in parts else sum(part for part in parts if part is not None),
            connect=None if connect is None or waiting is None else connect + waiting,
            sock_connect=connect,
            sock_read=read,
        )
        proxy = None if self._proxy is None or _is_socks(self._proxy) else self._proxy
        # Messages of our own: aiohttp's may quote the address, and that holds the token.
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, proxy=proxy, allow_redirects=False
            ) as answer:
                body = await answer.read()
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            aiohttp.ClientHttpProxyError,
            aiohttp.InvalidURL,
            aiohttp.NonHttpUrlClientError,
        ) as exc:
            raise NotSent(f"no connection ({type(exc).__name__})") from _without_address(exc)
        except TimeoutError as exc:
            raise AnswerTimedOut("no answer in time") from exc
        except (aiohttp.ClientError, OSError) as exc:
            raise MaybeSent(f"connection broke ({type(exc).__name__})") from _without_address(exc)
        if self._on_answer is not None and answer.ok:
            self._on_answer()
        return answer.status, body


def _given(value: Timeout, default: float) -> float | None:
    return default if isinstance(value, DefaultValue) else value


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value, content_type="text/plain")
    for name, (filename, content, mime) in data.multipart_data.items():
        # Bytes as such would be written in one piece, with the event loop waiting.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mime)
    return form


def _is_socks(proxy: str) -> bool:
    return proxy.startswith("socks")


def _connector(proxy: str | None, limits: dict[str, Any]) -> aiohttp.BaseConnector:
    if proxy is None or not _is_socks(proxy):
        return aiohttp.TCPConnector(**limits)
    try:
        from aiohttp_socks import ProxyConnector  # noqa: PLC0415 (only those who need it have it)
    except ModuleNotFoundError as exc:
        raise ValueError("a socks proxy needs one more package: pip install aiohttp-socks") from exc
    connector: aiohttp.BaseConnector = ProxyConnector.from_url(proxy, **limits)
    return connector


def _without_address(exc: BaseException) -> BaseException | None:
    # These carry the whole address, the token in it, into every traceback.
    leaky = isinstance(exc, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError | aiohttp.ClientResponseError)
    return None if leaky else exc


__all__ = ["AiohttpRequest", "AnswerTimedOut", "MaybeSent", "NotSent"]
