"""Kinds of licences, and where one stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LicenceKind(models.TextChoices):
    """What the authority issues, by the shape of its number."""

    DRUG_PRODUCTION = "drug_production", _("药品生产许可证")
    DRUG_TRADE = "drug_trade", _("药品经营许可证")
    DRUG_APPROVAL = "drug_approval", _("药品批准文号")
    HOSPITAL_PERMIT = "hospital_permit", _("医疗机构制剂许可证")
    HOSPITAL_PREPARATION = "hospital_preparation", _("医疗机构制剂批准文号")
    PACKAGING = "packaging", _("药包材登记号")
    DEVICE_PRODUCTION = "device_production", _("医疗器械生产许可证")
    DEVICE_REGISTRATION = "device_registration", _("医疗器械注册证")
    COSMETIC_PRODUCTION = "cosmetic_production", _("化妆品生产许可证")
    COSMETIC_FILING = "cosmetic_filing", _("化妆品备案号")
    ADVERTISEMENT = "advertisement", _("广告审查准予文号")
    GMP_RESULT = "gmp_result", _("药品GMP检查结果")
    EXPORT = "export", _("出口销售证明")
    ONLINE_PLATFORM = "online_platform", _("网络交易第三方平台备案")
    PHARMACIST = "pharmacist", _("执业药师注册证")


class LicenceStatus(models.TextChoices):
    """What the issuer last said of it; a licence that has run out says so by its date."""

    VALID = "valid", _("有效")
    CHANGED = "changed", _("变更")
    CANCELLED = "cancelled", _("注销")
    REVOKED = "revoked", _("吊销")
    EXPIRED = "expired", _("过期")


# A changed licence goes on in its new wording.
STANDING = frozenset({LicenceStatus.VALID, LicenceStatus.CHANGED})
