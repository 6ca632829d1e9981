"""Words of a dataset in each language, and what every contract of its files shares."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
)
from pydantic_core import PydanticKnownError

from forecast.languages import languages

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Contract(BaseModel):
    """Frozen and closed: unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _is_spoken(code: str) -> str:
    """Let the name of a language pass; any other is as unknown as a misspelt field."""
    if code not in languages():
        raise PydanticKnownError("extra_forbidden")
    return code


class Text(Contract):
    """The same words in Vietnamese and English, and in further languages of the product."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[Annotated[str, AfterValidator(_is_spoken)], Words]

    vi: Words
    en: Words

    def in_language(self, code: str) -> str | None:
        """The words in one language; ``None`` where they are not stated in it."""
        said: str | None = dict(self).get(code)
        return said

    def in_first(self, order: Sequence[str]) -> str:
        """The words in the first language of ``order`` that states them; else in English."""
        return next((said for code in order if (said := self.in_language(code))), self.en)

    def __str__(self) -> str:
        return self.en
