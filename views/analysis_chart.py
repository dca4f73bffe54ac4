"""Draws the picture of a quarter's analysis: `python -m views.analysis_chart`, figures and labels as JSON in, PNG out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from views.charts import (
    BLUE,
    DPI,
    LARGE,
    NORMAL,
    PAPER,
    SKY,
    SMALL,
    SOFT,
    VERMILLION,
    WIDTH,
    Card,
    area_of,
    bar_on,
    card_on,
    empty_on,
    legend_on,
    write,
)

_MARGIN, _PAD = 28, 28
_LINE = 58


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The picture as PNG, of what `views.analysis_picture` made; as high as it needs."""
    kinds, causes, again = figures["kinds"], figures["causes"], figures["again"]
    heights = [_height(len(rows)) for rows in (kinds, causes, again)]
    height = 346 + sum(heights) + _MARGIN * len(heights)
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    full = WIDTH - 2 * _MARGIN
    page = area_of(figure, (0, 0, WIDTH, height))
    middle = 34 if labels["customer"] else 54
    write(page, _MARGIN + 4, middle, labels["title"], LARGE + 3, width=full - 8, bold=True)
    write(page, _MARGIN + 4, 78, labels["customer"], SMALL, width=full - 8, color=SOFT)
    _tiles(figure, figures, labels)
    top = 346.0
    for rows, high, name in zip((kinds, causes, again), heights, _FIELDS, strict=True):
        card = card_on(figure, (_MARGIN, top, full, high), labels[name])
        if rows:
            _FIELDS[name](card, rows, labels)
        else:
            empty_on(card, labels["again_empty" if name == "again" else "empty"])
        top += high + _MARGIN
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _height(rows: int) -> float:
    return 72 + _LINE * max(rows, 2) + 22


def _tiles(figure: Figure, figures: dict[str, Any], labels: dict[str, str]) -> None:
    width = (WIDTH - 4 * _MARGIN) / 3
    for place, name in enumerate(("faults", "repeated", "kept")):
        card = card_on(figure, (_MARGIN + place * (width + _MARGIN), 100, width, 218), labels[name])
        inner = width - 2 * _PAD
        value = figures[name]
        warn = (name == "repeated" and value) or (name == "kept" and figures["missed"])
        words = f"{value:,}" if isinstance(value, int) else value
        write(card.area, _PAD, 110, words, 86, width=inner, bold=True, color=BLUE)
        color = VERMILLION if warn else SOFT
        write(card.area, _PAD, 186, labels[f"{name}_note"], SMALL, width=inner, color=color, bold=bool(warn))


def _kinds(card: Card, rows: list[tuple[str, int, int]], labels: dict[str, str]) -> None:
    legend_on(card, ((BLUE, labels["this"]), (SKY, labels["last"])))
    most = max(max(count, before) for _, count, before in rows) or 1
    left, number = 330, 120
    room = card.width - left - number - _PAD
    for place, (name, count, before) in enumerate(rows):
        y = 72 + _LINE * (place + 0.5)
        write(card.area, _PAD, y, name, SMALL, width=left - _PAD - 10)
        bar_on(card.area, left, y - 10, room * count / most, 22, BLUE)
        bar_on(card.area, left, y + 13, room * before / most, 14, SKY)
        write(card.area, left + room * max(count, before) / most + 14, y, f"{count:,}", SMALL, bold=True)


def _causes(card: Card, rows: list[tuple[str, int]], labels: dict[str, str]) -> None:
    most = max(count for _, count in rows)
    left = card.width * 0.62
    room = card.width - left - 90 - _PAD
    for place, (words, count) in enumerate(rows):
        y = 72 + _LINE * (place + 0.5)
        write(card.area, _PAD, y, words, SMALL, width=left - _PAD - 14)
        bar_on(card.area, left, y, room * count / most, 26, BLUE)
        write(card.area, left + room * count / most + 14, y, f"{count:,}", SMALL, bold=True)


def _again(card: Card, rows: list[tuple[str, str]], labels: dict[str, str]) -> None:
    for place, (words, times) in enumerate(rows):
        y = 72 + _LINE * (place + 0.5)
        number = write(
            card.area, card.width - _PAD, y, times, NORMAL, ha="right", color=VERMILLION, bold=True, width=200
        )
        taken = float(number.get_window_extent().width) + 24
        write(card.area, _PAD, y, words, SMALL, width=card.width - 2 * _PAD - taken)


_FIELDS: dict[str, Callable[[Card, Any, dict[str, str]], None]] = {
    "kinds": _kinds, "causes": _causes, "again": _again,
}  # fmt: skip


def main() -> None:
    """Reads `[figures, labels]` from standard input, writes the PNG to standard output."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
