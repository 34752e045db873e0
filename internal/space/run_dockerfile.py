"""Executes the COPY, RUN, ENV, WORKDIR and CMD lines of a Dockerfile in an empty folder, as a user without rights.

For machines without a container engine: what a stage would hold lies in a folder of its own, and what its base image brings
(here Node) is that of the machine. It shows that the lines work, not that the image does.
"""

import json
import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

NOBODY = 65534


@dataclass
class Stage:
    root: Path
    workdir: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)

    def place(self, path: str) -> Path:
        """Where a path of the image lies."""
        absolute = path if path.startswith("/") else f"{self.workdir}/{path}"
        return self.root / os.path.normpath(absolute).lstrip("/")

    def environment(self, **more: str) -> dict[str, str]:
        home = str(self.root / "home" / "node")
        return {**os.environ, "npm_config_cache": str(self.root / ".npm"), **self.env, "HOME": home, **more}


def run_as(argv: list[str], *, cwd: Path, env: dict[str, str], **options) -> subprocess.Popen:
    """A process of the user nobody where we are root, else of our own user."""
    if os.geteuid() == 0:
        options |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return subprocess.Popen(argv, cwd=cwd, env=env, start_new_session=True, **options)


def give(path: Path) -> None:
    """Makes the unprivileged user the owner of a path and of what is in it."""
    if os.geteuid() != 0:
        return
    for one in [path, *path.rglob("*")] if path.is_dir() and not path.is_symlink() else [path]:
        os.chown(one, NOBODY, NOBODY, follow_symlinks=False)


def instructions(dockerfile: Path) -> list[tuple[str, str]]:
    """The instructions and their arguments, continued lines joined."""
    text = dockerfile.read_text().replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    return [tuple(line.split(maxsplit=1)) for line in lines if line and not line.startswith("#")]


def build(context: Path, folder: Path, dockerfile: str = "Dockerfile") -> Stage:
    """Executes every stage below an empty folder and returns the last one; raises where a line fails."""
    stages: dict[str, Stage] = {}
    stage = None
    for name, argument in instructions(context / dockerfile):
        if name == "FROM":
            words = argument.split()
            root = folder / f"stage-{len(stages)}"
            (root / "home" / "node").mkdir(parents=True)
            give(root)
            stage = Stage(root)
            stages[words[2] if len(words) == 3 else str(len(stages))] = stage
        elif stage is None:
            raise ValueError(f"{name} stands before FROM")
        elif name == "WORKDIR":
            stage.workdir = argument
            stage.place("").mkdir(parents=True, exist_ok=True)
            give(stage.place(""))
        elif name == "ENV":
            stage.env |= dict(pair.split("=", 1) for pair in shlex.split(argument))
        elif name == "COPY":
            copy(stage, stages, context, shlex.split(argument))
        elif name == "RUN":
            process = run_as(["sh", "-c", argument], cwd=stage.place(""), env=stage.environment())
            if process.wait() != 0:
                raise RuntimeError(f"RUN {argument} ended with {process.returncode}")
        elif name == "CMD":
            stage.command = json.loads(argument)
        elif name not in ("LABEL", "USER", "EXPOSE", "HEALTHCHECK"):
            raise ValueError(f"{name} is not executed here")
    if stage is None or not stage.command:
        raise ValueError("the Dockerfile has no stage with a CMD")
    return stage


def copy(stage: Stage, stages: dict[str, Stage], context: Path, words: list[str]) -> None:
    source_of = context.joinpath
    if words[0].startswith("--from="):
        source_of = stages[words.pop(0).removeprefix("--from=")].place
    *sources, target = words
    for source in map(source_of, sources):
        into = stage.place(target)
        if source.is_dir():
            shutil.copytree(source, into, symlinks=True, dirs_exist_ok=True)
        else:
            into = into / source.name if target.endswith("/") else into
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, into)
        give(into)


def start(stage: Stage, log, **env: str) -> subprocess.Popen:
    """Starts the CMD of a stage with these variables set, its output in a log."""
    return run_as(stage.command, cwd=stage.place(""), env=stage.environment(**env), stdout=log, stderr=log)
