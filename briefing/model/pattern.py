"""A regular expression that is compiled when it is first asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

if TYPE_CHECKING:

    def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """A pattern that costs nothing as long as it is not used."""
else:

    class later:
        """What `re.compile` gives, which takes 0.1 to 2 ms, at the first use: the check of one brief needs few of the
        patterns that are known by then. What was asked for once is an attribute of its own: nothing stands before it.
        """

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self.pattern, self.flags = pattern, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(self.pattern, self.flags), name)
            setattr(self, name, found)
            return found
