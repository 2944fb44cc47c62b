"""Is the ambition within reach, what would it take, and what does the plan hang on?"""
