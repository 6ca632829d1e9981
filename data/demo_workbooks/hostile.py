"""Files that are no workbook, a damaged one, or one made to fill the memory of a machine."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

from demo_workbooks import formats
from demo_workbooks.sheets import Sheet

MEGABYTE = 1024 * 1024
UNPACKED = 400
"""Size of a bomb once unpacked [MB]."""

_SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def picture() -> bytes:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def web_page() -> bytes:
    """A table in HTML, as some programs export it under the name of a workbook."""
    text = (
        '<html><head><meta charset="utf-8"></head><body><table>'
        "<tr><td>TT</td><td>Tên CĐCS</td><td>Số đoàn viên</td></tr>"
        "<tr><td>1</td><td>CĐCS Công ty 001 (minh họa)</td><td>50</td></tr>"
        "</table></body></html>\n"
    )
    return text.encode()


def document() -> bytes:
    """A text document: an archive without a sheet."""
    parts = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types '
        b'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": b'<?xml version="1.0"?><document/>',
    }
    return formats.zipped(parts)


def scrambled(sound: bytes) -> bytes:
    """A workbook some of whose bytes were overwritten."""
    middle = len(sound) // 3
    return sound[:middle] + b"\xff" * 400 + sound[middle + 400 :]


def encrypted() -> bytes:
    """The outside of a workbook with a password: an OLE file that holds an EncryptedPackage."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16s6H6xI9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"",
        0x3E, 3, 0xFFFE, 9, 6, 0,
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header += struct.pack("<108I", *([free] * 108))
    sectors = struct.pack("<128I", fat, end, end, *([free] * 125))
    entries = [_ole_entry("Root Entry", kind=5, child=1), _ole_entry("EncryptedPackage", kind=2)]
    entries += [_ole_entry("EncryptionInfo", kind=2), bytes(128)]
    return header.ljust(512, b"\0")[:512] + sectors + b"".join(entries) + bytes(512)


def _ole_entry(name: str, *, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    none = 0xFFFFFFFF
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, none, none, child)
    return entry.ljust(128, b"\0")


def _deflated(pieces: Iterator[bytes]) -> tuple[bytes, int, int]:
    """Compressed bytes, check sum and length of what comes piece by piece."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed, check, length = [], 0, 0
    for piece in pieces:
        packed.append(packer.compress(piece))
        check = zlib.crc32(piece, check)
        length += len(piece)
    return b"".join([*packed, packer.flush()]), check, length


def _archive(parts: dict[str, tuple[bytes, int, int]]) -> bytes:
    """An archive of parts that are compressed already, with the lengths they claim."""
    files, directory = b"", b""
    for name, (packed, check, length) in parts.items():
        fields = struct.pack(
            "<5H3I2H", 20, 0, 8, 0, 0x2821, check, len(packed), length, len(name), 0
        )
        central = struct.pack("<H", 20) + fields + struct.pack("<3H2I", 0, 0, 0, 0, len(files))
        directory += b"PK\x01\x02" + central + name.encode()
        files += b"PK\x03\x04" + fields + name.encode() + packed
    tail = struct.pack("<4H2IH", 0, 0, len(parts), len(parts), len(directory), len(files), 0)
    return files + directory + b"PK\x05\x06" + tail


def _around(sheet: tuple[bytes, int, int]) -> bytes:
    """A workbook around the bytes of its only sheet."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(formats.xlsx([Sheet(name="Danh sách")]))) as archive:
        for name in archive.namelist():
            parts[name] = _deflated(iter([archive.read(name)]))
    return _archive({**parts, "xl/worksheets/sheet1.xml": sheet})


def _blanks() -> Iterator[bytes]:
    yield f"<worksheet {_SPREADSHEET}><sheetData>".encode()
    for _ in range(UNPACKED):
        yield b" " * MEGABYTE
    yield b"</sheetData></worksheet>"


@cache
def _packed_blanks() -> tuple[bytes, int, int]:
    return _deflated(_blanks())


def bomb() -> bytes:
    """A workbook of some hundred kilobytes whose sheet unpacks to hundreds of megabytes."""
    return _around(_packed_blanks())


def lying_bomb() -> bytes:
    """The same, but the archive says that the sheet is small."""
    packed, check, _ = _packed_blanks()
    return _around((packed, check, 4096))


def far_cell() -> bytes:
    """A workbook whose second cell is in the last row and column there is."""
    sheet = (
        f"<worksheet {_SPREADSHEET}><sheetData>"
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    return _around(_deflated(iter([sheet.encode()])))


def repeated() -> bytes:
    """An OpenDocument sheet in which one filled cell stands for a thousand million."""
    sound = formats.ods([Sheet(name="Danh sách", rows=[["1"]])])
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    filled = b'<table:table-cell office:value-type="string" table:number-columns-repeated="1024">'
    content = parts["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">', 1
    )
    first = b'<table:table-cell office:value-type="string">'
    parts["content.xml"] = content.replace(first, filled, 1)
    return formats.zipped(parts, stored=("mimetype",))


def far_cell_of_old_excel() -> bytes:
    """A workbook of Excel 97 of which one cell names a row and column far outside any sheet."""
    sound = formats.xls([Sheet(name="Danh sách", rows=[["Tên CĐCS", "Số đoàn viên"], ["Mẫu", 50]])])
    number = struct.pack("<4H", 0x027E, 10, 1, 1)  # an RK record: its length, row and column
    return sound.replace(number, struct.pack("<4H", 0x027E, 10, 0xFFFF, 0xFFFF), 1)


def long_reference() -> bytes:
    """A workbook with a cell whose row has more digits than there are rows."""
    sheet = (
        f"<worksheet {_SPREADSHEET}><sheetData>"
        '<row r="1"><c r="A1"><v>1</v></c><c r="B99999999"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    return _around(_deflated(iter([sheet.encode()])))


def far_row() -> bytes:
    """A workbook of which one row is far down and its cells have no names of their own."""
    sheet = (
        f"<worksheet {_SPREADSHEET}><sheetData>"
        '<row r="1"><c><v>1</v></c></row><row r="99999999"><c><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    return _around(_deflated(iter([sheet.encode()])))


def past_the_end(sound: bytes) -> bytes:
    """A workbook whose archive says that a sheet goes on after the end of the file."""
    entry = sound.rindex(b"xl/worksheets/sheet1.xml") - 46  # its header in the directory
    stored, sizes = struct.pack("<H", 0), struct.pack("<2I", 10**6, 10**6)
    changed = sound[: entry + 10] + stored + sound[entry + 12 : entry + 20]
    return changed + sizes + sound[entry + 28 :]
