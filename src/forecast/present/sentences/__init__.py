"""Every sentence of a brief, gathered: from an answer to messages, in the brief's own order."""

from forecast.present.sentences.basis import basis, face, grade_label
from forecast.present.sentences.captions import (
    assumptions_caption,
    curve_alt,
    curve_caption,
    drivers_alt,
    drivers_caption,
    fan_alt,
    fan_caption,
)
from forecast.present.sentences.conclusion import balance, conclusion, further, lead
from forecast.present.sentences.decision import Decision
from forecast.present.sentences.decisions import decisions
from forecast.present.sentences.forecasts import forecast_sentences, odds_words, pace
from forecast.present.sentences.phrases import goal, lead_reading, milestone, when
from forecast.present.sentences.situation import other_count, situation

__all__ = [
    "Decision",
    "assumptions_caption",
    "balance",
    "basis",
    "conclusion",
    "curve_alt",
    "curve_caption",
    "decisions",
    "drivers_alt",
    "drivers_caption",
    "face",
    "fan_alt",
    "fan_caption",
    "forecast_sentences",
    "further",
    "goal",
    "grade_label",
    "lead",
    "lead_reading",
    "milestone",
    "odds_words",
    "other_count",
    "pace",
    "situation",
    "when",
]
