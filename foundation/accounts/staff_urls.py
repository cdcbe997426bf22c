"""Addresses of staff's sign-in; they stand before Wagtail's own, which know no second factor."""

from django.urls import path

from . import staff_views as views

urlpatterns = [
    path("login/", views.PasswordView.as_view(), name="wagtailadmin_login"),
    path("login/platform/", views.leave, name="staff_leave"),
    path("login/callback/", views.callback, name="staff_callback"),
    path("login/factor/", views.factor, name="staff_factor"),
    path("login/enrol/", views.enrol, name="staff_enrol"),
    path("login/again/", views.prove_again, name="staff_prove_again"),
    path("factors/", views.manage, name="staff_factors"),
    path("factors/add/", views.add, name="staff_add_factor"),
    path("factors/codes/", views.renew_codes, name="staff_renew_codes"),
    path("factors/<int:pk>/remove/", views.remove, name="staff_remove_factor"),
]
