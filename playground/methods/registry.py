"""Where a method's function is found by the name it has in the Bot API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.params import Params
from playground.world import World

Method = Callable[[World, Params], Any]
METHODS: dict[str, Method] = {}


def method(*names: str) -> Callable[[Method], Method]:
    """Register a function under one or more method names."""

    def register(function: Method) -> Method:
        for name in names:
            METHODS[name] = function
        return function

    return register
