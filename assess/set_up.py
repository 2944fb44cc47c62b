"""Ask what must be known before the first question, and begin: a new run, or a new respondent in one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from assess import invocation
from assess.recognising import known_of
from questionnaires import catalogue
from questionnaires.language import Words
from questionnaires.language import words as words_in
from questionnaires.model import LANGUAGES, ROLES, Language, Questionnaire, Role, audience_of
from questionnaires.responses import DEFAULT_HORIZON_QUARTERS, MAX_HORIZON_QUARTERS, Context, Responses
from reports.sentences import role_name
from reports.text import staff
from reports.text.lines import BLANK, Lines, Span, line, wrapped

if TYPE_CHECKING:
    from assess.asking import Asker
    from assess.store.history import History
    from reports.marks import Marks

LANGUAGE_NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}
STAFF_UNIT = 7  # cells between two levels
LEGEND_GAP = 12
LEGEND_FROM = 80  # columns; below that the legend stands under the staff


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """Who goes on in which run, and where; `position` is None where nobody was before."""

    run_id: str
    respondent_id: str
    language: Language
    position: str | None = None


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said on the command line; None is "ask me". `usual` is the language of the computer."""

    usual: Language
    language: Language | None = None
    organisation: str | None = None
    role: Role | None = None


def new_run(history: History, asker: Asker, wishes: Wishes) -> Seat:
    """Ask what a new run must know beforehand, begin it, and return its first seat."""
    questionnaire = catalogue.load()
    language = _welcome(questionnaire, asker, wishes)
    organisation = wishes.organisation or _ask_organisation(asker, words_in(language))
    role = wishes.role or ask_role(asker, words_in(language))
    context = Context()
    if audience_of(role) == "it":
        context = Context(horizon_quarters=_ask_horizon(questionnaire, asker, words_in(language)))
    elif wishes.role is None:  # the welcome was that of IT
        _introduce(asker, questionnaire, role, language)
    header = Responses(
        questionnaire=f"{questionnaire.id}@{questionnaire.version}",
        organisation=organisation,
        date=dt.datetime.now().astimezone().date().isoformat(),
        language=language,
        context=context,
        respondents=(),
    )
    run_id = history.start(questionnaire, header)
    return Seat(run_id=run_id, respondent_id=_respondent(history, asker, language, run_id, role), language=language)


def new_respondent(history: History, asker: Asker, wishes: Wishes, run_id: str) -> Seat:
    """Let somebody else answer in a run: settle its privacy, add the person, and return the seat."""
    history.check_answers(run_id)
    responses = history.responses(run_id)
    language = wishes.language or responses.language
    role = wishes.role or ask_role(asker, words_in(language))
    _introduce(asker, history.questionnaire(run_id), role, language)
    _settle_privacy(history, asker, words_in(language), run_id, responses)
    return Seat(run_id=run_id, respondent_id=_respondent(history, asker, language, run_id, role), language=language)


def ask_role(asker: Asker, words: Words) -> Role:
    labels: dict[Role, str] = {
        "it_management": words("I lead IT"),
        "it_staff": words("I work in IT"),
        "user": words("I am a user of IT"),
        "supplier": words("I work for a supplier"),
    }
    return asker.choose(words("In which role do you answer?"), [(role, labels[role]) for role in ROLES], words)


def mark_lines(marks: Marks, words: Words, columns: int) -> Lines:
    """Return the measuring staff with what its signs mean."""
    dot, bar = staff.place(2, STAFF_UNIT), staff.place(4, STAFF_UNIT)
    reach = Span(marks.dot + marks.line * (bar - dot - 1), "reality")
    drawn = line(" " * (dot + 1), reach, Span(marks.bar, "ambition"))
    legend = line(
        Span(marks.dot, "reality"),
        f" {words('where you stand')}   ",
        Span(marks.bar, "ambition"),
        f" {words('how high the bar is')}",
    )
    above = (line(" ", staff.axis(STAFF_UNIT)), line(" ", staff.staff(STAFF_UNIT, marks)))
    if columns >= LEGEND_FROM:
        return (*above, line(*drawn, " " * LEGEND_GAP, *legend))
    return (*above, drawn, BLANK, line(" ", *legend))


def _welcome(questionnaire: Questionnaire, asker: Asker, wishes: Wishes) -> Language:
    """Show the mark and what is coming, and return the language to go on in."""
    language = wishes.language or wishes.usual
    audience = audience_of(wishes.role) if wishes.role else "it"
    words = words_in(language)
    asker.say(f"Meetlat {asker.marks.between} {questionnaire.title[language]}", strong=True)
    asker.draw((BLANK, *mark_lines(asker.marks, words, asker.columns), BLANK))
    asker.say(questionnaire.introduction[audience][language])
    hint = words(
        "Screen reader? Stop with ctrl-c and start with: `{command}`", command=invocation.command("run --plain")
    )
    asker.draw((BLANK, *wrapped(hint, asker.columns - 1, " ", " "), BLANK))
    if wishes.language:
        return language
    chosen = asker.choose("Taal / Language", _languages(language), words)
    if chosen != language:
        asker.draw((BLANK,))
        asker.say(questionnaire.introduction[audience][chosen])
        asker.draw((BLANK,))
    return chosen


def _languages(first: Language) -> list[tuple[Language, str]]:
    return [(language, LANGUAGE_NAMES[language]) for language in sorted(LANGUAGES, key=lambda one: one != first)]


def _introduce(asker: Asker, questionnaire: Questionnaire, role: Role, language: Language) -> None:
    asker.draw((BLANK,))
    asker.say(questionnaire.introduction[audience_of(role)][language])
    asker.draw((BLANK,))


def _ask_organisation(asker: Asker, words: Words) -> str:
    def check(typed: str) -> str | None:
        return None if typed.strip() else words("Fill in a name; it stands on the report.")

    return asker.text(words("For which organisation is this run?"), check, words).strip()


def _ask_horizon(questionnaire: Questionnaire, asker: Asker, words: Words) -> int:
    asked = questionnaire.context.get("A2")
    if asked is None:
        return DEFAULT_HORIZON_QUARTERS
    hint = asked.hint[words.language].rstrip(".")
    question = f"{asked.question[words.language]} ({hint[:1].lower()}{hint[1:]})"

    def check(typed: str) -> str | None:
        typed = typed.strip()
        if not typed or (typed.isdecimal() and 1 <= int(typed) <= MAX_HORIZON_QUARTERS):
            return None
        return words("Fill in a number of quarters from 1 to {most}.", most=MAX_HORIZON_QUARTERS)

    typed = asker.text(question, check, words).strip()
    if not typed:  # the screen shows nothing of what enter alone comes to
        quarters = words.count(DEFAULT_HORIZON_QUARTERS)
        asker.say(words("The plan then runs for {quarters} quarters.", quarters=quarters))
    return int(typed or DEFAULT_HORIZON_QUARTERS)


def _respondent(history: History, asker: Asker, language: Language, run_id: str, role: Role) -> str:
    """Ask who of an earlier run this is, where that may be asked, and return the pseudonym of the new respondent."""
    known, words = known_of(history, run_id, role), words_in(language)
    same = None
    if known.run is not None:
        answered = {"date": words.date(known.run.date), "role": role_name(role, words, 1)}
        no = words("No, that was somebody else")
        if len(known.people) == 1:
            question = words("On {date} somebody answered as {role}. Was that you?", **answered)
            labels = [words("Yes; after each answer I see what I chose then")]
        else:
            question = words("On {date} several people answered as {role}. Which were you?", **answered)
            labels = [person.id for person in known.people]
            no = words("None of these")
        people = [person.id for person in known.people]
        same = asker.choose(question, [*zip(people, labels, strict=True), (None, no)], words)
        if same is None:
            asker.say(words("Then the report counts this as the answers of somebody else."))
    return history.add_respondent(run_id, role, same, other_than=known.taken)


def _settle_privacy(history: History, asker: Asker, words: Words, run_id: str, responses: Responses) -> None:
    """Ask whether answers may be recognised: everyone must agree, or the run is anonymous (scoring 4.13)."""
    privacy = responses.privacy
    if len(responses.respondents) == 1:
        smallest = words.count(privacy.threshold)
        is_open = asker.choose(
            words("More people will answer in this run. May their answers be recognised?"),
            [
                (False, words("No, anonymous: nothing is shown of groups smaller than {k}", k=smallest)),
                (True, words("Yes, everyone agrees to that")),
            ],
            words,
        )
        settled = replace(privacy, mode="open" if is_open else "anonymous")
        history.record_header(run_id, mode="survey" if responses.mode == "solo" else None, privacy=settled)
    elif privacy.mode == "open":
        asker.say(words("But in this run answers may be recognised: so far everyone agreed to that."))
        agrees = asker.choose(
            words("Do you agree as well?"),
            [(True, words("Yes")), (False, words("No, make the run anonymous"))],
            words,
        )
        if not agrees:
            history.record_header(run_id, privacy=replace(privacy, mode="anonymous"))
