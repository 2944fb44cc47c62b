"""One step for each layout that the store ever had; a step that was released never changes."""
