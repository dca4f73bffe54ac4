from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engineers.office import Office, open_office
from tests.warranty.samples import covered_desk


@pytest.fixture
def office() -> Iterator[Office]:
    """Hardware was under warranty until yesterday, software is for another year."""
    yield from open_office(covered_desk())
