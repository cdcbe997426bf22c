

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('enterprises', '0008_sites_by_uuid'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('drug_production', '药品生产许可证'), ('drug_trade', '药品经营许可证'), ('drug_approval', '药品批准文号'), ('hospital_permit', '医疗机构制剂许可证'), ('hospital_preparation', '医疗机构制剂批准文号'), ('packaging', '药包材登记号'), ('device_production', '医疗器械生产许可证'), ('device_registration', '医疗器械注册证'), ('cosmetic_production', '化妆品生产许可证'), ('cosmetic_filing', '化妆品备案号'), ('advertisement', '广告审查准予文号'), ('gmp_result', '药品GMP检查结果'), ('export', '出口销售证明'), ('online_platform', '网络交易第三方平台备案'), ('pharmacist', '执业药师注册证')], max_length=24, verbose_name='证照名称')),
                ('number', models.CharField(max_length=60, verbose_name='编号')),
                ('holder_name', models.CharField(max_length=120, verbose_name='持证主体')),
                ('product_name', models.CharField(blank=True, max_length=120, verbose_name='产品名称')),
                ('scope', models.CharField(blank=True, max_length=300, verbose_name='许可范围')),
                ('issuer', models.CharField(max_length=80, verbose_name='颁发机构')),
                ('issued_on', models.DateField(verbose_name='颁发日期')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='有效期自')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('status', models.CharField(choices=[('valid', '有效'), ('changed', '变更'), ('cancelled', '注销'), ('revoked', '吊销'), ('expired', '过期')], default='valid', max_length=10, verbose_name='状态')),
                ('enterprise', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='enterprises.enterprise', verbose_name='持证企业')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='licences', to=settings.AUTH_USER_MODEL, verbose_name='持证人')),
            ],
            options={
                'verbose_name': '电子证照',
                'verbose_name_plural': '电子证照',
                'ordering': ['kind', 'number'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['valid_until'], name='licence_by_end')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='licence_number_once'), models.CheckConstraint(condition=models.Q(('enterprise', None), ('holder', None), _connector='XOR'), name='licence_has_one_holder'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='licence_ends_after_it_begins')],
            },
        ),
    ]
