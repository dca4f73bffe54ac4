"""Draws the picture of survey results, to be read on a phone at a third of its size.

Runs in a process of its own (`python -m views.survey_chart`), as the picture of a summary does and for the same
reasons. What is low is told by colour and by a mark before the number.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from views import charts
from views.charts import (
    BLUE,
    CARD,
    DPI,
    FAINT,
    INK,
    LARGE,
    NORMAL,
    ORANGE,
    SMALL,
    SOFT,
    VERMILLION,
    WIDTH,
    write,
)

_MARGIN, _PAD, _BETWEEN = 28, 28, 18
_HEAD, _TILES = 118, 176
_TITLE, _ROW, _FOOT = 66, 46, 12
_TREND = 360
_LOWEST, _BEST = 1.0, 5.0
_POOR, _GOOD = 3.0, 4.0
_SCALE = (_MARGIN + _PAD + 400.0, WIDTH - _MARGIN - _PAD - 190.0)
_TAPS = "#7A4E00"


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The picture as PNG, of what `views.survey_picture.picture` made."""
    fields, both, trend = figures["fields"], figures["both"], figures["trend"]
    heights = [_height(len(one["rows"])) for one in fields]
    more = [_height(len(one["rows"])) for one in both]
    height = _HEAD + _TILES + _BETWEEN + sum(one + _BETWEEN for one in (*heights, *more))
    height += _TREND + _BETWEEN if trend else 0
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=charts.PAPER)
    FigureCanvasAgg(figure)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_xlim(0, WIDTH)
    page.set_ylim(height, 0)
    page.axis("off")
    write(page, _MARGIN + 4, 40, labels["title"], LARGE + 3, width=WIDTH - 2 * _MARGIN, bold=True)
    write(page, _MARGIN + 4, 84, labels["facts"], SMALL, width=WIDTH - 2 * _MARGIN, color=SOFT)
    top = float(_HEAD)
    _tiles(page, top, figures["tiles"])
    top += _TILES + _BETWEEN
    for field, tall in zip(fields, heights, strict=True):
        _card(page, top, tall, field["title"])
        for place, row in enumerate(field["rows"]):
            _bar(page, top + _TITLE + _ROW * (place + 0.5), row["name"], row)
        top += tall + _BETWEEN
    for field, tall in zip(both, more, strict=True):
        _card(page, top, tall, field["title"])
        for place, row in enumerate(field["rows"]):
            middle = top + _TITLE + _ROW * (place + 0.5)
            _bar(page, middle, row["name"], row["sheets"])
            _mark(page, middle, row["taps"]["mean"])
        top += tall + _BETWEEN
    if trend:
        _card(page, top, _TREND, labels["trend"])
        _trend(page, top, trend, labels)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _height(rows: int) -> int:
    return _TITLE + _ROW * rows + _FOOT


def _card(page: Axes, top: float, height: float, title: str) -> None:
    _field(page, _MARGIN, top, WIDTH - 2 * _MARGIN, height)
    write(page, _MARGIN + _PAD, top + 40, title, NORMAL, width=WIDTH - 2 * (_MARGIN + _PAD), bold=True)


def _field(page: Axes, left: float, top: float, width: float, height: float) -> None:
    page.add_patch(
        FancyBboxPatch(
            (left + 10, top + 10),
            width - 20,
            height - 20,
            boxstyle="round,pad=10,rounding_size=18",
            fc=CARD,
            ec="none",
        )
    )


def _tiles(page: Axes, top: float, tiles: list[dict[str, str]]) -> None:
    width = (WIDTH - 2 * _MARGIN - (len(tiles) - 1) * _BETWEEN) / len(tiles)
    for place, tile in enumerate(tiles):
        left = _MARGIN + place * (width + _BETWEEN)
        _field(page, left, top, width, _TILES)
        write(page, left + _PAD, top + 72, tile["value"], 76, width=width - 2 * _PAD, bold=True, color=BLUE)
        write(page, left + _PAD, top + 142, tile["name"], SMALL, width=width - 2 * _PAD, color=SOFT)


def _bar(page: Axes, middle: float, name: str, given: dict[str, Any]) -> None:
    """A name, a bar from 1 to 5, the mean and how many answers stand behind it."""
    left, right = _MARGIN + _PAD, WIDTH - _MARGIN - _PAD
    begin, end = _SCALE
    write(page, left, middle, name, SMALL, width=begin - left - 24)
    page.add_patch(Rectangle((begin, middle - 12), end - begin, 24, fc=FAINT, ec="none"))
    mean = given["mean"]
    if mean is None:
        write(page, right, middle, "–", SMALL, color=SOFT, ha="right")
        return
    share = (mean - _LOWEST) / (_BEST - _LOWEST)
    page.add_patch(
        Rectangle((begin, middle - 12), max(6.0, (end - begin) * share), 24, fc=_color(mean), ec="none")
    )
    low = "▼ " if mean < _POOR else ""
    color = VERMILLION if low else INK
    write(page, end + 98, middle, f"{low}{mean:.1f}", SMALL, color=color, ha="right", bold=True)
    write(page, right, middle, f"n={given['count']}", SMALL * 0.86, color=SOFT, ha="right", width=88)


def _mark(page: Axes, middle: float, mean: float | None) -> None:
    """The mean of one-tap ratings, on the bar of the questionnaires."""
    if mean is not None:
        begin, end = _SCALE
        x = begin + (end - begin) * (mean - _LOWEST) / (_BEST - _LOWEST)
        page.plot(
            [x], [middle], marker="D", markersize=15, color=_TAPS, markeredgecolor=CARD, markeredgewidth=2.5
        )


def _color(mean: float) -> str:
    return VERMILLION if mean < _POOR else BLUE if mean >= _GOOD else ORANGE


def _trend(page: Axes, top: float, trend: list[dict[str, Any]], labels: dict[str, str]) -> None:
    left, right = _MARGIN + _PAD + 60, WIDTH - _MARGIN - _PAD - 40
    high, low = top + 130, top + _TREND - 90

    def y(mean: float) -> float:
        return low - (low - high) * (mean - _LOWEST) / (_BEST - _LOWEST)

    for level in (1, 3, 5):
        page.plot([left, right], [y(level)] * 2, color=FAINT, linewidth=2, zorder=1)
        write(page, left - 16, y(level), str(level), SMALL * 0.86, color=SOFT, ha="right")
    step = (right - left) / max(1, len(trend))
    x = [left + step * (place + 0.5) for place in range(len(trend))]
    for name, other, color, marker in (("sheets", "taps", BLUE, "o"), ("taps", "sheets", _TAPS, "D")):
        found = [(at, one) for at, one in zip(x, trend, strict=True) if one[name]["mean"] is not None]
        page.plot(
            [at for at, _ in found], [y(one[name]["mean"]) for _, one in found], color=color, linewidth=5,
            marker=marker, markersize=14, zorder=3,
        )  # fmt: skip
        for at, one in found:
            mine, theirs = one[name]["mean"], one[other]["mean"]
            # Above the higher point and below the lower one; of equals the questionnaires stand above.
            above = theirs is None or mine > theirs or (mine == theirs and name == "sheets")
            words = f"{mine:.1f}  n={one[name]['count']}"
            middle = y(mine) + (-34 if above else 34)
            write(page, at, middle, words, SMALL * 0.86, color=color, ha="center", bold=True, width=step - 8)
    for at, one in zip(x, trend, strict=True):
        write(page, at, low + 62, one["name"], SMALL, color=SOFT, ha="center", width=step - 10)
    at = left + 250.0
    for name, color, marker in (("sheets", BLUE, "o"), ("taps", _TAPS, "D")):
        page.plot([at], [top + 40], marker=marker, markersize=14, color=color, linestyle="none")
        written = write(page, at + 24, top + 40, labels[name], SMALL * 0.93, color=SOFT)
        at += charts.wide(written) + 70


def main() -> None:
    """Reads `[figures, labels]` from standard input, writes the PNG to standard output."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
