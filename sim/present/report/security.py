"""What a page may do, said to the browser: run one script and one style sheet of its own, no more.

The script and the sheet are named by their hashes, everything else is forbidden, and there is no
address that a page may call: the browser itself keeps a client's numbers in the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy of a page with this one script and this one style sheet.

    Both are the text between their tags, to the letter.
    """
    return (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """The hash of an inline script or sheet, as a policy names it."""
    found = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(found).decode('ascii')}"


def embedded(data: Any) -> str:
    """Plain data as JSON that can stand within a script element; raises ValueError for NaN."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
