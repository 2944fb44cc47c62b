"""Look at many runs of a store at once: one organisation after another, or all departments without their names."""
