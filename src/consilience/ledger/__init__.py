"""The ledger: what was taken in and what was decided, only ever added to; what follows from it can be made again."""

from consilience.ledger.ledger import Known, Ledger
from consilience.ledger.listed import ORDERS, Listed, listed_of
from consilience.ledger.listing import Count, Facets, Histogram, Month
from consilience.ledger.mapping import Mark, Points
from consilience.ledger.opening import LedgerError, ReadOnlyError
from consilience.ledger.people import ROLES, Person, Role, Token
from consilience.ledger.shares import By, Share
from consilience.ledger.wanted import Box, Wanted

__all__ = [
    "ORDERS",
    "ROLES",
    "Box",
    "By",
    "Count",
    "Facets",
    "Histogram",
    "Known",
    "Ledger",
    "LedgerError",
    "Listed",
    "Mark",
    "Month",
    "Person",
    "Points",
    "ReadOnlyError",
    "Role",
    "Share",
    "Token",
    "Wanted",
    "listed_of",
]
