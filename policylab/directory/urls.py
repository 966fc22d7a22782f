from django.urls import path

from .views import asking, members, reading

app_name = "directory"
urlpatterns = [
    path("", reading.organisations, name="list"),
    path("map/", reading.sea, name="map"),
    path("ask/", asking.ask, name="ask"),
    path("mine/", asking.mine, name="mine"),
    path("checks/", asking.checks, name="checks"),
    path("checks/<slug:ref>/", asking.check, name="check"),
    path("invitations/<slug:ref>/", members.invitation, name="invitation"),
    path("<slug:ref>/", reading.organisation, name="detail"),
    path("<slug:ref>/members/", members.members, name="members"),
    path("<slug:ref>/members/<int:number>/role/", members.role, name="role"),
    path("<slug:ref>/members/<int:number>/end/", members.end, name="end"),
    path("<slug:ref>/members/invitations/<slug:invitation>/withdraw/", members.withdraw, name="withdraw"),
]
