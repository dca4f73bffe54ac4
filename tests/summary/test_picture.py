from __future__ import annotations

import ast
import asyncio
import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.drawing import Painter
from tests.summary.samples import ALL, DAY, WEEK, ZONE
from views.charts import draw
from views.summary_picture import picture

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(ALL))
def test_every_summary_has_a_picture_for_a_phone(name, language):
    figures, labels = json.loads(json.dumps(picture(ALL[name], language, ZONE)))
    image = Image.open(io.BytesIO(draw(figures, labels)))
    assert (image.format, image.size) == ("PNG", (1080, 1350))


def test_a_name_in_foreign_letters_or_with_emoji_is_drawn_without_complaint():
    figures, labels = picture(WEEK, "en", ZONE)
    assert draw(figures, labels | {"customer": "🏥 อาคาร $x_1$ \n"})


def test_levels_beyond_the_fifth_are_drawn_together():
    levels = picture(WEEK, "en", ZONE)[0]["levels"]
    assert [name for name, _, _ in levels] == ["Level 1", "Level 2", "Level 3", "Level 4", "Others"]
    assert sum(count for _, count, _ in levels) == WEEK.open_now


def test_a_level_keeps_its_colour_whatever_else_is_open():
    assert picture(DAY, "en", ZONE)[0]["levels"][1] == ("Level 2", 4, 1)


async def test_the_painter_draws_in_another_process(monkeypatch):
    monkeypatch.setenv("FAULTLINE__TELEGRAM__TOKEN", "secret")
    painter = Painter()
    png = await painter.draw(*picture(DAY, "zh", ZONE))
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert "FAULTLINE__TELEGRAM__TOKEN" not in painter._environment()
    painter.close()
    painter.close()


async def test_a_painter_that_fails_leaves_the_text_alone(caplog):
    painter = Painter(command=("-c", "raise SystemExit('no paint')"))
    with caplog.at_level(logging.WARNING):
        assert await painter.draw({}, {}) is None
    assert "no paint (exit 1)" in caplog.text
    assert await Painter(command=("-c", "print('not a picture')")).draw({}, {}) is None
    painter.close()


HANGS = ("-c", "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)")


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_a_painter_that_hangs_is_ended(tmp_path, caplog):
    painter = Painter(timeout=1, command=(*HANGS, str(tmp_path / "pid")))
    assert await painter.draw({}, {}) is None
    assert "nothing after 1 s" in caplog.text
    assert gone(int((tmp_path / "pid").read_text()))
    painter.close()


async def test_a_cancelled_summary_leaves_no_process_behind(tmp_path):
    pid = tmp_path / "pid"
    os.mkfifo(pid)
    painter = Painter(command=(*HANGS, str(pid)))
    task = asyncio.create_task(painter.draw({}, {}))
    started = await asyncio.to_thread(pid.read_text)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert gone(int(started))
    painter.close()


def test_the_desk_itself_never_loads_matplotlib():
    modules = "bot.drawing, storage.summary, views.summary, views.summary_picture"
    code = f"import sys, {modules}; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_only_the_charts_import_matplotlib_and_nothing_else_imports_the_charts():
    charts = {ROOT / "views" / "charts.py", *(ROOT / "views").glob("*_chart.py")}
    names = {f"views.{path.stem}" for path in charts}
    for folder in ("bot", "handlers", "schedules", "storage", "views", "domain"):
        for path in set((ROOT / folder).rglob("*.py")) - charts:
            found = imports(path)
            assert not names & found, path
            assert not any(name.split(".")[0] == "matplotlib" for name in found), path
