"""Addresses of signing in and out."""

from django.urls import path

from . import views
from .enums import LoginKind

app_name = "accounts"
urlpatterns = [
    path("login/", views.choose, name="login"),
    path("login/legal/", views.begin, {"kind": LoginKind.LEGAL}, name="login_legal"),
    path("login/natural/", views.begin, {"kind": LoginKind.NATURAL}, name="login_natural"),
    path("callback/", views.callback, name="callback"),
    path("logout/", views.sign_out, name="logout"),
    path("session/", views.session, name="session"),
    path("session/stay/", views.stay, name="stay"),
    path("resume/<uuid:uuid>/", views.resume, name="resume"),
    path("switch/", views.switch, name="switch"),
]
