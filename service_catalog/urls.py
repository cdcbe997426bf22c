"""Addresses beside the pages of the catalogue."""

from django.urls import path

from . import views

app_name = "service_catalog"
urlpatterns = [
    path("services/<slug:kind>/<slug:code>/favourite/", views.favourite, name="favourite"),
    path("services/favourites/order/", views.order_favourites, name="order_favourites"),
    path("services/<slug:kind>/<slug:code>/form/", views.blank_form, name="blank_form"),
]
