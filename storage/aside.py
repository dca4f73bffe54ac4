"""Long computing in a thread beside people who are served."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_SWITCH_SECONDS = 0.0002
_lock = threading.Lock()
_busy: list[float] = []


async def aside(fn: Callable[[], T]) -> T:
    """Compute `fn` in a thread, `politely`."""

    def run() -> T:
        with politely():
            return fn()

    return await asyncio.to_thread(run)


@contextmanager
def politely() -> Iterator[None]:
    """While a thread computes, the interpreter changes threads more often than it usually does (each 5 ms).

    Each statement of whoever is served goes to a thread and back, and would wait so long at every step: measured with
    the usual interval, a press during a summary took two seconds.
    """
    with _lock:
        if not _busy:
            _busy.append(sys.getswitchinterval())
            sys.setswitchinterval(_SWITCH_SECONDS)
        else:
            _busy.append(_busy[0])
    try:
        yield
    finally:
        with _lock:
            usual = _busy.pop()
            if not _busy:
                sys.setswitchinterval(usual)
