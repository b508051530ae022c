"""What was checked before is not checked again: entries named by all that an answer depends on.

`store` keeps entries in a folder, `keys` names them, `stored` says what stands in them.
"""

from tqcheck.cache.keys import Keys
from tqcheck.cache.store import Cache

__all__ = ["Cache", "Keys"]
