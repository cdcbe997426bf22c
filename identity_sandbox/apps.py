from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentitySandboxConfig(AppConfig):
    name = "identity_sandbox"
    verbose_name = _("仿真统一身份认证平台")
