"""Addresses of a matter on the applicant's side."""

from django.urls import path

from . import views

app_name = "applications"
urlpatterns = [
    path("services/<slug:kind>/<slug:code>/apply/", views.start, name="start"),
    path("space/applications/<uuid:uuid>/", views.detail, name="detail"),
    path("space/applications/<uuid:uuid>/fill/<int:number>/", views.fill, name="fill"),
    path("space/applications/<uuid:uuid>/fill/<int:number>/live/", views.live, name="live"),
    path("space/applications/<uuid:uuid>/files/<slug:key>/", views.upload, name="upload"),
    path("space/applications/<uuid:uuid>/colleague/", views.hand_over, name="hand_over"),
    path("space/applications/<uuid:uuid>/new-form/", views.renew, name="renew"),
    path("space/applications/<uuid:uuid>/review/", views.review, name="review"),
    path("space/applications/<uuid:uuid>/discard/", views.discard, name="discard"),
    path("space/applications/<uuid:uuid>/moves/<slug:name>/", views.move, name="move"),
    path("space/applications/<uuid:uuid>/correct/", views.correct, name="correct"),
    path("space/applications/<uuid:uuid>/correct/live/", views.correct_live, name="correct_live"),
    path(
        "space/applications/<uuid:uuid>/correct/review/",
        views.correct_review,
        name="correct_review",
    ),
    path("space/applications/<uuid:uuid>/copy/", views.copy, name="copy"),
    path("space/applications/<uuid:uuid>/papers/<int:number>/", views.paper, name="paper"),
    path("space/applications/<uuid:uuid>/messages/", views.say, name="say"),
    path("space/applications/<uuid:uuid>/rate/", views.rate, name="rate"),
    path("lookup/", views.look_up, name="lookup"),
]
