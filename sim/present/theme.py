"""A client's look: colours of scenarios, an accent, a logo, and words that people of the house use.

Blue and orange for better and worse stay as they are: they are told apart by everybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

Words = tuple[tuple[str, str], ...]


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
    words: Words = ()

    def said(self, text: str) -> str:
        """`text` in the client's words; a capital at the beginning of a phrase stays one.

        The longest phrase wins, a dotted path (`burnout.line`) keeps its words, and what is in the
        client's words already stays as it is, so that a text may be said twice.
        """
        if not self.words:
            return text
        theirs = _theirs(self.words)
        return _pattern(self.words).sub(lambda found: _like(found[0], theirs), text)


@cache
def _theirs(words: Words) -> dict[str, str]:
    """What stands for each phrase, in small letters; their own phrases stand for themselves."""
    return {
        **{theirs.casefold(): "" for _, theirs in words},
        **{ours.casefold(): theirs for ours, theirs in words},
    }


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    phrases = sorted(_theirs(words), key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases if phrase)
    return re.compile(rf"(?<!\w)(?<!\w\.)(?:{either})(?!\w|\.\w)", re.IGNORECASE)


def _like(found: str, words: dict[str, str]) -> str:
    theirs = words[" ".join(found.casefold().split())]
    if not theirs:
        return found
    return theirs[:1].upper() + theirs[1:] if found[:1].isupper() else theirs


PLAIN = Theme()
