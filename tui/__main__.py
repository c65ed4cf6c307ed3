"""`python -m tui` is `vptu`."""

import sys

from tui.cli.main import main

sys.exit(main())
