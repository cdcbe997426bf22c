"""For the suite: fast hashing, memory mail, immediate tasks, a file database of its own."""

from .development import *
from .environment import VAR, env

DEBUG = False
DEMONSTRATION = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if IS_SQLITE:
    DATABASES["default"]["TEST"] = {
        "NAME": env.str("TEST_DATABASE_NAME", default=str(VAR / "test.sqlite3")),
    }
PRIVATE_FILES_ROOT = VAR / "test-private"
SENDFILE_ROOT = str(PRIVATE_FILES_ROOT)
MEDIA_ROOT = VAR / "test-media"
WHITENOISE_AUTOREFRESH = False
LOGGING["root"]["level"] = "WARNING"
