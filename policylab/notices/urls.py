from django.urls import path

from .views import following, mails, reading

app_name = "notices"
urlpatterns = [
    path("", reading.notices, name="list"),
    path("read/", reading.mark_all_read, name="read"),
    path("mails/", mails.mails, name="mails"),
    path("<int:pk>/", reading.open_notice, name="open"),
    path("follow/<slug:slug>/<slug:ref>/", following.follow, name="follow"),
    path("unfollow/<slug:slug>/<slug:ref>/", following.unfollow, name="unfollow"),
    path("stop/<str:token>/", mails.stop, name="stop"),
]
