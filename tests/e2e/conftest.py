"""Where the desks of these tests keep their records."""

from __future__ import annotations

import pytest

from tests import databases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked `both_databases` run on PostgreSQL as well; `--desk-on-postgres` puts all of them there."""
    if metafunc.config.getoption("--desk-on-postgres"):
        metafunc.parametrize("desk_database", [_ON_POSTGRES], indirect=True)
    elif metafunc.definition.get_closest_marker("both_databases"):
        metafunc.parametrize("desk_database", ["sqlite", _ON_POSTGRES], indirect=True)


_ON_POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture(autouse=True)
def desk_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """`played` takes a file unless the test is to run on a server."""
    if getattr(request, "param", "sqlite") == "postgresql":
        monkeypatch.setattr(databases, "server", request.getfixturevalue("postgres_server"))
