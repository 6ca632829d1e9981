"""The charts of the tests, each drawn once and read back by whoever asks."""

from collections.abc import Iterator
from functools import cache

from drawn import Picture, picture
from sample_charts import (
    EARLIER,
    counted_since,
    every_drawing,
    option_rows,
    rich_answer,
    with_targets,
)
from sample_variants import VARIANTS

from forecast.present import charts
from forecast.present.charts import Drawing
from forecast.present.words import LANGUAGES, Words

WIDTHS = ("wide", "narrow")


@cache
def drawings(lang: str) -> dict[str, Drawing]:
    """Every chart of the answer that has everything to show, drawn once."""
    found = every_drawing(rich_answer(), Words(lang))
    earlier = charts.earlier_forecasts(counted_since(rich_answer()), EARLIER, Words(lang))
    assert earlier is not None
    return found | {"earlier": earlier}


@cache
def with_so_many_targets() -> dict[str, Drawing]:
    """The charts that show every target, of one to four of them."""
    found: dict[str, Drawing] = {}
    for count in (1, 2, 3, 4):
        answer = with_targets(count)
        targets = [one.target for one in answer.targets]
        fan, curve = charts.fan(answer, Words("vi")), charts.curve(answer, Words("vi"))
        assert fan is not None
        assert curve is not None
        rows = option_rows(targets)
        found |= {f"fan-{count}": fan, f"curve-{count}": curve}
        found[f"options-{count}"] = charts.comparison(rows, targets, Words("vi"))
    return found


@cache
def of_every_variant() -> dict[str, Drawing]:
    """Fan, curve and bridge of every situation, drawn once where they look alike."""
    words = Words("vi")
    found: dict[str, Drawing] = {}
    for variant in VARIANTS:
        answer = variant()
        drawn = [charts.fan(answer, words), charts.curve(answer, words)]
        drawn += [charts.drivers(one, words) for one in answer.drivers[:1]]
        found |= {f"{variant.__name__}-{i}": one for i, one in enumerate(drawn) if one is not None}
    return found


def all_pictures() -> Iterator[tuple[str, Picture]]:
    sets = [(lang, drawings(lang)) for lang in LANGUAGES]
    sets += [("targets", with_so_many_targets()), ("variants", of_every_variant())]
    for where, found in sets:
        for name, drawing in found.items():
            for width in WIDTHS:
                yield f"{where} {name} {width}", picture(getattr(drawing, width))


def shown(name: str, width: str = "wide", *, lang: str = "vi") -> Picture:
    return picture(getattr(drawings(lang)[name], width))
