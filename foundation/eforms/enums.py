"""The words that a form definition is written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.files.enums import FileKind as StoredKind


class FieldKind(models.TextChoices):
    """What a field asks for."""

    TEXT = "text", _("单行文字")
    LONG_TEXT = "long_text", _("多行文字")
    NUMBER = "number", _("数字")
    DATE = "date", _("日期")
    CHOICE = "choice", _("单项选择")
    IDENTITY_CARD = "identity_card", _("身份证号")
    CREDIT_CODE = "credit_code", _("统一社会信用代码")
    PHONE = "phone", _("电话号码")
    EMAIL = "email", _("电子邮箱")
    POSTCODE = "postcode", _("邮政编码")
    MONEY = "money", _("金额")
    DATE_RANGE = "date_range", _("起止日期")
    SEVERAL = "several", _("多项选择")
    YES_NO = "yes_no", _("是否")
    REGION = "region", _("省市区")
    ADDRESS = "address", _("详细地址")
    LICENCE = "licence", _("选择证照")
    STAFF = "staff", _("选择人员")
    SITE = "site", _("选择场地")
    PRODUCT = "product", _("选择产品")
    FILE = "file", _("上传文件")
    GROUP = "group", _("可重复的一组")
    TABLE = "table", _("表格")
    CALCULATED = "calculated", _("自动计算")
    DECLARATION = "declaration", _("声明承诺")
    EXPLANATION = "explanation", _("说明文字")
    SECTION = "section", _("小节标题")

    @property
    def is_personal(self) -> bool:
        """Whether the answer says how to find or be a person: masked wherever it is shown."""
        return self in {FieldKind.IDENTITY_CARD, FieldKind.PHONE}

    @property
    def is_picker(self) -> bool:
        """Whether the answer is chosen from what the applicant owns."""
        return self in {FieldKind.LICENCE, FieldKind.STAFF, FieldKind.SITE, FieldKind.PRODUCT}

    @property
    def is_rows(self) -> bool:
        """Whether the answer is a list of rows, each with the field's own fields."""
        return self in {FieldKind.GROUP, FieldKind.TABLE}

    @property
    def is_input(self) -> bool:
        """Whether it asks for an answer; the others only say something."""
        return self not in {FieldKind.EXPLANATION, FieldKind.SECTION}


class DayRule(models.TextChoices):
    """How a date stands to the day on which it is given."""

    ANY = "any", _("不限")
    NOT_PAST = "not_past", _("不早于填写当天")
    NOT_FUTURE = "not_future", _("不晚于填写当天")


class ChoiceDisplay(models.TextChoices):
    """How the options are shown."""

    RADIO = "radio", _("逐项列出（单选按钮）")
    LIST = "list", _("下拉列表")
    SEARCH = "search", _("可搜索的列表")


class PrefillMode(models.TextChoices):
    """What an applicant may do with a fact that was filled in for him."""

    EDITABLE = "editable", _("可以修改")
    LOCKED = "locked", _("锁定，只能在登记处修改")
    SHOWN = "shown", _("只显示，随申请提交")


class Match(models.TextChoices):
    """How the tests of a condition are joined."""

    ALL = "all", _("全部满足")
    ANY = "any", _("满足任意一条")


class Operator(models.TextChoices):
    """How an earlier answer is compared."""

    IS = "is", _("等于")
    IS_NOT = "is_not", _("不等于")
    CONTAINS = "contains", _("包含")
    AT_LEAST = "at_least", _("不小于（不早于）")
    AT_MOST = "at_most", _("不大于（不晚于）")
    FILLED = "filled", _("已填写")
    EMPTY = "empty", _("未填写")


class Comparison(models.TextChoices):
    """How the two sides of a check must stand to each other."""

    EQUAL = "equal", _("等于")
    NOT_EQUAL = "not_equal", _("不等于")
    LESS = "less", _("小于（早于）")
    AT_MOST = "at_most", _("不大于（不晚于）")
    GREATER = "greater", _("大于（晚于）")
    AT_LEAST = "at_least", _("不小于（不早于）")


class Prefill(models.TextChoices):
    """A fact about the applicant that a field may begin with."""

    ENTERPRISE_NAME = "enterprise.name", _("企业名称")
    ENTERPRISE_CREDIT_CODE = "enterprise.credit_code", _("企业统一社会信用代码")
    ENTERPRISE_ADDRESS = "enterprise.address", _("企业住所")
    ENTERPRISE_REPRESENTATIVE = "enterprise.legal_representative", _("法定代表人")
    ENTERPRISE_FOUNDED_ON = "enterprise.founded_on", _("成立日期")
    ENTERPRISE_CAPITAL = "enterprise.capital", _("注册资本")
    ENTERPRISE_SCOPE = "enterprise.scope", _("经营范围")
    ENTERPRISE_REGISTRAR = "enterprise.registrar", _("登记机关")
    ENTERPRISE_CONTACT = "enterprise.contact_name", _("企业联系人")
    ENTERPRISE_PHONE = "enterprise.contact_phone", _("企业联系电话")
    PERSON_NAME = "person.name", _("办事人姓名")
    PERSON_PHONE = "person.phone", _("办事人电话")
    PERSON_IDENTITY_CARD = "person.id_number", _("办事人身份证号")
    PERSON_EMAIL = "person.email", _("办事人电子邮箱")


class FileKind(models.TextChoices):
    """A family of file formats that an editor may allow."""

    PDF = "pdf", _("PDF")
    OFD = "ofd", _("OFD")
    IMAGE = "image", _("图片（JPG、PNG）")
    WORD = "word", _("Word、WPS 文字")
    EXCEL = "excel", _("Excel、WPS 表格、CSV")
    ZIP = "zip", _("ZIP 压缩包")


EXTENSIONS: dict[str, tuple[str, ...]] = {
    FileKind.PDF: ("pdf",),
    FileKind.OFD: ("ofd",),
    FileKind.IMAGE: ("jpg", "jpeg", "png"),
    FileKind.WORD: ("docx", "doc", "wps"),
    FileKind.EXCEL: ("xlsx", "xls", "et", "csv"),
    FileKind.ZIP: ("zip",),
}
CONTENTS: dict[str, frozenset[StoredKind]] = {
    FileKind.PDF: frozenset({StoredKind.PDF}),
    FileKind.OFD: frozenset({StoredKind.OFD}),
    FileKind.IMAGE: frozenset({StoredKind.JPEG, StoredKind.PNG}),
    FileKind.WORD: frozenset({StoredKind.WORD, StoredKind.WORD_97}),
    FileKind.EXCEL: frozenset({StoredKind.EXCEL, StoredKind.EXCEL_97, StoredKind.TEXT}),
    FileKind.ZIP: frozenset({StoredKind.ZIP}),
}
