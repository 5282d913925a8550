"""Run the command line with `python -m pagebook.cli`."""

import sys

from pagebook.cli import main

sys.exit(main())
