from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read/", views.mark_all_read, name="read"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("follow/<slug:slug>/<slug:ref>/", views.follow, name="follow"),
    path("unfollow/<slug:slug>/<slug:ref>/", views.unfollow, name="unfollow"),
]
