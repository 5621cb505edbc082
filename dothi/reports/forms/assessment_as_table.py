"""An assessment as tables for a terminal."""

from classifier.assessment.result import Assessment
from dothi.reports.assessment_table import print_assessment
from dothi.reports.forms import Rendering
from dothi.reports.texts import Texts


def render(assessment: Assessment, texts: Texts) -> Rendering:
    """Draw an assessment."""
    return lambda console: print_assessment(assessment, texts, console)
