"""Tell what differs between two versions of a questionnaire, and which step of the version that asks for."""

from questionnaires.difference.comparing import difference
from questionnaires.difference.model import Change, Kind, Place, QuestionnaireDifference, Remark
from questionnaires.difference.refusals import refusals
from questionnaires.difference.remarks import remarks
from questionnaires.difference.steps import VersionStep

__all__ = [
    "Change",
    "Kind",
    "Place",
    "QuestionnaireDifference",
    "Remark",
    "VersionStep",
    "difference",
    "refusals",
    "remarks",
]
