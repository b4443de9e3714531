"""How much room text takes, so that slides are filled and never overfilled.

Nobody but PowerPoint knows it exactly; these are the widths of Arial, with a little to spare.
"""

from __future__ import annotations

from collections.abc import Sequence

from sim.present.native.looks import wide

LEADING = 1.2
SPARE = 1.03


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that a line of text takes."""
    words = text.split(" ")
    gaps = len(words) - 1
    return SPARE * (sum(wide(word, size, bold=bold) for word in words) + gaps * 0.278 * size / 72)


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines that a text takes on a width; a longer word is broken."""
    count, used, gap = 1, 0.0, 0.278 * size / 72
    for word in text.split(" "):
        need = SPARE * wide(word, size, bold=bold)
        if used and used + gap + need > width:
            count, used = count + 1, 0.0
        if need > width:
            count += int(need // width)
            need %= width
        used += need + (gap if used else 0.0)
    return count


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Inches that a paragraph takes."""
    return lines_of(text, width, size, bold=bold) * size * LEADING / 72


def fitting(
    text: str, width: float, lines: int, sizes: Sequence[float], *, bold: bool = False
) -> float | None:
    """The first of `sizes` at which a text needs at most so many lines; None where none does."""
    return next((s for s in sizes if lines_of(text, width, s, bold=bold) <= lines), None)


def shortened(text: str, width: float, lines: int, size: float, *, bold: bool = False) -> str:
    """`text`, cut with an ellipsis where it needs more lines."""
    if lines_of(text, width, size, bold=bold) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        shorter = text[:middle].rstrip() + "\u2026"
        if lines_of(shorter, width, size, bold=bold) <= lines:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "\u2026"
