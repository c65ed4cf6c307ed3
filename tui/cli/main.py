"""The entry of `vptu`. Imports nothing of the house before it is sure that it is this house's."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

CONFIGURATION = 4
ZONES = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
"""Where zones are looked for. Unless told, zoneinfo loads the whole build configuration of Python to find this out."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` without the program's name. Returns the exit code, raises nothing."""
    os.environ.setdefault("PYTHONTZPATH", ZONES)
    from tui.cli.guard import foreign_package

    stranger = foreign_package()
    if stranger:
        sys.stderr.write(f"{stranger}\n")
        return CONFIGURATION
    from tui.cli.run import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
