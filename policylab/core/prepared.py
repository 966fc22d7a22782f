"""How many statements a connection to PostgreSQL keeps planned.

psycopg keeps a hundred, and all public pages together ask some 180 in one language: with a hundred each would push out another
before it is asked again. 180 take 35 MB of a connection's memory (docs/performance.md).
"""

from typing import Any

MOST = 500


def keep_statements(sender: Any, connection: Any, **more: Any) -> None:
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST
