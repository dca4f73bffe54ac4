"""Draws the picture of a receipt: a time line per clock, to be read on a phone at a third of its size.

Runs in a process of its own (`python -m views.receipt_chart`), as the picture of a summary does and for the same
reasons. What is told by colour is told by shape as well: hatching, outlines, the form of a mark.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

from matplotlib import rcParams
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
    NORMAL,
    ORANGE,
    SMALL,
    SOFT,
    VERMILLION,
    WIDTH,
    wide,
    write,
)

PURPLE = "#AA4499"

_MARGIN, _PAD = 28, 28
_HEAD, _LANE, _BETWEEN = 118, 292, 20
_LEGEND_ROW, _MORE = 50, 48
_TRACK, _THICK = 168, 46
_VERDICTS = {"kept": charts.GREEN, "breached": VERMILLION, "running": BLUE, "superseded": SOFT, "ended": SOFT}
_STYLES: dict[str, dict[str, Any]] = {
    "used": {"facecolor": BLUE, "edgecolor": "none"},
    "late": {"facecolor": VERMILLION, "edgecolor": "none"},
    "to-come": {"facecolor": "#C3DDF0", "edgecolor": "none"},
    "pause": {"facecolor": "#FFF3DC", "edgecolor": ORANGE, "hatch": "///", "linewidth": 2},
}
_MARKS: dict[str, dict[str, Any]] = {
    "stop": {"marker": "s", "color": INK},
    "void": {"marker": "X", "color": VERMILLION},
    "change": {"marker": "D", "color": PURPLE},
}


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The picture as PNG, of what `views.receipt_picture.picture` made."""
    rcParams["hatch.linewidth"] = 3.0
    rows = _legend_rows(figures["legend"], labels)
    more = _MORE if labels["more"] else 0
    height = _HEAD + len(figures["lanes"]) * (_LANE + _BETWEEN) + more + len(rows) * _LEGEND_ROW + 26
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=charts.PAPER)
    FigureCanvasAgg(figure)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_xlim(0, WIDTH)
    page.set_ylim(height, 0)
    page.axis("off")
    write(page, _MARGIN + 4, 40, labels["title"], charts.LARGE + 3, width=WIDTH - 2 * _MARGIN, bold=True)
    write(page, _MARGIN + 4, 84, labels["facts"], SMALL, width=WIDTH - 2 * _MARGIN, color=SOFT)
    top = float(_HEAD)
    for lane in figures["lanes"]:
        _lane(page, top, lane)
        top += _LANE + _BETWEEN
    if more:
        write(page, _MARGIN + 4, top + 16, labels["more"], SMALL, color=SOFT)
        top += more
    for row in rows:
        _legend(page, top + 18, row, labels)
        top += _LEGEND_ROW
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _lane(page: Axes, top: float, lane: dict[str, Any]) -> None:
    full = WIDTH - 2 * _MARGIN
    page.add_patch(
        FancyBboxPatch(
            (_MARGIN + 10, top + 10), full - 20, _LANE - 20, boxstyle="round,pad=10,rounding_size=18",
            fc=CARD, ec="none",
        )
    )  # fmt: skip
    left, right = _MARGIN + _PAD, WIDTH - _MARGIN - _PAD
    room = right - left
    verdict = write(
        page, right, top + 38, lane["verdict"], NORMAL, ha="right", bold=True, color=_VERDICTS[lane["kind"]]
    )
    write(page, left, top + 38, lane["name"], NORMAL, width=room - wide(verdict) - 30, bold=True)
    due = write(page, right, top + 84, lane["due_words"], SMALL, ha="right", color=INK, width=room * 0.45)
    write(page, left, top + 84, lane["sum"], SMALL, color=SOFT, width=room - wide(due) - 24)
    _track(page, top + _TRACK, lane, left, room)
    _axis(page, top + _TRACK + _THICK / 2, lane["ticks"], left, room)


def _track(page: Axes, middle: float, lane: dict[str, Any], left: float, room: float) -> None:
    def x(share: float) -> float:
        return left + room * share

    # The whole length as a thin line: what is only that, is time that does not count.
    page.plot([x(0), x(1)], [middle, middle], color=FAINT, linewidth=5, zorder=1, solid_capstyle="round")
    for begin, end, kind in lane["blocks"]:
        style = _STYLES.get(kind)
        if style is None:
            continue
        # A minute in three weeks is narrower than a pixel and must still be seen.
        width = max(x(end) - x(begin), 3)
        page.add_patch(
            Rectangle(
                (x(begin), middle - _THICK / 2), width, _THICK, zorder=3 if kind == "pause" else 2, **style
            )
        )
    due = x(lane["due"])
    page.plot([due, due], [middle - 42, middle + 32], color=INK, linewidth=5, zorder=5)
    _warnings(page, middle - 30, lane["warnings"], left, room, due)
    # On the lower edge: a mark must not hide the hour in which it was made.
    for share, kind in lane["marks"]:
        page.plot(
            [x(share)], [middle + _THICK / 2], markersize=16, markeredgecolor=CARD, markeredgewidth=3, linestyle="none",
            zorder=6, **_MARKS[kind],
        )  # fmt: skip


def _warnings(
    page: Axes, y: float, warnings: list[tuple[float, str]], left: float, room: float, due: float
) -> None:
    """A notch for each share of the time; its number where there is room for it."""
    free = left - 1
    for share, words in warnings:
        x = left + room * share
        page.plot([x], [y], marker="v", markersize=11, color=SOFT, linestyle="none", zorder=4)
        written = write(page, x, y - 20, words, SMALL * 0.8, ha="center", color=SOFT)
        half = wide(written) / 2
        if x - half < free or x + half > due - 6:
            written.remove()
        else:
            free = x + half + 10


def _axis(page: Axes, y: float, ticks: list[tuple[float, str, str]], left: float, room: float) -> None:
    free, free_below = 0.0, 0.0
    for share, words, below in ticks:
        x = left + room * share
        page.plot([x, x], [y + 6, y + 16], color=SOFT, linewidth=2)
        written = write(page, x, y + 34, words, SMALL * 0.93, ha="center", color=SOFT)
        half = wide(written) / 2
        if x - half < free:
            written.remove()
        else:
            free = x + half + 12
        if not below:
            continue
        lower = write(page, x, y + 66, below, SMALL * 0.86, ha="center", color=SOFT)
        _keep_inside(lower, x, left, room)
        begin = x - wide(lower) / 2
        if begin < free_below:
            lower.remove()
        else:
            free_below = x + wide(lower) / 2 + 14


def _keep_inside(written: Any, x: float, left: float, room: float) -> None:
    half = wide(written) / 2
    written.set_x(min(max(x, left + half - 10), left + room - half + 10))


def _legend_rows(names: list[str], labels: dict[str, str]) -> list[list[tuple[str, float]]]:
    """The names in rows that fit, each with its width."""
    scratch = Figure(figsize=(WIDTH / DPI, 1), dpi=DPI)
    FigureCanvasAgg(scratch)
    page = scratch.add_axes((0, 0, 1, 1))
    rows: list[list[tuple[str, float]]] = [[]]
    used = 0.0
    for name in names:
        width = 58 + wide(write(page, 0, 0, labels[name], SMALL * 0.93)) + 26
        if rows[-1] and used + width > WIDTH - 2 * _MARGIN:
            rows.append([])
            used = 0.0
        rows[-1].append((name, width))
        used += width
    return rows


def _legend(page: Axes, y: float, row: list[tuple[str, float]], labels: dict[str, str]) -> None:
    x = float(_MARGIN + 6)
    for name, width in row:
        _sign(page, x + 18, y, name)
        write(page, x + 48, y, labels[name], SMALL * 0.93, color=SOFT)
        x += width


def _sign(page: Axes, x: float, y: float, name: str) -> None:
    if name in _STYLES:
        page.add_patch(Rectangle((x - 16, y - 13), 34, 26, **_STYLES[name]))
    elif name in _MARKS:
        page.plot([x], [y], markersize=17, linestyle="none", **_MARKS[name])
    elif name == "deadline":
        page.plot([x, x], [y - 16, y + 16], color=INK, linewidth=5)
    elif name == "warning":
        page.plot([x], [y], marker="v", markersize=11, color=SOFT, linestyle="none")
    else:
        page.plot([x - 16, x + 18], [y, y], color="#B8C4D0", linewidth=5)


def main() -> None:
    """Reads `[figures, labels]` from standard input, writes the PNG to standard output."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
