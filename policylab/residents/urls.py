from django.urls import path

from .views import card, cards, desk

app_name = "residents"
urlpatterns = [
    path("card/", card.use, name="card"),
    path("<slug:ref>/", desk.town, name="town"),
    path("<slug:ref>/desk/", desk.check, name="desk"),
    path("<slug:ref>/desk/<int:number>/take-back/", desk.take_back, name="take_back"),
    path("<slug:ref>/cards/", cards.make, name="cards"),
    path("<slug:ref>/cards/<slug:batch>/end/", cards.end, name="end"),
]
