"""How office programs name a language, for their spelling checks."""

_REGIONS = {"vi": "VN", "en": "GB"}
"""Where the office's wording of a language is at home; other languages go by their code alone."""


def region_of(lang: str) -> str | None:
    """Give the region whose usage a language follows.

    Examples
    --------
    >>> region_of("en"), region_of("lo")
    ('GB', None)
    """
    return _REGIONS.get(lang)


def tag_of(lang: str) -> str:
    """Give the tag of a language (BCP 47).

    Examples
    --------
    >>> tag_of("vi"), tag_of("lo")
    ('vi-VN', 'lo')
    """
    region = region_of(lang)
    return f"{lang}-{region}" if region else lang
