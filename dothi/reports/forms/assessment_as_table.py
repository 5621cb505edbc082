"""An assessment as tables for a terminal."""

from classifier.assessment.result import Assessment
from dothi.reports.assessment_table import print_assessment
from dothi.reports.forms import Rendering
from dothi.reports.texts import Texts


def render(assessment: Assessment, texts: Texts) -> Rendering:
    """Draw an assessment: every standard if its margins were asked for, else those that fail or are open."""
    return lambda console: print_assessment(assessment, texts, console, assessment.margins is not None)
