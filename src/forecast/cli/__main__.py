"""``python -m forecast.cli`` is ``forecast``."""

import sys

from forecast.cli import main

sys.exit(main())
