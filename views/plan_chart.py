"""Draws the plan: months across, a row for each promise, to be read on a phone at a third of its size.

Runs in a process of its own (`python -m views.plan_chart`). Nobody has to see colours: what is overdue is hatched,
what is still to come is an outline, an appointment a diamond, and each bar bears its last day.
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
from matplotlib.patches import Rectangle

from views import charts
from views.charts import BLUE, CARD, DPI, FAINT, INK, NORMAL, SMALL, SOFT, VERMILLION, WIDTH, write

_MARGIN = 28
_HEAD, _AXIS, _ROW, _FOOT = 124, 52, 108, 84
_THICK = 34


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The picture as PNG, of what `views.plan_picture.picture` made."""
    rcParams["hatch.linewidth"] = 4.0
    rows = figures["rows"]
    height = _HEAD + _AXIS + _ROW * len(rows) + _FOOT
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=charts.PAPER)
    FigureCanvasAgg(figure)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_xlim(0, WIDTH)
    page.set_ylim(height, 0)
    page.axis("off")
    full = WIDTH - 2 * _MARGIN
    write(page, _MARGIN + 4, 42, labels["title"], charts.LARGE + 3, width=full, bold=True)
    write(page, _MARGIN + 4, 90, labels["facts"], SMALL, width=full, color=SOFT)
    top, bottom = _HEAD + _AXIS, _HEAD + _AXIS + _ROW * len(rows)
    page.add_patch(
        Rectangle((_MARGIN, _HEAD), full, bottom - _HEAD + 8, facecolor=CARD, edgecolor="none", zorder=0)
    )
    for at, name in figures["months"]:
        x = _MARGIN + full * at
        page.plot([x, x], [_HEAD, bottom + 8], color=FAINT, linewidth=2, zorder=1)
        write(page, x + full / len(figures["months"]) / 2, _HEAD + 26, name, SMALL, color=SOFT, ha="center")
    for place, row in enumerate(rows):
        _row(page, top + _ROW * place, row, full)
    x = _MARGIN + full * figures["today"]
    page.plot([x, x], [_HEAD + 8, bottom + 8], color=INK, linewidth=4, zorder=4)
    page.plot([x], [_HEAD + 8], marker="v", markersize=14, color=INK, zorder=5)
    _legend(page, bottom + 46, labels)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _row(page: Axes, top: float, row: dict[str, Any], full: float) -> None:
    ink = VERMILLION if row["overdue"] else INK
    written = write(
        page,
        _MARGIN + 14,
        top + 22,
        f"{row['customer']} · {row['what']}",
        NORMAL * 0.86,
        width=full - 190,
        color=ink,
    )
    written.set_zorder(6)
    written.set_bbox({"facecolor": CARD, "edgecolor": "none", "pad": 2})
    day = write(
        page,
        WIDTH - _MARGIN - 12,
        top + 22,
        row["due"],
        NORMAL * 0.86,
        width=170,
        color=ink,
        ha="right",
        bold=True,
    )
    day.set_zorder(6)
    day.set_bbox({"facecolor": CARD, "edgecolor": "none", "pad": 2})
    middle = top + 70
    if row["after"]:
        write(page, WIDTH - _MARGIN - 12, middle, "→", NORMAL, color=SOFT, ha="right")
        return
    left = _MARGIN + full * row["from"]
    width = max(full * (row["to"] - row["from"]), 12)
    style: dict[str, Any] = {"facecolor": BLUE, "edgecolor": BLUE}
    if row["overdue"]:
        style = {"facecolor": CARD, "edgecolor": VERMILLION, "hatch": "//"}
        width = max(width, 40)
    elif row["state"] == "coming":
        style = {"facecolor": CARD, "edgecolor": BLUE}
    page.add_patch(Rectangle((left, middle - _THICK / 2), width, _THICK, linewidth=4, zorder=2, **style))
    if row["agreed"] is not None:
        page.plot(
            [_MARGIN + full * row["agreed"]],
            [middle],
            marker="D",
            markersize=17,
            color=INK,
            markeredgecolor=CARD,
            zorder=5,
        )


def _legend(page: Axes, y: float, labels: dict[str, str]) -> None:
    step = (WIDTH - 2 * _MARGIN) / 4
    styles: tuple[tuple[str, dict[str, Any]], ...] = (
        ("open", {"facecolor": BLUE, "edgecolor": BLUE}),
        ("coming", {"facecolor": charts.PAPER, "edgecolor": BLUE}),
        ("overdue", {"facecolor": charts.PAPER, "edgecolor": VERMILLION, "hatch": "//"}),
    )
    for place, (name, style) in enumerate(styles):
        x = _MARGIN + 8 + place * step
        page.add_patch(Rectangle((x, y - 14), 44, 28, linewidth=3, **style))
        write(page, x + 56, y, labels[name], SMALL, width=step - 70)
    x = _MARGIN + 8 + 3 * step
    page.plot([x + 22], [y], marker="D", markersize=15, color=INK)
    write(page, x + 56, y, labels["agreed"], SMALL, width=step - 70)


def main() -> None:
    """Reads `[figures, labels]` from standard input, writes the PNG to standard output."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
