"""Two small exports, and how tests write them down and read what is refused."""

from datetime import date

import pytest

from sim.base.faults import InputError

ACCOUNTS = """account_id,industry,country,plan_tier,seats,is_trial,churn_flag
A-1,EdTech,US,Basic,9,FALSE,FALSE
A-2,FinTech,IN,Pro,18,FALSE,TRUE
A-3,DevTools,UK,Pro,1,TRUE,FALSE
A-4,DevTools,UK,Pro,1,FALSE,FALSE
"""
SUBSCRIPTIONS = """subscription_id,account_id,start_date,end_date,plan_tier,seats,arr_amount,\
is_trial,churn_flag,billing_frequency,auto_renew_flag
S-1,A-1,15-01-2023,,Basic,9,12000,FALSE,FALSE,annual,TRUE
S-2,A-1,31-05-2024,,Pro,10,120000,FALSE,FALSE,annual,FALSE
S-3,A-2,01-03-2024,,Pro,18,30000,FALSE,FALSE,monthly,TRUE
S-4,A-2,01-06-2024,30-06-2024,Pro,18,40000,FALSE,TRUE,monthly,TRUE
S-5,A-3,01-02-2024,,Pro,5,500,FALSE,FALSE,monthly,TRUE
S-6,A-3,01-05-2024,,Pro,5,0,TRUE,FALSE,monthly,TRUE
S-7,A-4,01-05-2024,,Pro,5,0,FALSE,FALSE,monthly,TRUE
S-8,A-9,01-05-2024,,Pro,5,700,FALSE,FALSE,monthly,TRUE
S-9,A-1,01-08-2024,,Pro,5,700,FALSE,FALSE,monthly,TRUE
S-1,A-1,15-01-2023,,Basic,9,12000,FALSE,FALSE,annual,TRUE
"""
DAY = date(2024, 6, 30)


def write_exports(folder, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS):
    """Writes the two exports (text or bytes) and gives their paths."""
    files = folder / "accounts.csv", folder / "subscriptions.csv"
    for file, content in zip(files, (accounts, subscriptions), strict=True):
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return files


def faults(call, *args, **kwargs):
    with pytest.raises(InputError) as caught:
        call(*args, **kwargs)
    return str(caught.value).splitlines()
