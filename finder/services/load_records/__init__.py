"""Files of records into the directory: whole or not at all, and twice the same as once."""

from finder.services.load_records.load import load_files
from finder.services.load_records.options import LoadOptions
from finder.services.load_records.report import ImportReport, Progress

__all__ = ["ImportReport", "LoadOptions", "Progress", "load_files"]
