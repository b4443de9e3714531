"""What the dashboard showed, and what those who answer would say, by hand."""

from __future__ import annotations

import math

import pytest

from sim.measures import compute
from sim.tables.results import Key
from tests.measures.worlds import YEAR, world


def weeks(account, health, reported, arr=100.0, **more):
    """Weekly rows of an account from the first week on."""
    return [
        {"time": 7.0 * (k + 1), "account": account, "arr": arr, "health": h, "reported": r, **more}
        for k, (h, r) in enumerate(zip(health, reported, strict=True))
    ]


def churned(account, time, arr):
    return {"time": time, "account": account, "outcome": "churned", "arr_before": arr}


def test_health_and_arr_at_risk_as_reported():
    rows = weeks(0, [0.4, 0.4], [0.7, 0.49], arr=300.0) + weeks(1, [0.9, 0.9], [0.5, 0.6])
    roles = [{"time": 7.0, "role": "csm"}, {"time": 14.0, "role": "csm"}]
    accounts = [{"segment": "enterprise"}, {"segment": "smb"}]
    run = world(14.0, accounts=accounts, weekly_accounts=rows, weekly_roles=roles)
    values = compute(run, ("segment",))
    assert values[Key("health_reported")] == pytest.approx((300 * 1.19 + 100 * 1.1) / 800)
    assert values[Key("health_reported", "segment", "smb")] == pytest.approx(0.55)
    # 300 in the second of two weeks; what lies on the line is healthy.
    assert values[Key("arr_at_risk_visible")] == 150
    assert values[Key("arr_at_risk_true")] == 300


def test_green_churn_looks_ninety_days_back():
    green, red = [0.9] * 26, [0.2] * 26
    rows = (
        weeks(0, red, green)
        # The last report 90 days before day 180 is that of day 84: red until then, green after.
        + weeks(1, red, red[:12] + green[12:])
        + weeks(2, red, green[:12] + red[12:])
        + weeks(3, red, green)
    )
    renewals = [
        churned(0, 180.0, 50.0),
        churned(1, 180.0, 30.0),
        churned(2, 180.0, 20.0),
        churned(3, 80.0, 1000.0),
    ]
    accounts = [{"segment": s} for s in ("smb", "smb", "enterprise", "smb")]
    run = world(YEAR, accounts=accounts, weekly_accounts=rows, renewals=renewals)
    values = compute(run, ("segment", "quarter"))
    # Green on day 84: the accounts of 50 and 20. There is no report 90 days before day 80.
    assert 84 <= 180 - 90 < 91
    assert values[Key("green_churn")] == pytest.approx(0.7)
    assert values[Key("green_churn", "segment", "smb")] == pytest.approx(50 / 80)
    assert math.isnan(values[Key("green_churn", "quarter", "1")])
    assert values[Key("green_churn", "quarter", "2")] == pytest.approx(0.7)


def test_detection_lag_is_censored():
    low = [0.8, 0.4, 0.4, 0.4, 0.4, 0.4]
    rows = (
        # Falls on day 14, seen on day 28: 14 days.
        weeks(0, low, [0.9, 0.9, 0.9, 0.4, 0.4, 0.4])
        # Was reported low before it was: 0 days. It recovers and falls again, seen at once.
        + weeks(1, [0.8, 0.4, 0.8, 0.8, 0.4, 0.4], [0.4, 0.4, 0.8, 0.8, 0.4, 0.4])
        # Recovers after 21 days, unseen: the red report that follows is of a healthy account.
        + weeks(2, [0.8, 0.4, 0.4, 0.4, 0.8, 0.8], [0.9, 0.9, 0.9, 0.9, 0.2, 0.2])
        # Leaves within the week after day 28, unseen.
        + weeks(3, low[:4], [0.9] * 4)
        # Low from the first week on: when it fell was not seen.
        + weeks(4, [0.4] * 6, [0.9] * 6)
        # Falls in the last week.
        + weeks(5, [0.8] * 5 + [0.4], [0.9] * 6)
    )
    accounts = [{"segment": "smb"}] * 5 + [{"segment": "enterprise"}]
    values = compute(world(42.0, accounts=accounts, weekly_accounts=rows), ("segment",))
    # 0, 0, 0+, 14, 21+, 21+: S = 4/6 from 0 on, x 2/3 from 14 on. Area to 21 days.
    assert values[Key("detection_lag")] == pytest.approx(14 * 4 / 6 + 7 * 4 / 6 * 2 / 3)
    assert values[Key("detection_lag", "segment", "enterprise")] == 0
    calm = world(14.0, accounts=[{}], weekly_accounts=weeks(0, [0.8, 0.8], [0.2, 0.2]))
    assert math.isnan(compute(calm)[Key("detection_lag")])


def test_who_trusts_answers_more():
    rows = [
        {"time": 7.0, "account": 0, "health": 0.9, "served": 1.0, "trust": 1.0, "lead": 0},
        {"time": 7.0, "account": 1, "health": 0.3, "served": 0.5, "trust": 0.0, "firm": 0.0},
        # Nobody leads it, so trust in a person counts for nothing; trust in the firm does.
        {"time": 7.0, "account": 2, "health": 0.3, "served": 0.5, "trust": 1.0, "firm": 0.5},
    ]
    values = compute(world(7.0, accounts=[{}, {}, {}], weekly_accounts=rows))
    # 50 %, 10 % and 30 % answer.
    content, cross = 1 + 4 * (0.4 + 0.6 * 0.95), 1 + 4 * (0.4 + 0.6 * 0.4)
    assert values[Key("csat")] == pytest.approx((0.5 * content + 0.4 * cross) / 0.9)
    # Means of 9.4 and 5.8: (9.4 - 8.5) / 1.1 and (6.5 - 5.8) / 1.1 standard deviations.
    promoters, detractors = 0.7934 - 0.0042, 0.7377 - 0.0071
    expected = 100 * (0.5 * promoters - 0.4 * detractors) / 0.9
    assert values[Key("nps")] == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("health", "csat", "nps"), [(0.0, 2.6, -98.85), (1.0, 5.0, 91.3)])
def test_the_ends_of_the_scales(health, csat, nps):
    row = {"time": 7.0, "account": 0, "health": health, "served": health}
    values = compute(world(7.0, accounts=[{}], weekly_accounts=[row]))
    assert values[Key("csat")] == pytest.approx(csat)
    assert values[Key("nps")] == pytest.approx(nps, abs=0.05)


def test_who_is_burned_out_answers_less_and_who_is_away_not_at_all():
    rows = [
        {"time": 7.0, "person": 0, "role": "csm", "burnout": 0.2},
        {"time": 7.0, "person": 1, "role": "csm", "burnout": 0.8},
        {"time": 7.0, "person": 2, "role": "operations", "burnout": 1.0, "away": 5},
    ]
    values = compute(world(7.0, weekly_people=rows), ("role",))
    fresh, tired = 1 + 4 * (0.4 + 0.6 * 0.8), 1 + 4 * (0.4 + 0.6 * 0.2)
    assert values[Key("esat")] == pytest.approx((0.9 * fresh + 0.6 * tired) / 1.5)
    assert math.isnan(values[Key("esat", "role", "operations")])
