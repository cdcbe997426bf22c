"""Addresses of licences."""

from django.urls import path

from . import views

app_name = "licences"
urlpatterns = [path("space/licences/", views.mine, name="mine")]
