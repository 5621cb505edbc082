"""An assessment as JSON, ``dothi/assessment/1``."""

from classifier.assessment.result import Assessment
from dothi.reports.assessment_json import assessment_json
from dothi.reports.texts import Texts


def render(assessment: Assessment, texts: Texts) -> str:
    """Write an assessment."""
    return assessment_json(assessment, texts) + "\n"
