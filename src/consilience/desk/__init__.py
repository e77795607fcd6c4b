"""The desk: every use of the system, once. What people type or click comes in here and nowhere else."""

from consilience.desk.desk import Desk, Taken
from consilience.desk.exporting import Exported
from consilience.desk.finding import DeskError, no_such_grade
from consilience.desk.judging import Judged, Preview
from consilience.desk.looking import Asking, Page, Proposals, ReportView, View
from consilience.desk.villages import PlacesError
from consilience.ledger import (
    ORDERS,
    Box,
    Count,
    Facets,
    Histogram,
    Listed,
    Mark,
    Month,
    Points,
    Wanted,
    listed_of,
)

__all__ = [
    "ORDERS",
    "Asking",
    "Box",
    "Count",
    "Desk",
    "DeskError",
    "Exported",
    "Facets",
    "Histogram",
    "Judged",
    "Listed",
    "Mark",
    "Month",
    "Page",
    "PlacesError",
    "Points",
    "Preview",
    "Proposals",
    "ReportView",
    "Taken",
    "View",
    "Wanted",
    "listed_of",
    "no_such_grade",
]
