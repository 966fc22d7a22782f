"""What editors publish: Wagtail pages, one file a kind.

    HomePage                        the front page, one per language, under Wagtail's root
      ├── LibraryPage               the list of what is published
      │     ├── PolicyNotePage
      │     ├── ToolkitPage ─< RoadmapPage
      │     └── CasePage            back from a plan that was carried out
      └── TextPage                  how it works, about, accessibility, privacy

Notes, toolkits, roadmaps and cases are Publications: one table holds what their lists and filters read.
"""

from .case import CasePage
from .front import HomePage
from .lab_page import LabPage
from .library import LibraryPage
from .note import PolicyNotePage
from .publication import Publication
from .text import TextPage
from .toolkit import RoadmapPage, ToolkitPage

__all__ = [
    "CasePage",
    "HomePage",
    "LabPage",
    "LibraryPage",
    "PolicyNotePage",
    "Publication",
    "RoadmapPage",
    "TextPage",
    "ToolkitPage",
]
