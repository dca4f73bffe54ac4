from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engineers.office import open_office
from tests.training.school import School


@pytest.fixture
def school() -> Iterator[School]:
    for office in open_office():
        yield School(office)
