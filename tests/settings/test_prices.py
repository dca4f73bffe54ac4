"""The price list of a contract: what a good one becomes, and a line for each mistake in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk import desk_of
from bot.settings import load_with_doubts
from tests.settings.conftest import GOOD, Load, Wrong

HEAD = 'preset = "canteen-video"\n'
LIST = """\
currency = "EUR"
[[contracts.prices]]
item = { zh = "上门检修", en = "Repair" }
price = 300
unit = { zh = "次", en = "visit" }
[[contracts.prices]]
item = "4 TB"
price = 99.9
unit = "piece"
"""


def with_list(**changes: str) -> str:
    text = GOOD.replace(HEAD, HEAD + LIST)
    for old, new in changes.items():
        assert LISTED[old] in text
        text = text.replace(LISTED[old], new)
    return text


LISTED = {
    "price": "price = 99.9", "item": 'item = "4 TB"', "unit": 'unit = "piece"', "currency": 'currency = "EUR"',
    "both": '{ zh = "次", en = "visit" }',
}  # fmt: skip


def test_a_price_list_is_part_of_the_contracts_service(read: Load) -> None:
    desk = desk_of(read(with_list()), Path())
    service = desk.service["C-01"]
    assert service.currency == "EUR"
    assert [(dict(one.item), one.price) for one in service.prices] == [
        ({"zh": "上门检修", "en": "Repair"}, Decimal("300")),
        ({"zh": "4 TB", "en": "4 TB"}, Decimal("99.9")),
    ]


@pytest.mark.parametrize(
    ("key", "written", "line"),
    [
        ("price", 'price = "dear"', 'contracts.prices.price: must be an amount such as 300 or 99.50, not "dear"'),
        ("price", "price = true", "contracts.prices.price: must be an amount such as 300 or 99.50, not true"),
        ("price", "price = -1", "contracts.prices.price: must be an amount from 0 to 9999999.99 with at most two "
         "decimals, not -1"),
        ("price", "price = nan", "contracts.prices.price: must be an amount from 0 to 9999999.99 with at most two "
         "decimals, not nan"),
        ("price", "price = 9.999", "contracts.prices.price: must be an amount from 0 to 9999999.99 with at most two "
         "decimals, not 9.999"),
        ("price", "", "contracts.prices.price: is missing: an amount such as 300 or 99.50"),
        ("item", "item = 5", "contracts.prices.item: must be a text, or { zh = ..., en = ... }, not 5"),
        ("item", 'item = " "', "contracts.prices.item.zh: must not be empty"),
        ("item", 'item = "上门检修"', 'contracts.prices: "上门检修" stands there twice'),
        ("unit", "units = 5", 'contracts.prices.units: is not a setting; did you mean "unit"?'),
        ("both", '{ zh = "次" }', "contracts.prices.unit.en: is missing: a text"),
        ("currency", 'currency = "euro"', 'contracts.currency: must be three letters such as "CNY", not "euro"'),
    ],
)  # fmt: skip
def test_a_mistake_in_the_list_names_file_line_and_key(
    wrong: Wrong, key: str, written: str, line: str
) -> None:
    found = wrong(with_list(**{key: written}))
    assert any(one.endswith(line) for one in found), found
    assert all(one.startswith("config.toml:") and not one.startswith("config.toml:1:") for one in found)


def test_warranties_without_a_price_list_deserve_a_look(file: Path) -> None:
    file.write_text(
        GOOD.replace(HEAD, f'{HEAD}warranties = [{{ what = "hardware", until = 2027-06-30 }}]\n'),
        encoding="utf-8",
    )
    doubts = load_with_doubts(file, {})[1]
    assert len(doubts) == 1
    assert "config.toml:22: contracts.warranties: there is no price list" in doubts[0]


def test_a_list_that_no_phone_can_show_is_refused(wrong: Wrong) -> None:
    items = "".join(
        f'[[contracts.prices]]\nitem = "{number}"\nprice = 1\nunit = "1"\n' for number in range(41)
    )
    found = wrong(GOOD.replace(HEAD, HEAD + items))
    assert found == (
        "config.toml:22: contracts.prices: has 41 items; at most 40 can be chosen from on a phone",
    )
