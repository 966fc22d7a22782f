from django.urls import path

from .views import about_me, card, cards, desk, number, register

app_name = "residents"
urlpatterns = [
    path("about-me/", about_me.change, name="about_me"),
    path("card/", card.use, name="card"),
    path("<slug:ref>/", desk.town, name="town"),
    path("<slug:ref>/desk/", desk.check, name="desk"),
    path("<slug:ref>/desk/<int:number>/take-back/", desk.take_back, name="take_back"),
    path("<slug:ref>/number/", number.use, name="number"),
    path("<slug:ref>/register/", register.read, name="register"),
    path("<slug:ref>/register/<slug:register>/", register.take, name="take_register"),
    path("<slug:ref>/cards/", cards.make, name="cards"),
    path("<slug:ref>/cards/<slug:batch>/end/", cards.end, name="end"),
]
