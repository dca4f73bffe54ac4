"""`python -m bot preset`: what a preset promises, as the desk reads it."""

from __future__ import annotations

from pathlib import Path

from bot.cli.failure import CommandError
from bot.settings.presets import preset_data
from domain.contracts import ContractError, Level, load_preset, preset_names, shipped_preset

_CLOCKS = {
    "zh": {"response": "响应", "onsite": "到场", "restore": "恢复"},
    "en": {"response": "response", "onsite": "on site", "restore": "restored"},
}


def show(name: str | None, language: str) -> int:
    """List the shipped presets, or print the levels and times of one (a name or a file)."""
    if name is None:
        for one in preset_names():
            print(f"{one:24}{shipped_preset(one)['title'][language]}")
        return 0
    try:
        data = preset_data(name, Path())
        near = load_preset(name, data, "Asia/Shanghai", "near")
        far = load_preset(name, data, "Asia/Shanghai", "far")
    except ContractError as wrong:
        raise CommandError(str(wrong)) from None
    print(f"{name}: {near.title[language]}")
    for level, away in zip(near.levels, far.levels, strict=True):
        print(f"\n{level.label[language]}: {level.meaning[language]}")
        for line in _promises(level, away, language):
            print(f"    {line}")
    return 0


def _promises(near: Level, far: Level, language: str) -> list[str]:
    lines = []
    for clock, away in zip(near.clocks, far.clocks, strict=True):
        hours = "7x24" if clock.calendar.always else ("工作时间" if language == "zh" else "in working hours")
        line = f"{_CLOCKS[language].get(clock.name, clock.name)} {clock.within} ({hours})"
        if clock.or_remote:
            line += "，或远程" if language == "zh" else ", or remotely"
        if away.within != clock.within:
            line += f"，远程地区 {away.within}" if language == "zh" else f", far away {away.within}"
        lines.append(line)
    return lines
