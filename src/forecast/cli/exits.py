"""How a command ends: its exit code, and what it says on the way out."""

from rich.console import Console

from forecast.errors import (
    BusyError,
    ForecastError,
    InputError,
    Message,
    PublicationError,
    RatesError,
)
from forecast.present.console import faults_table
from forecast.present.words import Words

EXIT: dict[type[ForecastError], int] = {
    InputError: 2,
    RatesError: 2,
    BusyError: 3,
    PublicationError: 4,
}
"""Exit code of each refusal; any other failure is 1."""


def complain(error: ForecastError, words: Words) -> int:
    """Say on stderr why nothing was done, and give the exit code of that kind of refusal."""
    if isinstance(error, InputError):
        Console(stderr=True).print(faults_table(error, words))
    else:
        say(error.text, words)
    return next((code for kind, code in EXIT.items() if isinstance(error, kind)), 1)


def say(sentence: Message, words: Words) -> None:
    """Say a sentence on stderr."""
    Console(stderr=True, soft_wrap=True).print(words.say(sentence), markup=False, highlight=False)
