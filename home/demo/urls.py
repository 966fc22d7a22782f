from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("", views.parts, name="parts"),
    path("mail/", views.mails, name="mails"),
    path("<slug:key>/", views.sign_in, name="sign_in"),
]
