"""Static files, public uploads, and the private store beside them."""

from pathlib import Path

from .environment import ROOT, VAR, env

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(ROOT / "media"))
PRIVATE_FILES_ROOT = env.path("PRIVATE_FILES_ROOT", default=str(VAR / "private"))

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SENDFILE_BACKEND = env.str("SENDFILE_BACKEND", default="foundation.files.streaming")
SENDFILE_ROOT = str(PRIVATE_FILES_ROOT)
SENDFILE_URL = "/private/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
