"""Addresses of the sandbox platform; the provider's own stand under ``/identity/o/``."""

from django.urls import include, path

from identity_sandbox.enums import AccountKind
from identity_sandbox.views import account as views, certificates, operator, special

urlpatterns = [
    path("", views.front, name="front"),
    path("login/", views.sign_in, name="account_login"),
    path("login/certificate/", certificates.sign_in, name="sign_in_certificate"),
    path("login/again/", views.sign_in, name="account_reauthenticate"),
    path("login/keep/", views.keep_account, name="keep_account"),
    path("logout/", views.sign_out, name="account_logout"),
    path("logout/everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("register/legal/", views.register, {"kind": AccountKind.LEGAL}, name="register_legal"),
    path(
        "register/natural/",
        views.register,
        {"kind": AccountKind.NATURAL},
        name="register_natural",
    ),
    path("register/certificate/", certificates.register, name="register_certificate"),
    path(
        "register/certificate/account/",
        certificates.register_account,
        name="register_certificate_account",
    ),
    path("register/special/", special.register, name="register_special"),
    path("register/special/status/", special.ask, name="special_status"),
    path("register/special/<slug:number>/", special.show, name="special_application"),
    path("register/special/<slug:number>/correct/", special.correct, name="special_correct"),
    path("operator/", operator.applications, name="operator_applications"),
    path("operator/documents/<uuid:key>/", operator.document, name="operator_document"),
    path("operator/<slug:number>/", operator.application, name="operator_application"),
    path(
        "certificates/challenge/<uuid:challenge_id>/",
        certificates.challenge_file,
        name="challenge_file",
    ),
    path("account/", views.account_centre, name="account"),
    path("account/settings/", views.account_settings, name="account_settings"),
    path("account/certificates/", certificates.bound, name="account_certificates"),
    path(
        "account/certificates/<int:certificate_id>/remove/",
        certificates.remove,
        name="remove_certificate",
    ),
    # Ours first: it asks who is there before the provider answers.
    path("identity/o/authorize", views.authorize),
    path("", include("allauth.idp.urls", namespace="idp")),
]
