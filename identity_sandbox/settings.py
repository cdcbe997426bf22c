"""Settings of the sandbox identity platform: another system, with its own database and cookies.

Everything it needs is in ``IDENTITY_*`` and the two client secrets it shares with the portal.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from identity_sandbox.keys import secret_key, signing_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("IDENTITY_DEBUG", default=False)
IDENTITY_DIRECTORY = Path(env.str("IDENTITY_DIRECTORY", default=str(BASE_DIR / "var")))
IDENTITY_ISSUER = env.str("IDENTITY_ISSUER", default="http://127.0.0.1:8001").rstrip("/")
IDENTITY_PORTAL_URLS = [
    url.rstrip("/")
    for url in env.list(
        "IDENTITY_PORTAL_URLS", default=["http://127.0.0.1:8000", "http://localhost:8000"]
    )
]
IDENTITY_DEMO_CONTENT = Path(
    env.str("IDENTITY_DEMO_CONTENT", default=str(BASE_DIR / "demonstration" / "content"))
)
IDENTITY_CLIENT_SECRETS = {
    "portal-legal": env.str("OIDC_LEGAL_CLIENT_SECRET", default="") or "development-only-legal",
    "portal-natural": env.str("OIDC_NATURAL_CLIENT_SECRET", default="")
    or "development-only-natural",
}

# Issuers of certificates that sign in; by default the development authority alone.
IDENTITY_AUTHORITY_DIRECTORY = IDENTITY_DIRECTORY / "certificate_authority"
IDENTITY_TRUST_STORE = Path(
    env.str("IDENTITY_TRUST_STORE", default="") or IDENTITY_AUTHORITY_DIRECTORY / "ca.pem"
)
# A reverse proxy that asked for the client's certificate names it in this header; believed only
# from these addresses. Both are needed, neither is set by default.
IDENTITY_CLIENT_CERTIFICATE_HEADER = env.str("IDENTITY_CLIENT_CERTIFICATE_HEADER", default="")
IDENTITY_TRUSTED_PROXIES = env.list("IDENTITY_TRUSTED_PROXIES", default=[])

SECRET_KEY = secret_key(IDENTITY_DIRECTORY / "identity_secret_key")
ALLOWED_HOSTS = [urlsplit(IDENTITY_ISSUER).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
ROOT_URLCONF = "identity_sandbox.urls"
WSGI_APPLICATION = "identity_sandbox.wsgi.application"
AUTH_USER_MODEL = "identity_sandbox.SandboxUser"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "identity_sandbox",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "identity_sandbox.bodies.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "identity_sandbox" / "provider", BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": IDENTITY_DIRECTORY / "identity.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    },
}
# Authorisation codes live here for a minute; files, so that several processes share them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": IDENTITY_DIRECTORY / "identity_cache",
    },
}

# Cookies ignore ports: names of our own keep the portal on the next port signed in.
SESSION_COOKIE_NAME = "identity_session"
CSRF_COOKIE_NAME = "identity_csrf"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IDENTITY_ISSUER.startswith("https:")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Signing in ends with a redirect to the portal, which browsers count as the form's target.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *IDENTITY_PORTAL_URLS],
    },
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/login/"
ACCOUNT_RATE_LIMITS = {
    "special_apply": "60/h/ip",
    "special_status": "60/5m/ip,5/5m/key",
}
IDP_OIDC_ADAPTER = "identity_sandbox.adapter.PlatformAdapter"
IDP_OIDC_PRIVATE_KEY = signing_key(IDENTITY_DIRECTORY / "identity_key.pem")
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
IDP_OIDC_AUTHORIZATION_CODE_EXPIRES_IN = 60
# Where the portal is told that somebody left; empty for "nowhere".
IDENTITY_BACKCHANNEL_URLS = [
    url
    for url in env.list(
        "IDENTITY_BACKCHANNEL_URLS",
        default=[f"{IDENTITY_PORTAL_URLS[0]}/api/v1/accounts/backchannel-logout"],
    )
    if url
]
IDP_OIDC_RP_INITIATED_LOGOUT_ASKS_FOR_OP_LOGOUT = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
