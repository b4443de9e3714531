"""A theme file: the colours, the logo and the words in which a client sees the results.

`theme: 1`, and what differs from our look: `name`, `accent`, `colours` of base and candidates,
`logo`, `words`. Colours are '#rrggbb' in quotes; `words: neutral` takes the shipped table.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sim.base.units import shown
from sim.scenario.documents import Keys
from sim.scenario.fields import Tree, parameter
from sim.scenario.reading import Sort, read_file
from sim.scenario.study.notes import Notes

THEME = Sort("theme", "'theme: 1' and what differs from our look", "acme.yaml")
NEUTRAL = Path(__file__).with_name("neutral_words.yaml")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 1_000_000
MOST_PHRASES = 500


class ColourKeys(Tree):
    """Colours of scenarios."""

    base: Any = parameter("")
    """Of the base."""
    candidates: tuple[Any, ...] = parameter(())
    """Of the candidates, in their order; where there are more of them, ours follow."""


class ThemeKeys(Tree):
    """The keys of a theme file."""

    theme: Literal[1] = parameter(...)
    """Version of the file format."""
    name: str = parameter("")
    """Of the client, for the head of page and deck."""
    accent: Any = parameter("")
    """Colour of headings and rules."""
    colours: dict[str, Any] = parameter({})
    """Colours of scenarios."""
    logo: str = parameter("")
    """A PNG beside the theme file."""
    words: Any = parameter({})
    """`neutral`, or a mapping from our phrases to the client's."""


class Look(NamedTuple):
    """A checked theme file: colours as '#rrggbb' in small letters, the logo as bytes."""

    name: str
    accent: str
    base: str
    candidates: tuple[str, ...]
    logo: bytes
    words: tuple[tuple[str, str], ...]


def read_theme(file: str | Path) -> Look:
    """The theme in `file`. Raises InputError with every fault and its place."""
    path = Path(file)
    notes = Notes(read_file(path, str(file), THEME))
    keys, faulty = notes.keys(ThemeKeys, notes.document.data, ())
    given = {} if "colours" in faulty else keys.colours
    colours, wrong = notes.keys(ColourKeys, given, ("colours",), "colours")
    several = () if "candidates" in wrong else colours.candidates
    every: list[tuple[Keys, Any]]
    every = [(("accent",), keys.accent), (("colours", "base"), colours.base)]
    every += [(("colours", "candidates", i), one) for i, one in enumerate(several)]
    accent, base, *candidates = [_colour(notes, place, value) for place, value in every]
    logo = _logo(notes, path.parent, keys.logo)
    words = _words(notes, keys.words)
    notes.check()
    return Look(keys.name, accent, base, tuple(candidates), logo, words)


def neutral() -> dict[str, str]:
    """The shipped words that accuse nobody: our phrase -> a neutral one."""
    found: dict[str, str] = read_file(NEUTRAL, NEUTRAL.name).data
    return found


def _note(notes: Notes, place: Keys, message: str) -> None:
    notes.add(notes.spot(place), ".".join(map(str, place)), message)


def _colour(notes: Notes, place: Keys, value: Any) -> str:
    if value == "" or (isinstance(value, str) and COLOUR.fullmatch(value)):
        return str(value).lower()
    quotes = "" if isinstance(value, str) else ", in quotes, since # begins a comment"
    message = f"{shown(value)} is not a colour: # and six hex digits, such as '#0b5fa5'{quotes}"
    spot = notes.spot(place, key=value is None)
    notes.add(spot, ".".join(map(str, place)), message)
    return ""


def _logo(notes: Notes, folder: Path, name: str) -> bytes:
    """The bytes of the logo; what is wrong with it is noted."""
    if not name:
        return b""
    try:
        size = (folder / name).stat().st_size
        data = (folder / name).read_bytes() if size <= MOST_BYTES else b""
    except (OSError, ValueError):
        _note(notes, ("logo",), f"there is no file {name} that can be read: a PNG beside the theme")
        return b""
    if size > MOST_BYTES:
        _note(notes, ("logo",), f"{size:,} bytes are too many: at most {MOST_BYTES:,}")
    elif not data.startswith(PNG):
        _note(notes, ("logo",), f"{name} is not a PNG: a PNG beside the theme")
    return data


def _words(notes: Notes, given: Any) -> tuple[tuple[str, str], ...]:
    """Pairs of phrases, ours first."""
    if given == "neutral":
        return tuple(neutral().items())
    if not isinstance(given, dict):
        message = f"{shown(given)} is not allowed: neutral, or a mapping such as {{hero: helper}}"
        _note(notes, ("words",), message)
        return ()
    if len(given) > MOST_PHRASES:
        _note(notes, ("words",), f"{len(given):,} phrases are too many: at most {MOST_PHRASES}")
    for ours, theirs in given.items():
        if not str(ours).strip() or not isinstance(theirs, str) or not theirs.strip():
            _note(notes, ("words", ours), f"{shown(theirs)} is not allowed: a phrase, in quotes")
    return tuple((str(ours).strip(), str(theirs).strip()) for ours, theirs in given.items())
