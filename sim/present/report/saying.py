"""A page in the client's words: every text of it, and no code, path or script."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_SILENT = re.compile(r"(<(?:script|style|code|pre)\b.*?</(?:script|style|code|pre)>)", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_SPOKEN = re.compile(r'\b(aria-label|alt|data-name|content|placeholder)="([^"]*)"')


def said_in(page: str, said: Callable[[str], str]) -> str:
    """The page with `said` over its texts and over the attributes that are read out.

    The page is one of ours: its scripts, sheets, code and preformatted texts are not nested.
    """
    parts = _SILENT.split(page)
    parts[::2] = [_outside(part, said) for part in parts[::2]]
    return "".join(parts)


def _outside(part: str, said: Callable[[str], str]) -> str:
    tokens = _TAG.split(part)
    tokens[::2] = [_text(token, said) for token in tokens[::2]]
    tokens[1::2] = [
        _SPOKEN.sub(lambda m: f'{m[1]}="{_text(m[2], said)}"', tag) if "=" in tag else tag
        for tag in tokens[1::2]
    ]
    return "".join(tokens)


def _text(text: str, said: Callable[[str], str]) -> str:
    plain = html.unescape(text)
    new = said(plain)
    return text if new == plain else html.escape(new)
