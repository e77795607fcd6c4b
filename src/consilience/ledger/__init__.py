"""The ledger: what was taken in and what was decided, only ever added to; what follows from it can be made again."""

from consilience.ledger.ledger import Known, Ledger
from consilience.ledger.opening import LedgerError, ReadOnlyError

__all__ = ["Known", "Ledger", "LedgerError", "ReadOnlyError"]
