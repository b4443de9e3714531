"""Reorganisations: a role table that changes while people work, and what that costs them."""
