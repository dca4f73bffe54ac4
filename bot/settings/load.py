"""Read the settings: the file, then the variables of the environment over it, then every check."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.settings import positions
from bot.settings.checks import contradictions
from bot.settings.doubts import doubts
from bot.settings.errors import ConfigError, Problem, Sources, annotation_at, problems_of
from bot.settings.models import Settings, Telegram

PREFIX = "FAULTLINE__"
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_AT_END = " (at end of document)"


def load(path: Path, env: Mapping[str, str]) -> Settings:
    """The settings of the file at `path`, with the variables `FAULTLINE__SECTION__KEY` of `env` over it.

    ConfigError holds one line for each thing that is wrong, in the order of the file.
    """
    return _load(path, env)[0]


def load_with_doubts(path: Path, env: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """As `load`, and one line for each thing that is no mistake but deserves a look, in the order of the file."""
    settings, sources = _load(path, env)
    found = sorted(doubts(settings, env), key=sources.order)
    return settings, tuple(sources.line(problem) for problem in found)


def _load(path: Path, env: Mapping[str, str]) -> tuple[Settings, Sources]:
    data, sources, wrong = _gather(path, env)
    folder = path.resolve().parent
    # A default section would not be told the folder in which the database lies.
    data.setdefault("database", {})
    try:
        settings = Settings.model_validate(data, context={"folder": folder})
    except ValidationError as error:
        wrong += problems_of(error)
    else:
        wrong += contradictions(settings, folder)
    if wrong:
        raise ConfigError(*(sources.line(problem) for problem in sorted(wrong, key=sources.order)))
    return _completed(settings), sources


def load_telegram(path: Path, env: Mapping[str, str]) -> Telegram:
    """As `load`, but the section `[telegram]` alone: for commands that help to find out the rest."""
    data, sources, wrong = _gather(path, env)
    try:
        telegram = _with_file_base(Telegram.model_validate(data.get("telegram", {})))
    except ValidationError as error:
        wrong += problems_of(error, ("telegram",))
    if wrong:
        raise ConfigError(*(sources.line(problem) for problem in sorted(wrong, key=sources.order)))
    return telegram


def _gather(path: Path, env: Mapping[str, str]) -> tuple[dict[str, Any], Sources, list[Problem]]:
    data, lines = _read(path)
    variables: dict[positions.Path, str] = {}
    wrong = _override(data, env, variables)
    return data, Sources(str(path), lines, variables), wrong


def _read(path: Path) -> tuple[dict[str, Any], dict[positions.Path, int]]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; copy config.example.toml and fill it in") from None
    except OSError as unreadable:
        raise ConfigError(f"{path}: cannot be read: {unreadable.strerror}") from unreadable
    try:
        # Windows editors put a mark at the beginning that TOML does not allow.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        number = raw[: wrong.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{number}: is not UTF-8 text; save the file as UTF-8") from wrong
    try:
        return tomllib.loads(text), positions.key_lines(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ConfigError(_syntax(path, text, str(wrong))) from wrong


def _syntax(path: Path, text: str, words: str) -> str:
    match = _AT_LINE.search(words)
    number = int(match[1]) if match else len(text.rstrip("\n").split("\n"))
    column = f" (column {match[2]})" if match else " (the file ends too early)"
    words = _AT_LINE.sub("", words).removesuffix(_AT_END)
    words = words.replace("Cannot overwrite a value", "the same key stands there twice")
    return f"{path}:{number}: is not valid TOML: {words[:1].lower()}{words[1:]}{column}"


def _override(
    data: dict[str, Any], env: Mapping[str, str], variables: dict[positions.Path, str]
) -> list[Problem]:
    wrong = []
    # Shorter names first: a variable for a whole table must not undo one for a value in it.
    for name in sorted((n for n in env if n.startswith(PREFIX)), key=lambda n: (n.count("__"), n)):
        key = tuple(name.removeprefix(PREFIX).lower().split("__"))
        variables[key] = name
        table = data
        for depth, part in enumerate(key[:-1], 1):
            table = table.setdefault(part, {})
            if not isinstance(table, dict):
                holder = ".".join(key[:depth])
                wrong.append(Problem(key, f"{holder} is no table; give it whole in {PREFIX}{holder.upper()}"))
                break
        else:
            table[key[-1]] = _value(env[name], annotation_at(key))
    return wrong


def _value(written: str, annotation: Any) -> Any:
    if annotation is str:
        return written
    try:
        parsed = tomllib.loads(f"value = {written}")
    except tomllib.TOMLDecodeError:
        return written
    return parsed["value"] if len(parsed) == 1 else written


def _completed(settings: Settings) -> Settings:
    """Put in what follows from other settings, so that nobody asks twice."""
    duty, desk = settings.duty, settings.desk
    return settings.model_copy(
        update={
            "telegram": _with_file_base(settings.telegram),
            "people": tuple(
                p.model_copy(update={"language": p.language or desk.language}) for p in settings.people
            ),
            "contracts": tuple(
                c.model_copy(update={"timezone": c.timezone or duty.timezone}) for c in settings.contracts
            ),
            "rotations": tuple(
                one.model_copy(
                    update={
                        "timezone": one.timezone or duty.timezone,
                        "holidays": one.holidays or duty.holidays,
                    }
                )
                for one in settings.rotations
            ),
            "summary": settings.summary.model_copy(
                update={
                    "timezone": settings.summary.timezone or duty.timezone,
                    "language": settings.summary.language or desk.language,
                }
            ),
        }
    )


def _with_file_base(telegram: Telegram) -> Telegram:
    base = telegram.file_base.rstrip("/") or f"{telegram.api_base.removesuffix('/bot')}/file/bot"
    return telegram.model_copy(update={"file_base": base})
