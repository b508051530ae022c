"""Language identification: of a document, and of stretches left in another. The door for langdetect."""

from tqcheck.langid.detection import Detection
from tqcheck.langid.identifier import LanguageIdentifier, known_as
from tqcheck.langid.names import borrowed
from tqcheck.langid.spans import ForeignSpan
from tqcheck.langid.table import DamagedTable

__all__ = ["DamagedTable", "Detection", "ForeignSpan", "LanguageIdentifier", "borrowed", "known_as"]
