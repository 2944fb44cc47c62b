"""The commands of assess, one module for each command or group."""


def main() -> None:
    """Run the command that was typed; never returns."""
    from assess.cli.root import root

    root()
