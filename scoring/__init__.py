"""What the answers mean: pure functions from answers to a scorecard."""
