"""``python -m finder`` is the same as the command ``finder``."""

from finder.cli import main

main()
