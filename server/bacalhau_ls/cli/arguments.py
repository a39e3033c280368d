"""What can be written on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bacalhau_ls import __version__
from bacalhau_ls.cli.console import PROGRAM
from bacalhau_ls.cli.output import FORMATS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its only name
    Group = argparse._ArgumentGroup  # noqa: SLF001 - its only name

NEVER = "never"
_HIGHEST_PORT = 65535


def parser() -> argparse.ArgumentParser:
    """The parser of the command line.

    What it gives has ``module`` and ``function``: where the command is found in this package.
    """
    root = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Check Bacalhau job specs (JSON, with comments or JSON5, and YAML), or serve an"
        " editor as a language server.",
        epilog="Without a command the language server runs on standard input and output.",
        allow_abbrev=False,
    )
    root.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    root.set_defaults(module="serve", function="serve")
    _add_transports(root)
    commands = root.add_subparsers(title="commands", metavar="COMMAND")
    for add in _COMMANDS:
        add(commands)
    return root


def _command(
    commands: Commands, name: str, summary: str, module: str, function: str
) -> argparse.ArgumentParser:
    description = f"{summary[:1].upper()}{summary[1:]}."
    command = commands.add_parser(name, help=summary, description=description, allow_abbrev=False)
    command.set_defaults(module=module, function=function)
    return command


def _add_transports(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("how to reach the language server")
    transport = group.add_mutually_exclusive_group()
    transport.add_argument(
        "--stdio", action="store_true", help="on standard input and output (default)"
    )
    for option, name in (("--tcp", "TCP"), ("--ws", "WebSocket")):
        transport.add_argument(
            option, type=address, metavar="HOST:PORT", help=f"on a {name} port, one client"
        )
    # Some editors add this to every server's command line.
    command.add_argument("--clientProcessId", help=argparse.SUPPRESS)


def _add_serve(commands: Commands) -> None:
    summary = "run the language server for an editor"
    _add_transports(_command(commands, "serve", summary, "serve", "serve"))


def _add_check(commands: Commands) -> None:
    check = _command(
        commands, "check", "find mistakes in job specs, and fix them", "check", "check"
    )
    _add_input_options(check)
    check.add_argument(
        "--fail-on",
        choices=("error", "warning", "information", "hint", NEVER),
        default="error",
        help="lowest severity that makes the exit code 1 (default: error)",
    )
    _add_fix_options(check)
    group = check.add_argument_group("output")
    group.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    group.add_argument("--output-file", metavar="FILE", help="write there, not to the terminal")
    _add_output_options(group)


def _add_input_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders to search for specs, or - for standard input (default: this folder)",
    )
    command.add_argument(
        "--stdin-filename", metavar="PATH", help="what the text on standard input is called"
    )
    command.add_argument(
        "--config", metavar="FILE", help="settings, instead of those found upwards"
    )
    command.add_argument(
        "--only-specs",
        action="store_true",
        help="leave out files that are no specs by content or name, even if they are named",
    )


def _add_fix_options(check: argparse.ArgumentParser) -> None:
    group = check.add_argument_group("fixes")
    group.add_argument(
        "--fix",
        action="store_true",
        help="apply all safe fixes, then show what is left; of standard input the fixed text goes"
        " to standard output",
    )
    group.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )
    group.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff, also those that may change what is meant",
    )


def _add_output_options(group: Group) -> None:
    group.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="default: auto"
    )
    loudness = group.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="findings and failures only")
    loudness.add_argument(
        "-v", "--verbose", action="store_true", help="say also which files were skipped and why"
    )


def _add_format(commands: Commands) -> None:
    summary = "lay job specs out, without changing what they say"
    command = _command(commands, "format", summary, "format", "format_specs")
    _add_input_options(command)
    group = command.add_argument_group("output")
    group.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit code 1 if a file would be formatted",
    )
    group.add_argument(
        "--diff", action="store_true", help="the same, and show what would be changed"
    )
    _add_output_options(group)


def _add_to_json(commands: Commands) -> None:
    summary = "write a spec as strict JSON, and say whether mistakes are left"
    command = _command(commands, "to-json", summary, "to_json", "to_json")
    command.add_argument("file", metavar="FILE", help="a spec, or - for standard input")


def _add_convert(commands: Commands) -> None:
    summary = "write a spec as YAML or as JSON, with its comments"
    command = _command(commands, "convert", summary, "convert", "convert")
    command.add_argument("file", metavar="FILE", help="a spec, or - for standard input")
    command.add_argument("--to", choices=("yaml", "json"), help="default: the one that it is not")


def _add_schema(commands: Commands) -> None:
    command = _command(
        commands, "schema", "print the JSON Schema of a job spec", "reference", "schema"
    )
    command.add_argument(
        "specification",
        nargs="?",
        choices=("guide", "bacalhau"),
        default="guide",
        help="the one that says what the guide says (default), or what Bacalhau does",
    )


def _add_rules(commands: Commands) -> None:
    command = _command(commands, "rules", "list what is checked", "reference", "rules")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _add_explain(commands: Commands) -> None:
    command = _command(commands, "explain", "explain a finding", "reference", "explain")
    command.add_argument("code", metavar="CODE", help="what stands in brackets: unknown-property")
    command.add_argument("--yaml", action="store_true", help="show the examples in YAML")


_COMMANDS = (
    _add_serve,
    _add_check,
    _add_format,
    _add_to_json,
    _add_convert,
    _add_schema,
    _add_rules,
    _add_explain,
)


def address(text: str) -> tuple[str, int]:
    """Host and port of ``HOST:PORT``; an IPv6 host stands in brackets."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit() or int(port) > _HIGHEST_PORT:
        message = f"{text!r} is not HOST:PORT, such as 127.0.0.1:2087"
        raise argparse.ArgumentTypeError(message)
    return host.removeprefix("[").removesuffix("]") or "127.0.0.1", int(port)
