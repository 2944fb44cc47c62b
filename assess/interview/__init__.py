"""Walk one respondent through a questionnaire, without a terminal in it."""
