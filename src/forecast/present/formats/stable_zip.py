"""Office files that hold no clock: the same content gives the same bytes."""

import datetime as dt
import io
import re
import zipfile

CONTENT_TYPES = "[Content_Types].xml"
"""What a reader of office files looks for first."""

_FIRST_YEAR = 1980
"""The earliest an archive can write."""

_CORE = "docProps/core.xml"
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")


def settled(archive: bytes, *, day: dt.date) -> bytes:
    """Give the same office file as if it had been written at midnight of ``day``.

    Its members stand in the order of their names, what they are first.
    """
    moment = max(day, dt.date(_FIRST_YEAR, 1, 1))
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as found, zipfile.ZipFile(bare, "w") as written:
        for name in sorted(found.namelist(), key=lambda one: (one != CONTENT_TYPES, one)):
            entry = zipfile.ZipInfo(
                name, date_time=(moment.year, moment.month, moment.day, 0, 0, 0)
            )
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Not the system it was written on.
            entry.create_system = 0
            content = found.read(name)
            written.writestr(entry, _dated(content, day) if name == _CORE else content)
    return bare.getvalue()


def _dated(core: bytes, day: dt.date) -> bytes:
    return _CLOCK.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), core)
