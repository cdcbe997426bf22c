"""For one's own machine: no TLS, throw-away keys, demonstration accounts."""

import base64
import hashlib

from .base import *
from .environment import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or "development-only-never-for-production-0123456789"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
FIELD_ENCRYPTION_KEYS = FIELD_ENCRYPTION_KEYS or [
    base64.urlsafe_b64encode(hashlib.sha256(b"development-only").digest()).decode()
]
OIDC_LEGAL_CLIENT_SECRET = OIDC_LEGAL_CLIENT_SECRET or "development-only-legal"
OIDC_NATURAL_CLIENT_SECRET = OIDC_NATURAL_CLIENT_SECRET or "development-only-natural"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Served from where they are written; nothing is collected here.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
AUTH_PASSWORD_VALIDATORS = []
# The demonstration accounts of staff have no factor.
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)
DEMONSTRATION = True
