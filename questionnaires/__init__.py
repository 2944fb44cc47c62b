"""What is asked: the questionnaire as data, and what people answered to it."""
