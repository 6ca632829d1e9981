"""Why a file cannot be read at all."""

from forecast.errors import InputError, message
from forecast.record.faults import refused


def too_large(file: str, size: float) -> InputError:
    """The refusal of a file of so many bytes."""
    return refused(
        file,
        found=f"{size / 1024 / 1024:.0f} MB",
        problem=message("The file is larger than is read at once."),
        remedy=message("Keep only the sheets that are needed, or split the file."),
    )


def too_many_cells(file: str, sheet: str) -> InputError:
    """The refusal of a sheet whose used area is too large."""
    return refused(
        file,
        found=sheet,
        problem=message("The sheet has more cells than are read at once."),
        remedy=message("Delete the empty rows and columns at its end, or split it."),
    )


def locked(file: str) -> InputError:
    """The refusal of a file with a password."""
    return refused(
        file,
        problem=message("The file is locked by a password."),
        remedy=message("Save a copy without a password and choose that."),
    )


def unreadable(file: str) -> InputError:
    """The refusal of a damaged file."""
    return refused(
        file,
        problem=message("The file is damaged or is no spreadsheet."),
        remedy=message("Open it in Excel, save it again as .xlsx and choose the new file."),
    )


def not_text(file: str) -> InputError:
    """The refusal of a file that is no table."""
    return refused(
        file,
        problem=message("The file is neither a spreadsheet nor a table as text."),
        remedy=message("Choose an .xlsx, .xls, .ods or .csv file."),
    )
