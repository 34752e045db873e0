"""Starts the Node server, for tools that ask a Python package for its server: `server --port 8000`."""

import os
import shutil
import sys
from pathlib import Path


def main() -> None:
    """Becomes `echo-serve`: the one installed beside this folder, else the published one through npx."""
    installed = Path(__file__).parents[1] / "node_modules" / ".bin" / "echo-serve"
    program = [str(installed)] if installed.exists() else ["npx", "-y", "--package=@echo/server", "echo-serve"]
    if shutil.which(program[0]) is None:
        sys.exit("The server needs Node 20.19 or later; install it from https://nodejs.org.")
    os.execvp(program[0], [*program, *sys.argv[1:]])


if __name__ == "__main__":
    main()
