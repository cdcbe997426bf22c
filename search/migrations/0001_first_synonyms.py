"""The groups of words that people use for the same thing, to begin with."""

from django.db import migrations

GROUPS = [
    "GMP 药品生产质量管理规范",
    "GSP 药品经营质量管理规范",
    "GCP 药物临床试验质量管理规范",
    "GLP 药物非临床研究质量管理规范",
    "UDI 医疗器械唯一标识",
    "ADR 药品不良反应",
    "MAH 药品上市许可持有人 上市许可持有人",
    "执业药师 驻店药师",
    "换证 换发 延续 续期",
    "补办 补发 补证",
    "办理进度 办件进度 进度查询",
    "营业执照 工商执照",
    "统一社会信用代码 信用代码",
    "连锁药店 药品零售连锁",
    "药店 药品零售",
    "网上卖药 网络销售药品 药品网络销售",
    "委托生产 代加工",
    "撤回 撤销申请",
    "变更 更改 修改",
    "联系电话 咨询电话 热线 客服",
    "法人 企业法人",
    "密码 口令",
    "操作手册 使用手册 用户手册 使用说明",
    
]


def add_groups(apps, schema_editor):
    """Add the groups once."""
    synonym = apps.get_model("fulltext", "Synonym")
    synonym.objects.bulk_create(synonym(words=words) for words in GROUPS)


def remove_groups(apps, schema_editor):
    """Take back what this migration added; groups that editors made stay."""
    apps.get_model("fulltext", "Synonym").objects.filter(words__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [("fulltext", "0001_synonyms")]

    operations = [migrations.RunPython(add_groups, remove_groups)]
