"""What is read first: whose paper this is and of what kind, the answer, what to decide."""

from forecast.answers.answer import Answer
from forecast.errors import Message, message
from forecast.present import sentences
from forecast.present.parts import Decision, Decisions, Lead, Masthead
from forecast.present.words import Words


def masthead(answer: Answer, words: Words, *, looks_back: bool, draft: bool) -> Masthead:
    """Give the head as the office writes it: no document number, no signature."""
    record = answer.record
    federation = record.federation
    place = message("{place}, {date:long_day}", place=federation.place, date=record.as_of)
    return Masthead(
        parent=words.text(federation.parent),
        body=words.text(federation.name),
        place=words.say(place),
        marks=tuple(words.say(mark) for mark in _marks(answer, draft=draft)),
        title=words.say(message("FORECAST OF MEMBERSHIP GROWTH IN BRIEF")),
        kinds=tuple(words.say(line) for line in _kinds(answer, looks_back=looks_back)),
        face=words.say(sentences.face(record)),
    )


def _marks(answer: Answer, *, draft: bool) -> list[Message]:
    """What nobody may overlook; printed on every page."""
    marks = (
        (answer.record.federation.provenance == "illustrative", message("ILLUSTRATIVE FIGURES")),
        (draft, message("DRAFT")),
        (answer.record.hindsight, message("WITH HINDSIGHT")),
    )
    return [mark for shown, mark in marks if shown]


def _kinds(answer: Answer, *, looks_back: bool) -> list[Message]:
    """What kind of paper this is, and under which option."""
    record = answer.record
    kinds = [message("Advisory paper")]
    if looks_back:
        kinds = [
            message("Advisory paper · Retrospective assessment as of {date:day}", date=record.as_of)
        ]
    if record.scenario != "base":
        kinds.append(message("Option: {name}", name=record.scenario_name))
    return kinds


def lead(answer: Answer, words: Words) -> Lead:
    """Give the first paragraph, and what must be said beside it."""
    return Lead(
        text=" ".join(map(words.say, sentences.lead(answer))),
        further=tuple(map(words.say, sentences.further(answer))),
    )


def decisions(answer: Answer, words: Words) -> Decisions | None:
    """Give what to decide, with room for who leads and by when; ``None`` where nothing is."""
    found = sentences.decisions(answer)
    if not found:
        return None
    number, matter, lead, deadline = (
        words.say(title)
        for title in (message("No."), message("Matter"), message("Lead"), message("By"))
    )
    return Decisions(
        opening=words.say(
            message("The standing committee is asked to consider and to give its opinion on:")
        ),
        caption=words.say(message("What is to be decided, who leads, by when")),
        head=(number, matter, lead, deadline),
        rows=tuple(_decision(one, words) for one in found),
    )


def _decision(one: sentences.Decision, words: Words) -> Decision:
    return Decision(
        what=words.say(one.what),
        options=tuple(map(words.say, one.options)),
        consequence=words.say(one.consequence) if one.consequence else "",
        lead=one.lead,
        deadline=words.say(one.deadline),
    )
