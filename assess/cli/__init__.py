"""The commands of assess, one module for each command or group."""

from assess.cli.root import root as main

__all__ = ["main"]
