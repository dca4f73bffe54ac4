"""`python -m bot preset`: what a preset promises, as the desk reads it."""

from __future__ import annotations

from itertools import groupby

from bot.cli.promises import Promise, loaded, promises
from domain.contracts import preset_names, shipped_preset
from domain.terms import Preset
from views.texts import plain

_ZONE = "Asia/Shanghai"


def show(name: str | None, language: str) -> int:
    """List the shipped presets, or print the levels, requests and times of one (a name or a file)."""
    if name is None:
        names = preset_names()
        widest = max(map(len, names))
        for one in names:
            print(f"{one:{widest}}  {shipped_preset(one)['title'][language]}")
        return 0
    near, data = loaded(name, _ZONE, "near")
    far, _ = loaded(name, _ZONE, "far")
    print(f"{name}: {near.title[language]}")
    here = {one.key: one for one in promises(near, data)}
    away = {one.key: one for one in promises(far, data)}
    # A clock may be promised only near by, or only far away.
    for _, group in groupby(dict.fromkeys([*here, *away]), key=lambda key: key[:3]):
        keys = list(group)
        print(f"\n{_heading(here.get(keys[0]) or away[keys[0]], near, language)}")
        for key in keys:
            print(f"    {_line(here.get(key), away.get(key), language)}")
    return 0


def _heading(one: Promise, preset: Preset, language: str) -> str:
    if one.level is not None:
        return f"{one.label[language]}: {preset.level(one.level).meaning[language]}"
    return f"{plain(language, 'summary-kind', kind=one.kind)}: {one.label[language]}"


def _line(near: Promise | None, far: Promise | None, language: str) -> str:
    one = near or far
    assert one is not None
    chinese = language == "zh"
    name = plain(language, "summary-clock", clock=one.spec.name)
    line = f"{name} {near.spec.within if near else ('近处不承诺' if chinese else 'not promised near by')} ({one.calendar})"
    if one.spec.or_remote:
        line += "，或远程" if chinese else ", or remotely"
    if far is None:
        return line + ("，远程地区不承诺" if chinese else ", not promised far away")
    if near is None or far.spec.within != near.spec.within:
        line += f"，远程地区 {far.spec.within}" if chinese else f", far away {far.spec.within}"
    return line
