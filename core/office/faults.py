"""What is wrong with a file an administrator wrote: all of it at once, each with its line and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file; `str()` is the whole Vietnamese sentence."""

    line: int
    """Counted from 1; 0 is the file as a whole."""
    key: str
    message: str
    remedy: str
    warning: bool = False
    """True where the file may be put in force all the same."""
    source: str = ""

    def __str__(self) -> str:
        line = f"dòng {self.line}" if self.line else ""
        key = f"khóa «{self.key}»" if self.key else ""
        return f"{', '.join(filter(None, (self.source, line, key)))}: {self.message}. {self.remedy}."


class FaultyFileError(ConfigError):
    """A file that cannot be put in force. `faults` has everything that is wrong, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        grave = [fault for fault in self.faults if not fault.warning]
        more = f" (Còn {len(grave) - 1} lỗi nữa trong tệp này.)" if len(grave) > 1 else ""
        super().__init__(f"{grave[0]}{more}")
