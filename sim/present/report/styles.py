"""Styles of charts as classes of the page: no attribute of an element carries a style.

A policy that allows one style sheet by its hash forbids style attributes; and a few dozen rules
said once are smaller than thousands of attributes.
"""

from __future__ import annotations

import re

ALWAYS = ":where(.plot svg *) { stroke-linejoin: round; stroke-linecap: butt; }"
"""What matplotlib says for every element of a chart; any class says more."""


class Classes:
    """The styles seen so far, each with the name of its class, in the order of their coming."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def taken(self, svg: str) -> str:
        """A chart whose style attributes are classes, and which brings no sheet of its own."""
        text = re.sub(r"<style[^>]*>.*?</style>\s*", "", svg, flags=re.DOTALL)
        return re.sub(r' style="([^"]*)"', lambda m: f' class="{self._name(m[1])}"', text)

    def sheet(self) -> str:
        """The rules of all classes."""
        rules = [f".{name} {{ {style} }}" for style, name in self._names.items()]
        return "\n".join([ALWAYS, *rules])

    def _name(self, style: str) -> str:
        return self._names.setdefault(style, f"s{len(self._names)}")
