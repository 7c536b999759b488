"""The command that makes a shell complete."""

import click

from . import completion as complete
from . import output
from .group import command, commands


@command(
    "completion",
    'eval "$(tal completion bash)"   # in ~/.bashrc',
    'eval "$(tal completion zsh)"    # in ~/.zshrc, after compinit',
    "tal completion fish | source    # in ~/.config/fish/config.fish",
)
@click.argument("shell", type=click.Choice(list(complete.SHELLS)))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete.

    With it, Tab completes commands, options, topics, snapshots and citation keys.
    """
    program = str(click.get_current_context().find_root().info_name)
    output.write(complete.script(shell, program, commands))
