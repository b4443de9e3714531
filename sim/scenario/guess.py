"""Did-you-mean: the known name that a misspelt one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name most like `word` (0-1 as `difflib` measures), or None."""
    names = [str(name) for name in known]
    plain = word.lower().replace("-", "_").replace(" ", "_")
    if plain in names and plain != word:
        return plain
    found = get_close_matches(word[:80], names, 1, likeness)
    return found[0] if found else None


def meant(word: str, known: Iterable[str]) -> str:
    """' (did you mean NAME?)', or nothing."""
    found = nearest(word, known)
    return f" (did you mean {found}?)" if found else ""
