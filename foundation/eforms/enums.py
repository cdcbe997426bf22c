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
    FILE = "file", _("上传文件")
    DECLARATION = "declaration", _("声明承诺")
    EXPLANATION = "explanation", _("说明文字")

    @property
    def is_personal(self) -> bool:
        """Whether the answer says how to find or be a person: masked wherever it is shown."""
        return self in {FieldKind.IDENTITY_CARD, FieldKind.PHONE}


class DayRule(models.TextChoices):
    """How a date stands to the day on which it is given."""

    ANY = "any", _("不限")
    NOT_PAST = "not_past", _("不早于填写当天")
    NOT_FUTURE = "not_future", _("不晚于填写当天")


class ChoiceDisplay(models.TextChoices):
    """How the options are shown."""

    RADIO = "radio", _("逐项列出（单选按钮）")
    LIST = "list", _("下拉列表")


class Prefill(models.TextChoices):
    """A fact about the applicant that a field may begin with."""

    ENTERPRISE_NAME = "enterprise.name", _("企业名称")
    ENTERPRISE_CREDIT_CODE = "enterprise.credit_code", _("企业统一社会信用代码")
    ENTERPRISE_ADDRESS = "enterprise.address", _("企业住所")
    ENTERPRISE_REPRESENTATIVE = "enterprise.legal_representative", _("法定代表人")
    PERSON_NAME = "person.name", _("办事人姓名")
    PERSON_PHONE = "person.phone", _("办事人电话")


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
