"""What stands for some data, of those functions that Python has in itself: `hashlib` loads a library of OpenSSL first,
which takes four milliseconds of every start. For much data that library is quicker.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that was built without its own
    from hashlib import blake2b
try:
    from _sha2 import sha256  # type: ignore[import-not-found]  # from 3.12 on
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256

__all__ = ["blake2b", "sha256"]
