"""Makes the report of an inspection: figures, labels and photos as JSON in, PDF out; run by `bot.drawing.Painter`.

A process of its own: photos come from outside and are opened here, and typesetting takes a second or two.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from PIL import Image, ImageOps

_TEMPLATE = Path(__file__).with_name("inspection.typ")
_LARGEST_SIDE = 1280
_QUALITY = 82
_MOST_PIXELS = 60_000_000
"""What a phone takes; a picture that claims more is meant to fill the memory."""


def draw(figures: dict[str, Any], labels: dict[str, str]) -> bytes:
    """The sheet as PDF. `figures["pictures"]` are photos in base64, null for one that could not be had."""
    with tempfile.TemporaryDirectory(prefix="faultline-report-") as name:
        folder = Path(name)
        files = [_put(folder, place, data) for place, data in enumerate(figures.pop("pictures", []))]
        given = {"figures": figures, "labels": labels, "files": files}
        (folder / "data.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        sheet = folder / "sheet.typ"
        sheet.write_bytes(_TEMPLATE.read_bytes())
        fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
        made = typst.compile(
            sheet, root=folder, font_paths=[fonts], ignore_system_fonts=True, format="pdf"
        )  # fmt: skip
        assert isinstance(made, bytes)
        return made


def _put(folder: Path, place: int, data: str | None) -> str | None:
    """The name of the file that holds a photo, upright and small enough; None if it is no picture."""
    if data is None:
        return None
    small = shrunk(base64.b64decode(data))
    if small is None:
        return None
    name = f"photo-{place}.jpg"
    (folder / name).write_bytes(small)
    return name


def shrunk(data: bytes) -> bytes | None:
    """A picture as JPEG with at most 1280 pixels a side, turned upright; None if it is none that can be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    return None
                opened.draft("RGB", (_LARGEST_SIDE, _LARGEST_SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
        upright.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def main() -> None:
    """Read figures and labels, write the PDF."""
    figures, labels = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(figures, labels))


if __name__ == "__main__":
    main()
