"""What to do next: from a scorecard and actions to a roadmap."""
