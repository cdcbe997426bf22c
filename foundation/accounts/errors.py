"""Refusals of signing in, each with a sentence that says what to do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.core.errors import DomainError, NotPermitted, TooMany


class SignInRequired(DomainError):
    """Nobody is signed in; at the HTML edge this becomes the way to the sign-in page."""

    code = "sign_in_required"
    status = 401

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("请先登录。登录后会回到当前页面。"))


class AgentIncomplete(NotPermitted):
    """The identity platform does not know the agent's name or identity-card number.

    Attributes:
        missing: what is missing, in words.
        account_url: where at the platform it is completed.
    """

    code = "agent_incomplete"
    template = "accounts/agent_incomplete.html"

    def __init__(self, *, missing: Sequence[str], account_url: str) -> None:
        super().__init__(
            _("经办人信息不完整，缺少%(facts)s。请到统一身份认证平台补充后重新核验。")
            % {"facts": "、".join(missing)}
        )
        self.missing = list(missing)
        self.account_url = account_url


class PlatformUnavailable(DomainError):
    """The identity platform does not answer."""

    code = "identity_platform_unavailable"
    status = 503
    template = "accounts/unavailable.html"

    def __init__(self) -> None:
        super().__init__(
            _("统一身份认证平台暂时无法连接，请稍后再试。公开内容和已登录的会话不受影响。")
        )


class SignInStale(DomainError):
    """The answer belongs to no sign-in that is under way here: start again."""

    code = "sign_in_stale"
    status = 409


class SignInRefused(NotPermitted):
    """The platform's answer did not pass our checks."""

    code = "sign_in_refused"
    template = "accounts/refused.html"

    def __init__(self, reason: str, message: str = "") -> None:
        super().__init__(message or _("登录信息未通过核验，没有登录。请重新登录。"))
        self.reason = reason


class LogoutRefused(DomainError):
    """A logout token that did not pass our checks."""

    code = "logout_token_refused"
    status = 400

    def __init__(self, reason: str) -> None:
        super().__init__(_("退出通知未通过核验。"))
        self.reason = reason


class TooManyTries(TooMany):
    """Too many passwords were tried for this account or from this address."""

    code = "too_many_sign_in_tries"

    def __init__(self) -> None:
        super().__init__(_("尝试次数过多。请 5 分钟后再试。"))


class ProofRequired(DomainError):
    """The step is a high one: the second factor is asked for again."""

    code = "proof_required"
    status = 428

    def __init__(self) -> None:
        super().__init__(_("这一步需要再次验证身份。请在管理后台完成验证后再试。"))


class WrongFactor(DomainError):
    """The second factor was not right."""

    code = "wrong_factor"
    status = 422
