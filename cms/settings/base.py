"""Production-safe base: gathers the subjects."""

from .api import *
from .apps import *
from .cache import *
from .database import *
from .environment import ROOT
from .identity import *
from .logging import *
from .mail import *
from .search import *
from .security import *
from .storage import *
from .tasks import *
from .wagtail import *

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["cms.formats"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context_processors.site_frame",
                "workspace.context_processors.space_frame",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]
DEMONSTRATION = False
