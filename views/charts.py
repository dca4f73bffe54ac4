"""Draws the picture of a summary: portrait, to be read on a phone at a third of its size.

Runs in a process of its own (`python -m views.charts`: figures and labels as JSON in, PNG out), because
drawing takes 150 ms of pure computing and matplotlib 40 MB: the desk itself never imports this module.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

import pylopdf_fonts_zh_cn
from matplotlib import font_manager, rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

# Okabe and Ito: told apart by people who see no red or no green.
BLUE, SKY, ORANGE, VERMILLION, GREEN = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73"
INK, SOFT, FAINT, PAPER, CARD = "#1F2933", "#52606D", "#D9E2EC", "#EEF2F6", "#FFFFFF"
LEVELS = (VERMILLION, ORANGE, SKY, BLUE, "#8593A3")

WIDTH, HEIGHT, DPI = 1080, 1350, 100

# Pixels at full size; shown 390 wide these are 10, 12 and 13 pixels.
SMALL, NORMAL, LARGE = 28, 33, 37
_MARGIN = 28
_PAD = 28

_PATH = pylopdf_fonts_zh_cn.sans_path()
font_manager.fontManager.addfont(str(_PATH))
_FONT = font_manager.FontProperties(fname=str(_PATH))
_GLYPHS = font_manager.get_font(str(_PATH))
rcParams["font.family"] = _FONT.get_name()
# A name with two dollar signs is not a formula.
rcParams["text.parse_math"] = False

Box = tuple[float, float, float, float]


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The picture as PNG, of what `views.summary_picture` or `views.attainment_picture` made."""
    if figures.get("picture") == "attainment":
        return _attainment(figures["fields"], labels)
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    full, half = WIDTH - 2 * _MARGIN, (WIDTH - 3 * _MARGIN) / 2
    right = 2 * _MARGIN + half
    page = area_of(figure, (0, 0, WIDTH, HEIGHT))
    middle = 34 if labels["customer"] else 54
    write(page, _MARGIN + 4, middle, labels["title"], LARGE + 3, width=full - 8, bold=True)
    write(page, _MARGIN + 4, 78, labels["customer"], SMALL, width=full - 8, color=SOFT)
    _tiles(figure, figures, labels, 100, 218)
    _levels(card_on(figure, (_MARGIN, 346, half, 318), labels["levels"]), figures["levels"], labels)
    _deadlines(card_on(figure, (right, 346, half, 318), labels["deadlines"]), figures["deadlines"], labels)
    _timings(card_on(figure, (_MARGIN, 692, half, 318), labels["timings"]), figures["timings"], labels)
    _ratings(card_on(figure, (right, 692, half, 318), labels["ratings_title"]), figures["ratings"], labels)
    _course(card_on(figure, (_MARGIN, 1038, full, 284), labels["course"]), figures["course"], labels)
    return _png(figure)


def _attainment(fields: list[dict[str, Any]], labels: dict[str, str]) -> bytes:
    """A field for each contract, two beside each other; as high as they need."""
    heights = [72 + 62 * max(len(field["clocks"]), 2) + 22 for field in fields]
    rows = [max(heights[place : place + 2]) for place in range(0, len(fields), 2)]
    top = 124.0
    height = top + sum(row + _MARGIN for row in rows)
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    page = area_of(figure, (0, 0, WIDTH, height))
    write(page, _MARGIN + 4, 44, labels["title"], LARGE + 3, width=WIDTH - 2 * _MARGIN - 8, bold=True)
    for color, words, x in (
        (BLUE, labels["kept"], _MARGIN + 14),
        (VERMILLION, labels["missed"], _MARGIN + 204),
    ):
        bar_on(page, x - 10, 94, 20, 20, color)
        write(page, x + 20, 94, words, SMALL * 0.9, color=SOFT)
    half = (WIDTH - 3 * _MARGIN) / 2
    for place, field in enumerate(fields):
        alone = place == len(fields) - 1 and place % 2 == 0
        left = _MARGIN + (place % 2) * (half + _MARGIN)
        box = (left, top, WIDTH - 2 * _MARGIN if alone else half, rows[place // 2])
        _field(card_on(figure, box, ""), field, labels)
        if place % 2:
            top += rows[place // 2] + _MARGIN
    return _png(figure)


def _field(card: Card, field: dict[str, Any], labels: dict[str, str]) -> None:
    room, right = card.width - 2 * _PAD, card.width - _PAD
    color = VERMILLION if field["late"] else BLUE
    share = write(card.area, right, 40, field["share"], NORMAL, color=color, ha="right", bold=True)
    taken = wide(share) + 16 if field["share"] else 0
    write(card.area, _PAD, 40, field["title"], NORMAL, width=room - taken, bold=True)
    if not field["clocks"]:
        empty_on(card, labels["deadlines_empty"])
    for place, (name, kept, missed) in enumerate(field["clocks"]):
        _promise(card, 72 + 62 * (place + 0.5), (name, kept, missed), 16)


def _png(figure: Figure) -> bytes:
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


class Card:
    """A white field with a title; `area` is what is left for the panel, in pixels from its top left."""

    def __init__(self, figure: Figure, box: Box, area: Axes) -> None:
        self.figure, self.box, self.area = figure, box, area
        self.width, self.height = box[2], box[3]


def area_of(figure: Figure, box: Box) -> Axes:
    """The part of a figure at a box, in pixels from its top left."""
    x, y, width, height = box
    across, down = figure.get_size_inches() * DPI
    axes = figure.add_axes((x / across, 1 - (y + height) / down, width / across, height / down))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return axes


def card_on(figure: Figure, box: Box, title: str) -> Card:
    """A white field with a title."""
    area = area_of(figure, box)
    area.add_patch(
        FancyBboxPatch(
            (10, 10), box[2] - 20, box[3] - 20, boxstyle="round,pad=10,rounding_size=18", fc=CARD, ec="none"
        )
    )
    if title:
        write(area, _PAD, 40, title, NORMAL, width=box[2] - 2 * _PAD, bold=True)
    return Card(figure, box, area)


def write(
    area: Axes,
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    width: float | None = None,
    color: str = INK,
    ha: str = "left",
    bold: bool = False,
) -> Text:
    """Words at a point, vertically centred; what is wider than `width` is written smaller, then cut."""
    words = "".join(char for char in words if _GLYPHS.get_char_index(ord(char)))
    # Only one weight of the font is at hand: a thin outline of the same colour makes the other.
    effects = [withStroke(linewidth=size / 42, foreground=color)] if bold else None
    written = area.text(
        x, y, words, fontproperties=_FONT, fontsize=size * 72 / DPI, color=color, ha=ha, va="center_baseline",
        path_effects=effects,
    )  # fmt: skip
    if width is not None:
        smallest = min(size, max(SMALL * 0.8, size / 3))
        while wide(written) > width:
            if size > smallest:
                size *= 0.94
                written.set_fontsize(size * 72 / DPI)
            elif len(words) > 1:
                words = words[:-1]
                written.set_text(f"{words}…")
            else:
                break
    return written


def wide(written: Text) -> float:
    """Its width in pixels."""
    return float(written.get_window_extent().width)


def _number(value: int) -> str:
    return f"{value:,}"


def empty_on(card: Card, words: str) -> None:
    """Words in the middle of a field that has nothing to show."""
    middle = 40 + (card.height - 40) / 2
    write(
        card.area, card.width / 2, middle, words, NORMAL, width=card.width - 2 * _PAD, color=SOFT, ha="center"
    )


def bar_on(area: Axes, x: float, y: float, width: float, height: float, color: str) -> None:
    """A bar that begins at x and is centred on y."""
    area.barh(y, max(width, 0), height=height, left=x, color=color, linewidth=0)


def _tiles(
    figure: Figure, figures: dict[str, Any], labels: dict[str, str], top: float, height: float
) -> None:
    width = (WIDTH - 4 * _MARGIN) / 3
    for place, name in enumerate(("opened", "closed", "open")):
        card = card_on(figure, (_MARGIN + place * (width + _MARGIN), top, width, height), labels[name])
        inner = width - 2 * _PAD
        warn = name == "open" and figures["overdue"]
        count = figures["counts"][name]
        write(card.area, _PAD, 110, _number(count), 86, width=inner, bold=True, color=BLUE)
        write(
            card.area, _PAD, height - 32, labels[f"{name}_note"], SMALL, width=inner,
            color=VERMILLION if warn else SOFT, bold=bool(warn),
        )  # fmt: skip


def _rows(card: Card, count: int) -> list[float]:
    top, bottom = 72, card.height - 22
    step = min((bottom - top) / max(count, 1), 74)
    return [top + step * (place + 0.5) for place in range(count)]


def _levels(card: Card, rows: list[tuple[str, int, int]], labels: dict[str, str]) -> None:
    if not rows:
        empty_on(card, labels["levels_empty"])
        return
    most = max(count for _, count, _ in rows)
    left, number = 150, 110
    room = card.width - left - number - _PAD
    for y, (name, count, severity) in zip(_rows(card, len(rows)), rows, strict=True):
        write(card.area, _PAD, y, name, SMALL, width=left - _PAD - 10)
        bar_on(card.area, left, y, room * count / most, 28, LEVELS[severity])
        write(card.area, left + room * count / most + 12, y, _number(count), SMALL, width=number, bold=True)


def _deadlines(card: Card, rows: list[tuple[str, int, int]], labels: dict[str, str]) -> None:
    if not rows:
        empty_on(card, labels["deadlines_empty"])
        return
    legend_on(card, ((BLUE, labels["kept"]), (VERMILLION, labels["missed"])))
    tight = len(rows) > 3
    for y, row in zip(_rows(card, len(rows)), rows, strict=True):
        _promise(card, y, row, 14 if tight else 20)


def _promise(card: Card, y: float, row: tuple[str, int, int], height: float) -> None:
    """A promise's name, how often it was kept, and a bar of both below."""
    room, (name, kept, missed) = card.width - 2 * _PAD, row
    share = kept / (kept + missed)
    words = f"{_number(kept)} / {_number(kept + missed)}"
    write(card.area, _PAD, y - 16, name, SMALL, width=room * 0.45)
    write(
        card.area, card.width - _PAD, y - 16, words, SMALL, width=room * 0.52, ha="right", bold=True,
        color=VERMILLION if missed else INK,
    )  # fmt: skip
    bar = y + height
    bar_on(card.area, _PAD, bar, room * share, height, BLUE)
    if missed:
        # One missed of thousands must still be seen.
        seen = max(room * (1 - share), 8)
        bar_on(card.area, _PAD + room - seen, bar, seen, height, VERMILLION)


def legend_on(card: Card, entries: tuple[tuple[str, str], ...]) -> None:
    """What the colours mean, at the right of the title."""
    x = card.width - _PAD
    for color, words in reversed(entries):
        written = write(card.area, x, 40, words, SMALL * 0.9, color=SOFT, ha="right")
        x -= wide(written) + 28
        bar_on(card.area, x, 40, 20, 20, color)
        x -= 18


def _timings(card: Card, rows: list[dict[str, Any]], labels: dict[str, str]) -> None:
    if not rows:
        empty_on(card, labels["timings_empty"])
        return
    room, right = card.width - 2 * _PAD, card.width - _PAD
    shares = [row["p90_share"] or 0 for row in rows]
    # The line of the promise stands still, unless something took more than one and a half times as long.
    longest = min(max(1.5, *shares, 0), 3)
    line = _PAD + room / longest
    promised = any(row["p90_share"] is not None for row in rows)
    if promised:
        written = write(card.area, right, 40, labels["promise"], SMALL * 0.9, color=SOFT, ha="right")
        mark = right - wide(written) - 12
        card.area.plot([mark, mark], [26, 54], color=INK, linewidth=3)
    for place, row in enumerate(rows):
        y = 92 + place * 114
        write(card.area, _PAD, y, row["name"], SMALL, width=room * 0.3, bold=True)
        for drop, share in ((0, "median"), (34, "p90")):
            write(
                card.area, right, y + drop, row[share], SMALL * 0.93, width=room * 0.68, ha="right", color=SOFT
            )  # fmt: skip
        if row["p90_share"] is None:
            continue
        bar = y + 68
        bar_on(card.area, _PAD, bar, room, 18, PAPER)
        for share, kept, late in (("p90_share", SKY, ORANGE), ("median_share", BLUE, VERMILLION)):
            color = late if row[share] > 1 else kept
            bar_on(card.area, _PAD, bar, room * min(row[share] / longest, 1), 18, color)
        card.area.plot([line, line], [bar - 11, bar + 13], color=INK, linewidth=3)


def _ratings(card: Card, counts: list[int], labels: dict[str, str]) -> None:
    if not sum(counts):
        empty_on(card, labels["ratings_empty"])
        return
    left, number = 62, 110
    room = card.width - left - number - _PAD
    for y, stars in zip(_rows(card, 5), (5, 4, 3, 2, 1), strict=True):
        count = counts[stars - 1]
        length = room * count / max(counts)
        write(card.area, _PAD, y, str(stars), SMALL)
        bar_on(card.area, left, y, length, 26, BLUE if stars > 3 else SKY if stars == 3 else VERMILLION)
        write(
            card.area, left + length + 12, y, _number(count), SMALL, width=number, bold=bool(count),
            color=INK if count else SOFT,
        )  # fmt: skip


def _course(card: Card, bars: list[tuple[str, int, int, int]], labels: dict[str, str]) -> None:
    if not any(opened or closed or missed for _, opened, closed, missed in bars):
        empty_on(card, labels["course_empty"])
        return
    legend_on(card, ((BLUE, labels["opened"]), (ORANGE, labels["closed"]), (VERMILLION, labels["missed"])))
    floor, ceiling = card.height - 62, 98
    most = max(max(bar[1:]) for bar in bars)
    numbered = len(bars) <= 7 and most < 1000
    left = _PAD
    if not numbered:
        # Too many bars, or too large figures, for a number on each: the tallest gives the measure.
        scale = write(card.area, _PAD, ceiling, _number(most), SMALL * 0.86, color=SOFT, width=120)
        left = int(_PAD + wide(scale) + 14)
        card.area.plot([left, card.width - _PAD], [ceiling, ceiling], color=FAINT, linewidth=2, zorder=1)
    step = (card.width - left - _PAD) / len(bars)
    # With 25 hours not every one has room for its number.
    every = max(1, round(len(bars) / 9))
    for place, (tick, *counts) in enumerate(bars):
        centre = left + step * (place + 0.5)
        thick = min(step * 0.27, 34)
        for i, (count, color) in enumerate(zip(counts, (BLUE, ORANGE, VERMILLION), strict=True)):
            height = (floor - ceiling) * count / most
            x = centre + (i - 1) * thick
            card.area.bar(x, -height, width=thick * 0.94, bottom=floor, color=color, linewidth=0)
            if count and numbered:
                write(
                    card.area, x, floor - height - 16, _number(count), SMALL * 0.82, ha="center", color=SOFT
                )
        if place % every == 0:
            write(card.area, centre, floor + 28, tick, SMALL * 0.93, ha="center", color=SOFT)
    card.area.plot([left, card.width - _PAD], [floor, floor], color=FAINT, linewidth=2)


def main() -> None:
    """Reads `[figures, labels]` from standard input, writes the PNG to standard output."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
