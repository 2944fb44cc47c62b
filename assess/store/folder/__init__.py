"""A folder of answer files as the whole store."""
