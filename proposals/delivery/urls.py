from django.urls import path

from .views import indicators, milestones, reading

app_name = "delivery"
DELIVERY = "<slug:ref>/delivery/"
MILESTONE, INDICATOR = DELIVERY + "milestones/<slug:milestone>/", DELIVERY + "indicators/<slug:indicator>/"
urlpatterns = [
    path(DELIVERY, reading.detail, name="detail"),
    path(DELIVERY + "evidence/<slug:report>/", reading.evidence, name="evidence"),
    path(DELIVERY + "promise/", milestones.promise, name="promise"),
    path(MILESTONE + "tick/", milestones.tick, name="tick"),
    path(MILESTONE + "untick/", milestones.untick, name="untick"),
    path(MILESTONE + "move/", milestones.move, name="move"),
    path(MILESTONE + "explain/", milestones.explain, name="explain"),
    path(DELIVERY + "measure/", indicators.add, name="add_indicator"),
    path(INDICATOR + "measure/", indicators.measure, name="measure"),
    path(INDICATOR + "<slug:day>/strike/", indicators.strike, name="strike"),
]
