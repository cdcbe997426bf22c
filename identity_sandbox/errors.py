"""What the platform refuses, each with a reason of its own and a sentence to act on."""

from enum import StrEnum

from django.utils.translation import gettext, gettext_noop

from foundation.core.errors import DomainError


class Reason(StrEnum):
    """Why a certificate, or the proof of possessing it, is not accepted."""

    MISSING = "missing"
    TOO_LARGE = "too_large"
    PRIVATE_KEY = "private_key"
    UNREADABLE = "unreadable"
    SEVERAL = "several"
    WEAK_KEY = "weak_key"
    SELF_SIGNED = "self_signed"
    FOREIGN = "foreign"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_USAGE = "wrong_usage"
    UNSUITABLE = "unsuitable"
    REVOKED = "revoked"
    SUBJECT = "subject"
    CREDIT_CODE = "credit_code"
    SIGNATURE_MISSING = "signature_missing"
    SIGNATURE_UNREADABLE = "signature_unreadable"
    SIGNATURE_WRONG = "signature_wrong"
    CHALLENGE_USED = "challenge_used"
    CHALLENGE_EXPIRED = "challenge_expired"
    REGISTERED = "registered"
    BOUND = "bound"
    BOUND_HERE = "bound_here"
    OTHER_ENTERPRISE = "other_enterprise"
    NOT_BOUND = "not_bound"
    CLOSED = "closed"
    TOO_MANY = "too_many"


SENTENCES = {
    Reason.MISSING: gettext_noop("请选择数字证书文件。"),
    Reason.TOO_LARGE: gettext_noop(
        "文件太大，不是数字证书。请选择单张证书文件（.pem、.crt、.cer 或 .der，不超过 16 KB）。"
    ),
    Reason.PRIVATE_KEY: gettext_noop(
        "这里面有私钥，不能上传，平台没有保存它。请选择只含证书的文件；私钥只应留在您自己的电脑上。"
    ),
    Reason.UNREADABLE: gettext_noop(
        "无法识别这个文件。请选择 X.509 数字证书（PEM 或 DER 格式，密钥为 RSA 或 ECDSA）。"
    ),
    Reason.SEVERAL: gettext_noop("文件里有多张证书。请只上传单位自己的那一张。"),
    Reason.WEAK_KEY: gettext_noop(
        "证书的密钥不符合要求：应为 RSA 2048 至 4096 位或 ECDSA P-256。请联系颁发机构换发证书。"
    ),
    Reason.SELF_SIGNED: gettext_noop(
        "这是自签名证书，不能证明单位身份。请使用平台认可的颁发机构签发的证书。"
    ),
    Reason.FOREIGN: gettext_noop(
        "这张证书不是平台认可的颁发机构签发的。请核对证书，或联系颁发机构。"
    ),
    Reason.EXPIRED: gettext_noop("证书已过有效期。请先到颁发机构更新证书。"),
    Reason.NOT_YET_VALID: gettext_noop("证书还没有到生效日期。请在生效后再使用。"),
    Reason.WRONG_USAGE: gettext_noop(
        "证书的用途不符：应当可用于数字签名和客户端身份验证。请改用单位的签名证书。"
    ),
    Reason.UNSUITABLE: gettext_noop("证书不符合平台的要求，不能使用。请联系颁发机构。"),
    Reason.REVOKED: gettext_noop("证书已被颁发机构吊销，不能使用。请申领新的证书。"),
    Reason.SUBJECT: gettext_noop(
        "证书主体信息不完整：应当各有一项单位名称、统一社会信用代码和持有人姓名。请联系颁发机构。"
    ),
    Reason.CREDIT_CODE: gettext_noop("证书中的统一社会信用代码格式不正确。请联系颁发机构更正。"),
    Reason.SIGNATURE_MISSING: gettext_noop("还没有签名。请选择私钥签名，或上传、粘贴签名结果。"),
    Reason.SIGNATURE_UNREADABLE: gettext_noop(
        "签名内容无法识别。请上传 openssl 生成的签名文件，或粘贴它的 Base64 文本。"
    ),
    Reason.SIGNATURE_WRONG: gettext_noop(
        "签名与证书不符。请确认私钥与证书是一对、签的是原样下载的文件，"
        "再对下面新的待签内容重新签名。"
    ),
    Reason.CHALLENGE_USED: gettext_noop("这份待签内容已经用过。请对下面新的待签内容重新签名。"),
    Reason.CHALLENGE_EXPIRED: gettext_noop("待签内容已过期。请对下面新的待签内容重新签名。"),
    Reason.REGISTERED: gettext_noop(
        "该单位已经注册。请用原账号登录，再到“账户设置”绑定这张证书；"
        "或联系本单位的企业管理员为您开通经办人账号。"
    ),
    Reason.BOUND: gettext_noop("这张证书已绑定其他账号。请用数字证书登录，或先在原账号中移除。"),
    Reason.BOUND_HERE: gettext_noop("这张证书已经绑定在您的账号上，不需要再次绑定。"),
    Reason.OTHER_ENTERPRISE: gettext_noop(
        "证书中的统一社会信用代码与您账号的不一致，不能绑定。请选择本单位的证书。"
    ),
    Reason.NOT_BOUND: gettext_noop(
        "这张证书还没有绑定账号。请先用它注册；单位已注册的，请用密码登录后到“账户设置”绑定。"
    ),
    Reason.CLOSED: gettext_noop("证书绑定的账号已停用，不能登录。"),
    Reason.TOO_MANY: gettext_noop("一个账号最多绑定 10 张证书。请先移除不用的。"),
}


class CertificateRefused(DomainError):
    """A certificate or its proof is not accepted.

    Attributes:
        reason: which of the reasons; stable, for tests and records.
    """

    code = "certificate_refused"

    def __init__(self, reason: Reason, *, field: str = "certificate") -> None:
        super().__init__(gettext(SENTENCES[reason]), field=field)
        self.reason = reason
