"""An operator's own checklists: files beside the config, with a line for each thing that is wrong in them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from bot.settings import positions
from domain.plans.checklists import Checklist, ChecklistError, chosen, dotted, parse


class ChecklistFileError(ValueError):
    """A file that holds no checklist. `lines` holds one line for each thing that is wrong: `file:line: key: why`."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def is_file(system: str) -> bool:
    """Whether a contract's `systems` names a file and not a kind of system."""
    return system.endswith(".toml")


def read_checklist(name: str, folder: Path) -> Checklist:
    """The list of the file `name`, relative to `folder`; ChecklistFileError."""
    try:
        raw = (folder / name).read_bytes()
    except FileNotFoundError:
        raise ChecklistFileError(f'there is no file "{folder / name}"') from None
    except OSError as unreadable:
        raise ChecklistFileError(f'cannot read "{name}": {unreadable.strerror}') from unreadable
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        number = raw[: wrong.start].count(b"\n") + 1
        raise ChecklistFileError(f"{name}:{number}: is not UTF-8 text; save the file as UTF-8") from wrong
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ChecklistFileError(f"{name}: is not valid TOML: {wrong}") from wrong
    try:
        return parse(data)
    except ChecklistError as wrong:
        lines = positions.key_lines(text)
        found = sorted((_line(lines, path), dotted(path), words) for path, words in wrong.problems)
        raise ChecklistFileError(*(f"{name}:{line}: {key}: {words}" for line, key, words in found)) from wrong


def checklists_of(systems: Sequence[str], folder: Path) -> tuple[Checklist, ...]:
    """The lists of a contract's systems; ChecklistFileError for a file that was not checked before."""
    own = {system: read_checklist(system, folder) for system in systems if is_file(system)}
    return chosen(systems, own)


def _line(lines: dict[positions.Path, int], path: positions.Path) -> int:
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)
