"""What all sections of the settings have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of the file: it does not change, and what it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")
