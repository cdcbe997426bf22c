"""Production: everything secret or local comes from the environment, or the start is refused."""

from django.core.exceptions import ImproperlyConfigured

from .base import *

for _name in ("SECRET_KEY", "ALLOWED_HOSTS", "FIELD_ENCRYPTION_KEYS", "OIDC_LEGAL_CLIENT_SECRET",
              "OIDC_NATURAL_CLIENT_SECRET"):  # fmt: skip
    if not globals()[_name]:
        raise ImproperlyConfigured(f"{_name} must be set in the environment.")
