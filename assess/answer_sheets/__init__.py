"""Answer sheets: a questionnaire as a workbook to fill in offline, and the answers that come back in it."""
