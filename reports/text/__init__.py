"""Draw a scorecard, an explanation and a roadmap as lines of text; pure functions from values to lines."""
