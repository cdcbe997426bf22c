"""WSGI entry of the sandbox identity platform."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "identity_sandbox.settings"

application = get_wsgi_application()
