"""What becomes of a roadmap between two runs: who does what, how far it is, and what is late."""
