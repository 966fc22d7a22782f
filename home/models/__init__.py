"""What editors publish: Wagtail pages, one file a kind.

    HomePage                        the front page, one per language, under Wagtail's root
      ├── LibraryPage               the list of what is published
      │     ├── PolicyNotePage
      │     ├── ToolkitPage ─< RoadmapPage
      │     ├── CasePage            back from a plan that was carried out
      │     └── ReportPage, ProjectPage, EventPage
      └── TextPage                  how it works, about, accessibility, privacy

Everything in the library is a Publication: one table holds what their lists and filters read.
"""

from .case import CasePage
from .event import EventPage
from .front import HomePage
from .lab_page import LabPage
from .library import LibraryPage
from .note import PolicyNotePage
from .project import ProjectPage
from .publication import Publication
from .report import ReportPage
from .text import TextPage
from .toolkit import RoadmapPage, ToolkitPage

__all__ = [
    "CasePage",
    "EventPage",
    "HomePage",
    "LabPage",
    "LibraryPage",
    "PolicyNotePage",
    "ProjectPage",
    "Publication",
    "ReportPage",
    "RoadmapPage",
    "TextPage",
    "ToolkitPage",
]
