# Applications of special users; the kind of the agent's document.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity_sandbox', '0003_certificates'),
    ]

    operations = [
        migrations.AddField(
            model_name='sandboxuser',
            name='agent_id_kind',
            field=models.CharField(choices=[('identity_card', '居民身份证'), ('passport', '护照'), ('hk_macao', '港澳居民来往内地通行证'), ('taiwan', '台湾居民来往大陆通行证'), ('permanent', '外国人永久居留身份证')], default='identity_card', max_length=20, verbose_name='经办人证件类型'),
        ),
        migrations.CreateModel(
            name='SpecialApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='回执编号')),
                ('state', models.CharField(choices=[('pending', '待核验'), ('approved', '已通过'), ('returned', '已退回')], default='pending', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=120, verbose_name='单位名称')),
                ('country', models.CharField(max_length=2, verbose_name='国家或地区')),
                ('kind', models.CharField(choices=[('foreign', '境外企业'), ('mission', '驻华使领馆、国际组织'), ('military', '军队、武警单位'), ('other', '其他没有统一社会信用代码的机构')], max_length=10, verbose_name='单位类型')),
                ('legal_representative', models.CharField(max_length=60, verbose_name='法定代表人或负责人')),
                ('agent_name', models.CharField(max_length=60, verbose_name='经办人姓名')),
                ('document_kind', models.CharField(choices=[('identity_card', '居民身份证'), ('passport', '护照'), ('hk_macao', '港澳居民来往内地通行证'), ('taiwan', '台湾居民来往大陆通行证'), ('permanent', '外国人永久居留身份证')], max_length=20, verbose_name='经办人证件类型')),
                ('document_number', models.CharField(max_length=18, verbose_name='经办人证件号码')),
                ('phone', models.CharField(max_length=20, verbose_name='联系电话')),
                ('email', models.EmailField(max_length=254, verbose_name='电子邮箱')),
                ('username', models.CharField(max_length=150, unique=True, verbose_name='用户名')),
                ('password', models.CharField(editable=False, max_length=128)),
                ('submitted_at', models.DateTimeField(verbose_name='提交时间')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '特殊用户申请',
                'verbose_name_plural': '特殊用户申请',
                'ordering': ['submitted_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SpecialDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=40)),
                ('size_bytes', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='identity_sandbox.specialapplication')),
            ],
            options={
                'verbose_name': '证明材料',
                'verbose_name_plural': '证明材料',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SpecialStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.CharField(max_length=10)),
                ('before', models.CharField(choices=[('pending', '待核验'), ('approved', '已通过'), ('returned', '已退回')], max_length=10)),
                ('after', models.CharField(choices=[('pending', '待核验'), ('approved', '已通过'), ('returned', '已退回')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='退回原因')),
                ('at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='identity_sandbox.specialapplication')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '核验记录',
                'verbose_name_plural': '核验记录',
                'ordering': ['at', 'pk'],
            },
        ),
    ]
