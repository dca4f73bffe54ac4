"""Every word that people read: Fluent messages in `views/locales/<language>/*.ftl`.

`text` makes HTML for messages and escapes what it is given; `plain` makes the words of buttons, alerts and
pictures, where HTML would be shown as typed.
"""

from __future__ import annotations

import html
import re
import warnings
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Junk

LANGUAGES = ("zh", "en")
LOCALES = Path(__file__).parent / "locales"


_LONG = 500
_STAND_IN = re.compile("\ue000(\\w+)\ue001")


class Safe(str):
    """Text that is already HTML: it is put into a message as it is."""

    __slots__ = ()


class TextDefect(UserWarning):
    """A message or a variable is missing. The reader still gets something; tests make it an error."""


def closest(code: str | None, default: str = "en") -> str:
    """Our language nearest to an IETF tag such as Telegram's `language_code` (`zh-hans` gives `zh`)."""
    if not code:
        return default
    short = code.lower().replace("_", "-").split("-")[0]
    return short if short in LANGUAGES else "en"


def text(language: str, message_id: str, /, **variables: object) -> Safe:
    """A message as HTML. Strings among the variables are escaped unless they are `Safe`.

    An id with a dot names an attribute (`ticket.title`). Integers are written without separators, so ticket
    numbers read as `#12345`; `NUMBER($n, useGrouping: 1)` in the message asks for them.
    """
    return Safe(_format(language, message_id, {name: _in_html(value) for name, value in variables.items()}))


def plain(language: str, message_id: str, /, **variables: object) -> str:
    """A message for places that know no HTML: buttons, alerts, placeholders, pictures, documents."""
    unfit = [name for name, value in variables.items() if isinstance(value, Safe)]
    if unfit:
        _defect(f"{message_id}: HTML given to a plain message as {', '.join(unfit)}")
    return str(_format(language, message_id, {name: _value(value) for name, value in variables.items()}))


def escape(words: str) -> Safe:
    """People's words as HTML; `Safe` ones stay as they are."""
    return words if isinstance(words, Safe) else Safe(html.escape(words))


def lines(*parts: str | None, between: str = "\n") -> Safe:
    """Joins what is there (not None, not empty) into one text, escaping what is not `Safe`."""
    return Safe(between.join(escape(part) for part in parts if part))


def has(message_id: str) -> bool:
    """Whether the message exists: for ids made of data, such as `kind-fault`."""
    return any(_bundle(language).has_message(message_id.partition(".")[0]) for language in LANGUAGES)


def files(language: str) -> list[Path]:
    """The files of a language, in a fixed order."""
    return sorted((LOCALES / language).glob("*.ftl"))


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in files(language):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                _defect(
                    f"{path.name} ({language}) cannot be read near: {(entry.content or '').strip()[:60]!r}"
                )
        bundle.add_resource(resource)
    return bundle


def _format(language: str, message_id: str, variables: dict[str, Any]) -> str:
    name, _, attribute = message_id.partition(".")
    language = closest(language)
    # Fluent refuses values beyond 2,500 characters and would show ??? in place of what somebody wrote.
    long = {key for key, value in variables.items() if isinstance(value, str) and len(value) > _LONG}
    stood_in = {key: f"\ue000{key}\ue001" if key in long else value for key, value in variables.items()}
    for choice in (language, *(other for other in LANGUAGES if other != language)):
        bundle = _bundle(choice)
        message = bundle.get_message(name) if bundle.has_message(name) else None
        pattern = message and (message.attributes.get(attribute) if attribute else message.value)
        if not pattern:
            _defect(f"no message {message_id} in {choice}")
            continue
        result, errors = bundle.format_pattern(pattern, stood_in)
        for error in errors:
            _defect(f"{message_id} in {choice}: {error}")
        return _STAND_IN.sub(lambda f: variables[f[1]] if f[1] in long else f[0], str(result))
    return message_id


def _value(value: object) -> object:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    if isinstance(value, (str, float)):
        return value
    # Instants need the reader's zone (views.times); None would be printed as a word.
    raise TypeError(f"{type(value).__name__} cannot be put into a text: {value!r}")


def _in_html(value: object) -> object:
    value = _value(value)
    return escape(value) if isinstance(value, str) else value


def _defect(message: str) -> None:
    warnings.warn(message, TextDefect, stacklevel=4)
