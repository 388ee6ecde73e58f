import sys
from pathlib import Path

from briefing.cli.reference import write

write(Path(sys.argv[1]))
