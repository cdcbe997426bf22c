

import django.db.models.deletion
import foundation.core.encrypted_field
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enterprises', '0005_substitute_codes'),
        ('files', '0001_private_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('drug', '药品'), ('packaging', '药包材'), ('device', '医疗器械'), ('cosmetic', '化妆品')], max_length=12, verbose_name='类别')),
                ('name', models.CharField(max_length=80, verbose_name='产品名称')),
                ('form', models.CharField(blank=True, max_length=60, verbose_name='剂型或型号')),
                ('specification', models.CharField(blank=True, max_length=80, verbose_name='规格')),
                ('approval_number', models.CharField(blank=True, max_length=60, verbose_name='批准文号或注册、备案号')),
                ('licence_number', models.CharField(blank=True, max_length=60, verbose_name='生产许可证编号')),
            ],
            options={
                'verbose_name': '产品',
                'verbose_name_plural': '产品',
                'ordering': ['name', 'specification'],
            },
        ),
        migrations.CreateModel(
            name='StaffCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pharmacist_qualification', '执业药师职业资格证书'), ('pharmacist_registration', '执业药师注册证'), ('pharmacy_title', '药学专业技术职称证书'), ('pharmacist_historic', '从业药师证书'), ('device_auditor', '医疗器械内审员证书'), ('cosmetic_safety', '化妆品质量安全负责人培训证明'), ('qualified_person', '质量受权人备案'), ('special_drugs', '特殊药品管理人员培训证明'), ('inspector', '检验员上岗证'), ('health', '健康证明'), ('special_equipment', '特种设备作业证'), ('degree', '学历学位证书'), ('course', '药监网校结业证书')], max_length=24, verbose_name='证书')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='编号')),
                ('issuer', models.CharField(max_length=80, verbose_name='颁发机构')),
                ('issued_on', models.DateField(verbose_name='颁发日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('detail', models.CharField(blank=True, max_length=120, verbose_name='类别、范围或学时')),
            ],
            options={
                'verbose_name': '人员证书',
                'verbose_name_plural': '人员证书',
                'ordering': ['kind', '-issued_on'],
            },
        ),
        migrations.CreateModel(
            name='StaffMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('gender', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=8, verbose_name='性别')),
                ('id_number', foundation.core.encrypted_field.EncryptedTextField(blank=True, default='', verbose_name='身份证号')),
                ('id_number_index', models.CharField(blank=True, default='', editable=False, max_length=64)),
                ('phone', foundation.core.encrypted_field.EncryptedTextField(blank=True, default='', verbose_name='手机号')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='邮箱')),
                ('department', models.CharField(blank=True, max_length=60, verbose_name='部门')),
                ('post', models.CharField(choices=[('legal_representative', '法定代表人'), ('manager', '企业负责人'), ('production', '生产负责人'), ('quality', '质量负责人'), ('qualified_person', '质量受权人'), ('vigilance', '药物警戒负责人'), ('quality_department', '质量管理部门负责人'), ('inspector', '检验员'), ('representative', '管理者代表'), ('cosmetic_safety', '质量安全负责人'), ('reaction_monitor', '不良反应监测员'), ('special_drugs', '特殊药品管理员'), ('storekeeper', '养护员'), ('receiver', '验收员'), ('auditor', '内审员'), ('pharmacist', '执业药师'), ('agent', '经办人')], max_length=24, verbose_name='岗位')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='入职日期')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='离职日期')),
            ],
            options={
                'verbose_name': '人员',
                'verbose_name_plural': '人员',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='StoredDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('kind', models.CharField(choices=[('qualification', '资质证明'), ('drawing', '图纸'), ('staff', '人员资料'), ('quality', '质量文件'), ('test_report', '检测报告'), ('contract', '合同'), ('other', '其他')], max_length=16, verbose_name='类别')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('created_at', models.DateTimeField(verbose_name='上传时间')),
                ('trashed_at', models.DateTimeField(blank=True, null=True, verbose_name='删除时间')),
            ],
            options={
                'verbose_name': '文档',
                'verbose_name_plural': '文档',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='enterprise',
            name='documents_bytes',
            field=models.PositiveBigIntegerField(default=0, editable=False, verbose_name='文档已用（字节）'),
        ),
        migrations.AddField(
            model_name='site',
            name='uuid',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name='enterprise',
            constraint=models.CheckConstraint(condition=models.Q(('documents_bytes__gte', 0), ('documents_bytes__lte', 209715200)), name='documents_within_the_quota'),
        ),
        migrations.AddField(
            model_name='product',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='products', to='enterprises.enterprise'),
        ),
        migrations.AddField(
            model_name='staffmember',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff', to='enterprises.enterprise'),
        ),
        migrations.AddField(
            model_name='staffmember',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='employments', to=settings.AUTH_USER_MODEL, verbose_name='门户账号'),
        ),
        migrations.AddField(
            model_name='staffcertificate',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='enterprises.staffmember'),
        ),
        migrations.AddField(
            model_name='storeddocument',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人'),
        ),
        migrations.AddField(
            model_name='storeddocument',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='enterprises.enterprise'),
        ),
        migrations.AddField(
            model_name='storeddocument',
            name='file',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='文件'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(fields=('enterprise', 'name', 'form', 'specification'), name='product_once_in_its_enterprise'),
        ),
        migrations.AddConstraint(
            model_name='staffmember',
            constraint=models.CheckConstraint(condition=models.Q(('left_on', None), ('joined_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='staff_leaves_after_joining'),
        ),
        migrations.AddConstraint(
            model_name='staffmember',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('id_number_index', ''), _negated=True), ('left_on', None)), fields=('enterprise', 'id_number_index'), name='person_once_in_an_enterprise'),
        ),
        migrations.AddConstraint(
            model_name='staffcertificate',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('issued_on')), _connector='OR'), name='certificate_ends_after_its_issue'),
        ),
        migrations.AddIndex(
            model_name='storeddocument',
            index=models.Index(fields=['enterprise', 'trashed_at'], name='document_by_enterprise'),
        ),
    ]
