"""A client's look: colours of scenarios, an accent, a logo, and words that people of the house use.

Blue and orange for better and worse stay as they are: they are told apart by everybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Theme:
    """How a pack looks. Nothing is set in the plain one.

    name: of the client, for the head of page and deck. accent: colour of headings and rules, as
    '#rrggbb'; '' for ink. base, candidates: colours of scenarios; '' and () for our own. logo: a
    PNG as bytes. words: phrases of ours and what stands for them.
    """

    name: str = ""
    accent: str = ""
    base: str = ""
    candidates: tuple[str, ...] = ()
    logo: bytes = b""
    words: tuple[tuple[str, str], ...] = ()

    def said(self, text: str) -> str:
        """`text` in the client's words; a capital at the beginning of a phrase stays one."""
        for ours, theirs in self.words:
            pattern = rf"\b{re.escape(ours)}\b"
            text = re.sub(pattern, partial(_like, theirs=theirs), text, flags=re.IGNORECASE)
        return text


def _like(found: re.Match[str], theirs: str) -> str:
    return theirs[:1].upper() + theirs[1:] if found[0][:1].isupper() else theirs


PLAIN = Theme()
