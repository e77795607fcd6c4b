"""The desk: every use of the system, once. What people type or click comes in here and nowhere else."""

from consilience.desk.desk import Desk, Judged, ReportView, Taken, View
from consilience.desk.exporting import Exported
from consilience.desk.finding import DeskError
from consilience.desk.villages import PlacesError
from consilience.desk.wanted import Wanted, no_such_grade

__all__ = [
    "Desk",
    "DeskError",
    "Exported",
    "Judged",
    "PlacesError",
    "ReportView",
    "Taken",
    "View",
    "Wanted",
    "no_such_grade",
]
