"""Where a contract's preset comes from: one that ships with the product, or a file beside the config."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from domain.contracts import ContractError, shipped_preset


def preset_data(name: str, folder: Path) -> dict[str, Any]:
    """The data of a preset. A name with a slash or `.toml` is a file, relative to `folder`.

    ContractError says in one line what is wrong with the name or the file.
    """
    if not (name.endswith(".toml") or "/" in name):
        return shipped_preset(name)
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ContractError(f'there is no file "{folder / name}"') from None
    except OSError as unreadable:
        raise ContractError(f'cannot read "{name}": {unreadable.strerror}') from unreadable
    except UnicodeDecodeError:
        raise ContractError(f'"{name}" is not UTF-8 text') from None
    except tomllib.TOMLDecodeError as wrong:
        raise ContractError(f'"{name}" is not valid TOML: {wrong}') from wrong
