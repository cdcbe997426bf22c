from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.CharField(max_length=80, verbose_name="所属")),
                ("number", models.PositiveIntegerField(verbose_name="版本")),
                ("definition", models.JSONField(verbose_name="定义")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("created_at", models.DateTimeField(verbose_name="发布时间")),
            ],
            options={
                "verbose_name": "表单版本",
                "verbose_name_plural": "表单版本",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"), name="one_form_per_number"
                    )
                ],
            },
        ),
    ]
