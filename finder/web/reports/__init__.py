"""What visitors say is wrong on a listing, how far it has come, and what the practice answers."""

from finder.web.reports import replies
from finder.web.reports.views import blueprint

replies.add_to(blueprint)

__all__ = ["blueprint"]
