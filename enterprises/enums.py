"""Roles of members, kinds of sites, posts, certificates and documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import Right


class Role(models.TextChoices):
    """What a member is in the enterprise."""

    ADMIN = "admin", _("管理员")
    AGENT = "agent", _("经办人")
    FILLER = "filler", _("填报人")
    READER = "reader", _("只读")


RIGHTS: dict[str, frozenset[str]] = {
    Role.ADMIN: frozenset({Right.MANAGE, Right.SUBMIT, Right.FILL, Right.READ}),
    Role.AGENT: frozenset({Right.SUBMIT, Right.FILL, Right.READ}),
    Role.FILLER: frozenset({Right.FILL, Right.READ}),
    Role.READER: frozenset({Right.READ}),
}


class SiteKind(models.TextChoices):
    """What an address is used for."""

    REGISTERED = "registered", _("注册地址")
    PRODUCTION = "production", _("生产地址")
    WAREHOUSE = "warehouse", _("库房")


class EnterpriseStatus(models.TextChoices):
    """Registration status at the market authority."""

    ACTIVE = "active", _("存续")
    REVOKED = "revoked", _("吊销")
    CANCELLED = "cancelled", _("注销")


class ProductKind(models.TextChoices):
    """Which law a product falls under."""

    DRUG = "drug", _("药品")
    PACKAGING = "packaging", _("药包材")
    DEVICE = "device", _("医疗器械")
    COSMETIC = "cosmetic", _("化妆品")


class Gender(models.TextChoices):
    """As the identity card says."""

    MALE = "male", _("男")
    FEMALE = "female", _("女")


class Post(models.TextChoices):
    """What a person answers for in an enterprise."""

    LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")
    MANAGER = "manager", _("企业负责人")
    PRODUCTION = "production", _("生产负责人")
    QUALITY = "quality", _("质量负责人")
    QUALIFIED_PERSON = "qualified_person", _("质量受权人")
    VIGILANCE = "vigilance", _("药物警戒负责人")
    QUALITY_DEPARTMENT = "quality_department", _("质量管理部门负责人")
    INSPECTOR = "inspector", _("检验员")
    REPRESENTATIVE = "representative", _("管理者代表")
    COSMETIC_SAFETY = "cosmetic_safety", _("质量安全负责人")
    REACTION_MONITOR = "reaction_monitor", _("不良反应监测员")
    SPECIAL_DRUGS = "special_drugs", _("特殊药品管理员")
    STOREKEEPER = "storekeeper", _("养护员")
    RECEIVER = "receiver", _("验收员")
    AUDITOR = "auditor", _("内审员")
    PHARMACIST = "pharmacist", _("执业药师")
    AGENT = "agent", _("经办人")


class CertificateKind(models.TextChoices):
    """What certifies a person's knowledge or fitness."""

    PHARMACIST_QUALIFICATION = "pharmacist_qualification", _("执业药师职业资格证书")
    PHARMACIST_REGISTRATION = "pharmacist_registration", _("执业药师注册证")
    PHARMACY_TITLE = "pharmacy_title", _("药学专业技术职称证书")
    PHARMACIST_HISTORIC = "pharmacist_historic", _("从业药师证书")
    DEVICE_AUDITOR = "device_auditor", _("医疗器械内审员证书")
    COSMETIC_SAFETY = "cosmetic_safety", _("化妆品质量安全负责人培训证明")
    QUALIFIED_PERSON = "qualified_person", _("质量受权人备案")
    SPECIAL_DRUGS = "special_drugs", _("特殊药品管理人员培训证明")
    INSPECTOR = "inspector", _("检验员上岗证")
    HEALTH = "health", _("健康证明")
    SPECIAL_EQUIPMENT = "special_equipment", _("特种设备作业证")
    DEGREE = "degree", _("学历学位证书")
    COURSE = "course", _("药监网校结业证书")


class DocumentKind(models.TextChoices):
    """What a stored document is for."""

    QUALIFICATION = "qualification", _("资质证明")
    DRAWING = "drawing", _("图纸")
    STAFF = "staff", _("人员资料")
    QUALITY = "quality", _("质量文件")
    TEST_REPORT = "test_report", _("检测报告")
    CONTRACT = "contract", _("合同")
    OTHER = "other", _("其他")


# 200 MB, as the manual promises: what one enterprise keeps, to the byte.
DOCUMENTS_BYTES_AT_MOST = 209_715_200
TRASH_DAYS = 30
