"""The commands of assess, one module for each group."""
