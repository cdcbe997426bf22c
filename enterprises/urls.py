"""Addresses of an enterprise's people and documents."""

from django.urls import path

from . import views

app_name = "enterprises"
urlpatterns = [
    path("space/staff/", views.staff, name="staff"),
    path("space/documents/", views.documents, name="documents"),
    path("space/documents/<uuid:uuid>/<slug:name>/", views.change_document, name="change_document"),
]
