"""Addresses of my space."""

from django.urls import path

from . import views

app_name = "workspace"
urlpatterns = [
    path("space/", views.home, name="home"),
    path("space/records/<slug:kind>/", views.records, name="records"),
    path("space/records/<slug:kind>/export/", views.export, name="export"),
    path("space/records/<slug:kind>/views/", views.keep_view, name="keep_view"),
    path("space/records/<slug:kind>/views/<int:number>/drop/", views.drop_view, name="drop_view"),
    path("space/messages/", views.message_list, name="messages"),
    path("space/messages/read/", views.read_all, name="read_all"),
    path("space/messages/<uuid:uuid>/", views.open_message, name="open_message"),
    path("space/favourites/", views.favourites, name="favourites"),
    path("space/sessions/", views.sessions, name="sessions"),
    path("space/sessions/end/", views.end_session, name="end_session"),
    path("space/enterprise/", views.enterprise, name="enterprise"),
]
