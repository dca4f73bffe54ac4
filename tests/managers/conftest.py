from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engineers.office import Office, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office()
