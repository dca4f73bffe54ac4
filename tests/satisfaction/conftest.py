from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engineers.office import Office, open_office
from tests.satisfaction.bureau import bureau_desk


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office(bureau_desk())
