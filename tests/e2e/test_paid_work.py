"""Paid work over real HTTP: prices before the work, the customer's yes, and the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import DOWN, ENGINEERS, FRIDAY, LINA, MANAGERS, SARAH, played
from views.callbacks import base36 as b36

PRICES = """warranties = [{ what = "hardware", until = 2026-11-01 }]
prices = [
    { item = { zh = "上门检修", en = "Repair on site" }, price = 300, unit = { zh = "次", en = "visit" } },
    { item = "4 TB", price = 899.50, unit = { zh = "块", en = "piece" } },
]
"""


def after_warranty(config: str) -> str:
    """The school's warranty is over and it has a price list."""
    return config.replace('sites = ["食堂一楼", "食堂二楼"]\n', f'sites = ["食堂一楼", "食堂二楼"]\n{PRICES}')


@pytest.mark.both_databases
async def test_prices_come_before_paid_work_and_the_customers_yes_lets_it_begin(tmp_path: Path) -> None:
    async with played(tmp_path, at=FRIDAY) as desk:
        await desk.restart(settings=after_warranty)
        number = await desk.report(LINA, "监控平台登不上去了，全校一个画面都没有", DOWN)
        engineer = desk.on_duty[0]
        await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
        await desk.step.advance(10)
        thread = await desk.thread(number)
        assert desk.said(LINA, "收费服务：硬件设备已过质保")
        assert desk.said(ENGINEERS, "客户同意报价前不能开工", thread)
        answer = await desk.press(engineer, f"do.{b36(number)}.arr", chat=ENGINEERS)
        assert answer["alert"]
        assert "客户同意报价后才能开工" in answer["text"]
        await desk.step.advance(10)
        assert desk.said(MANAGERS, "客户还没有同意报价")
        await desk.press(engineer, "tw", words="报价", chat=ENGINEERS)
        await desk.step.advance(5)
        await desk.press(engineer, "fm", words="上门检修", chat=ENGINEERS)
        await desk.step.advance(5)
        await desk.press(engineer, "fm", words="4 TB", chat=ENGINEERS)
        await desk.step.advance(5)
        await desk.press(engineer, "fm", words="发给客户", chat=ENGINEERS)
        await desk.step.advance(10)
        offer = desk.said(LINA, "合计 1,199.50 CNY")
        assert offer
        assert "上门检修：300.00 CNY／次 × 1 = 300.00 CNY" in desk.texts(LINA)[-1] + desk.texts(LINA)[-2]
        yes = next(data for _, words, data in desk.buttons(LINA) if words == "✅ 同意")
        foreign = await desk.press_data(SARAH, offer[0], yes)
        assert foreign["alert"], "another customer answers for nobody"
        await desk.press(LINA, "tp", words="同意", ending=".y")
        await desk.step.advance(10)
        assert desk.said(ENGINEERS, "可以开工", thread)
        again = await desk.press_data(LINA, offer[0], yes)
        assert again["alert"]
        arrived = await desk.press(engineer, f"do.{b36(number)}.arr", chat=ENGINEERS)
        assert not arrived["alert"]
        await desk.step.advance(10)
        ticket = await desk.ticket(number)
        assert ticket.state == "onsite"
        assert ticket.agreed[0]["items"][0]["price"] == "300"
        assert desk.said(LINA, "客户同意 1,199.50 CNY")
