"""The application as granian serves it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allotment.config.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded by now stays: the collector need not look through it again and again
