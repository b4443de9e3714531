"""What a YAML parser complains of, in words for those who do not know YAML's grammar."""

from __future__ import annotations

SENTENCES = (
    ("mapping values are not allowed", "a colon where no key is: put text that has one in quotes"),
    ("could not find expected ':'", "a line without a colon: 'key: value'"),
    ("expected <block end>", "indentation that fits no line above: keys side by side begin in the "
     "same column"),
    ("expected ',' or", "a comma that is missing, or a bracket too many"),
    ("while scanning a quoted scalar", "a quotation mark that is not closed"),
    ("found unexpected end of stream", "a quotation mark that is not closed"),
    ("found undefined alias", "an alias that has no anchor"),
    ("did not find expected <document start>", "indentation that fits no line above"),
    ("found unknown escape character", "a backslash in double quotes: use single quotes"),
    ("expected the node content", "a bracket, comma or sign where a value should be"),
)  # fmt: skip


def sentence(problem: str, line: str, column: int) -> str:
    """The complaint `problem` about `line` at `column` (from 0): what is wrong: what is allowed."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        return "a tab: use spaces, not tabs"
    if problem.startswith("found character") and "cannot start" in problem:
        return f"{line[column : column + 1]!r} cannot begin a value: put it in quotes"
    found = next((words for start, words in SENTENCES if start in problem), None)
    return f"not valid YAML: {found or problem}"
