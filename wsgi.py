"""The application for any production server: ``wsgi:app``."""

import os

from finder.settings import settings_from
from finder.web.app import create_app

app = create_app(settings_from(os.environ))
