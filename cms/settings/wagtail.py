"""Wagtail: Chinese, nothing phoned home, our search, serve documents only through the view."""

from .environment import env

WAGTAILADMIN_USER_LOGIN_FORM = "foundation.accounts.forms.StaffLoginForm"
WAGTAIL_SITE_NAME = "药监服务门户"
WAGTAILADMIN_BASE_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%Y-%m-%d"
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "doc", "docx", "ofd", "pdf", "ppt", "pptx", "txt", "wps", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAILUSERS_PASSWORD_ENABLED = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True
