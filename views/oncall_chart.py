"""Draws the week on call: a row for each day, a bar for each turn, to be read on a phone at a third of its size.

Runs in a process of its own (`python -m views.oncall_chart`), as the picture of a summary does and for the same
reasons. Nobody has to see colours: every bar bears a number or a name, and a hole is hatched, outlined and marked.
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
from views.charts import CARD, DPI, FAINT, INK, NORMAL, SMALL, SOFT, VERMILLION, WIDTH, wide, write

_MARGIN, _PAD = 28, 28
_HEAD, _TITLE, _ROW, _AXIS, _BETWEEN = 118, 74, 66, 50, 20
_LEFT, _THICK = 150, 46
_LEGEND_ROW = 52
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#F0E442", "#7F6A00", "#525252")
"""Okabe and Ito's without the vermillion, which is for holes; then two of other lightness."""
_HOLE, _NOW = -1, -2
_DARK = frozenset({"#0072B2", "#009E73", "#7F6A00", "#525252"})


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The picture as PNG, of what `views.oncall_picture.picture` made."""
    rcParams["hatch.linewidth"] = 4.0
    heights = [_TITLE + _ROW * len(layer["days"]) + _AXIS for layer in figures["layers"]]
    entries = _legend_rows(figures, labels)
    height = _HEAD + sum(one + _BETWEEN for one in heights) + len(entries) * _LEGEND_ROW + 24
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=charts.PAPER)
    FigureCanvasAgg(figure)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_xlim(0, WIDTH)
    page.set_ylim(height, 0)
    page.axis("off")
    write(page, _MARGIN + 4, 40, labels["title"], charts.LARGE + 3, width=WIDTH - 2 * _MARGIN, bold=True)
    write(page, _MARGIN + 4, 84, labels["facts"], SMALL, width=WIDTH - 2 * _MARGIN, color=SOFT)
    top = float(_HEAD)
    for layer, tall in zip(figures["layers"], heights, strict=True):
        _layer(page, top, tall, layer, figures["people"], labels)
        top += tall + _BETWEEN
    for row in entries:
        _legend(page, top + 18, row)
        top += _LEGEND_ROW
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _layer(
    page: Axes, top: float, tall: float, layer: dict[str, Any], people: list[str], labels: dict[str, str]
) -> None:
    full = WIDTH - 2 * _MARGIN
    page.add_patch(
        FancyBboxPatch(
            (_MARGIN + 10, top + 10), full - 20, tall - 20, boxstyle="round,pad=10,rounding_size=18",
            fc=CARD, ec="none",
        )
    )  # fmt: skip
    write(page, _MARGIN + _PAD, top + 38, layer["name"], NORMAL, width=full - 2 * _PAD, bold=True)
    left, right = _MARGIN + _LEFT, WIDTH - _MARGIN - _PAD
    room = right - left
    first, last = top + _TITLE, top + _TITLE + _ROW * len(layer["days"])
    for hour in (0, 6, 12, 18, 24):
        x = left + room * hour / 24
        page.plot([x, x], [first, last], color=FAINT, linewidth=2, zorder=1)
        write(page, x, last + 20, str(hour), SMALL * 0.9, color=SOFT, ha="center")
    for place, day in enumerate(layer["days"]):
        _day(page, first + _ROW * (place + 0.5), day, left, room, people, labels)


def _day(
    page: Axes,
    middle: float,
    day: dict[str, Any],
    left: float,
    room: float,
    people: list[str],
    labels: dict[str, str],
) -> None:
    write(page, _MARGIN + _PAD, middle - 13, day["weekday"], SMALL, bold=not day["free"], color=INK)
    write(page, _MARGIN + _PAD, middle + 15, day["date"], SMALL * 0.8, color=SOFT)
    for start, end, person in day["bars"]:
        # Minutes must still be seen.
        x, width = left + room * start, max(room * (end - start), 4)
        if person is None:
            _hole(page, x, middle, width, labels)
            continue
        colour = _COLOURS[person % len(_COLOURS)]
        page.add_patch(
            Rectangle(
                (x, middle - _THICK / 2),
                width,
                _THICK,
                facecolor=colour,
                edgecolor=CARD,
                linewidth=2,
                zorder=2,
            )
        )
        _named(page, x, middle, width, (people[person], f"{person + 1}"), colour)
    if day["now"] is not None:
        x = left + room * day["now"]
        page.plot([x, x], [middle - 33, middle + 33], color=INK, linewidth=5, zorder=3)
        page.plot([x], [middle - 33], marker="v", markersize=13, color=INK, zorder=5)


def _hole(page: Axes, x: float, middle: float, width: float, labels: dict[str, str]) -> None:
    page.add_patch(
        Rectangle(
            (x, middle - _THICK / 2), width, _THICK, facecolor="#FFFFFF", edgecolor=VERMILLION, hatch="xx",
            linewidth=4, zorder=3,
        )
    )  # fmt: skip
    written = write(
        page, x + width / 2, middle, labels["hole"], SMALL * 0.9, color=INK, ha="center", bold=True
    )
    written.set_zorder(6)
    written.set_bbox({"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 3})
    if wide(written) + 16 > width:
        written.set_text("!" if width > 22 else "")


def _named(page: Axes, x: float, middle: float, width: float, words: tuple[str, str], colour: str) -> None:
    """The name, else the number in the legend, whichever has room in the bar."""
    ink = "#FFFFFF" if colour in _DARK else INK
    for one in words:
        written = write(page, x + width / 2, middle, one, SMALL * 0.9, color=ink, ha="center", bold=True)
        written.set_zorder(4)
        if wide(written) + 10 <= width:
            return
        written.remove()


def _legend_rows(figures: dict[str, Any], labels: dict[str, str]) -> list[list[tuple[int, str]]]:
    entries: list[tuple[int, str]] = [
        (place, f"{place + 1} {name}") for place, name in enumerate(figures["people"])
    ]
    holes = any(bar[2] is None for layer in figures["layers"] for day in layer["days"] for bar in day["bars"])
    if holes:
        entries.append((_HOLE, labels["hole"]))
    if any(day["now"] is not None for layer in figures["layers"] for day in layer["days"]):
        entries.append((_NOW, labels["now"]))
    return [entries[place : place + 3] for place in range(0, len(entries), 3)]


def _legend(page: Axes, y: float, row: list[tuple[int, str]]) -> None:
    step = (WIDTH - 2 * _MARGIN) / 3
    for place, (person, words) in enumerate(row):
        x = _MARGIN + 8 + place * step
        if person == _NOW:
            page.plot([x + 22, x + 22], [y - 14, y + 14], color=INK, linewidth=5)
            page.plot([x + 22], [y - 14], marker="v", markersize=13, color=INK)
        else:
            page.add_patch(Rectangle((x, y - 14), 44, 28, **_style(person)))
        write(page, x + 56, y, words, SMALL, width=step - 76)


def _style(person: int) -> dict[str, Any]:
    if person == _HOLE:
        return {"facecolor": "#FFFFFF", "edgecolor": VERMILLION, "hatch": "xx", "linewidth": 3}
    return {"facecolor": _COLOURS[person % len(_COLOURS)], "edgecolor": "none"}


def main() -> None:
    """Reads `[figures, labels]` from standard input, writes the PNG to standard output."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
