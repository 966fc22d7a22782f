from django.urls import include, path

from .views import moderating, reading, writing

app_name = "discussion"
of_a_comment = [
    path("", reading.comment, name="comment"),
    path("reply/", writing.reply, name="reply"),
    path("edit/", writing.edit, name="edit"),
    path("flag/", moderating.flag, name="flag"),
    path("hide/", moderating.hide, name="hide"),
    path("show/", moderating.show, name="show"),
    path("settle/", moderating.settle, name="settle"),
]
of_an_object = [
    path("", reading.thread, name="thread"),
    path("new/", writing.post, name="post"),
    path("<slug:comment_ref>/", include(of_a_comment)),
]
urlpatterns = [path("<slug:slug>/<slug:ref>/", include(of_an_object))]
