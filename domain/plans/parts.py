"""What the presets call the parts that are under warranty, in words; an operator's own names stay as written."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES: Mapping[str, Mapping[str, str]] = {
    "hardware": {"zh": "硬件设备", "en": "hardware"},
    "system_software": {"zh": "系统软件", "en": "system software"},
    "other_software": {"zh": "其他软件", "en": "other software"},
    "onsite_maintenance": {"zh": "免费上门维护", "en": "free on-site maintenance"},
}


def part_words(part: str, language: str) -> str:
    """A part under warranty in the reader's language."""
    return _NAMES.get(part.replace(" ", "_"), {}).get(language, part)
