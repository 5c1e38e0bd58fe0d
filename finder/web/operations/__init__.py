"""What machines ask for: health, and the files that search engines and researchers look for."""

from finder.web.operations.views import blueprint

__all__ = ["blueprint"]
