"""The visible ledger: what leaders can know of the organisation, beside what is true.

`reports` makes reported health, `hours` keeps the hours that leaders know of, `ledger` holds both,
`look` makes the object that decisions are taken on, `rows` writes decisions down. Nothing here
moves the truth: what leaders do with what they see is `leadership.decide`.
"""
