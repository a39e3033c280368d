"""Where the real Bacalhau notices a mistake: the end of each message about one."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """A step on the way of a job; the value is the word for it in a schema."""

    VALIDATE = "validate"
    """Reading and checking the file, as the command line does it."""
    SERVER = "server"
    """What the orchestrator checks besides."""
    SCHEDULE = "schedule"
    """Looking for nodes."""
    RUN = "run"
    """Starting the task on a node: parameters of engines and storages are read here."""
    IGNORED = "ignored"
    """It is never noticed."""

    @property
    def words(self) -> str:
        """What becomes of the job, in a few words."""
        return _WORDS[self]


_WORDS = {
    Stage.VALIDATE: "refused by `job validate`",
    Stage.SERVER: "refused by the server",
    Stage.SCHEDULE: "no node will run it",
    Stage.RUN: "fails at run time",
    Stage.IGNORED: "silently ignored",
}


def stage_of(word: object) -> Stage | None:
    """The stage that a schema names with *word*."""
    return next((stage for stage in Stage if stage.value == word), None)
