"""Answer tables: answers that Microsoft Forms, Google Forms or LimeSurvey collected, read by a mapping."""
