"""How an unexpected exception is told to the log: class and place, not its message, which may quote people."""

from __future__ import annotations

import traceback
from pathlib import Path


def describe(exc: BaseException) -> str:
    """`KeyError at speak.py:12 in say < dispatch.py:40 in dispatch`: the innermost five places."""
    frames = traceback.extract_tb(exc.__traceback__)[-5:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in reversed(frames)]
    return f"{type(exc).__name__} at {' < '.join(places)}" if places else type(exc).__name__
