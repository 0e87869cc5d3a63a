#!/usr/bin/env python3
"""Writes settings into the [env] table of .cargo/config.toml and leaves everything else in the file as it is.

    cargo_settings.py NAME=VALUE...

Cargo passes these to the build scripts of the dependencies, so that a plain `cargo build` works. Variables that a
person has set in the shell still win over them.
"""

import os
import re
import sys
import tomllib

from steps import ROOT, Failure, run_script, say

CONFIG = ROOT / ".cargo/config.toml"


def with_settings(text: str, settings: dict[str, str]) -> str:
    """The file's text with the settings in place."""
    lines = text.splitlines()
    headers = [i for i, line in enumerate(lines) if re.match(r"\s*\[env\]", line)]
    if not headers:
        lines += ([""] if lines else []) + ["[env]"]
        headers = [len(lines) - 1]
    start = headers[0] + 1
    end = next((i for i in range(start, len(lines)) if re.match(r"\s*\[", lines[i])), len(lines))
    kept = [line for line in lines[start:end] if line.split("=")[0].strip().strip("\"'") not in settings]
    ours = [f'{name} = "{value}"' for name, value in settings.items()]
    return "\n".join(lines[:start] + ours + kept + lines[end:]) + "\n"


def main() -> int:
    settings = dict(argument.split("=", 1) for argument in sys.argv[1:])
    before = CONFIG.read_text() if CONFIG.exists() else ""
    after = with_settings(before, settings)
    try:
        tomllib.loads(before)
        written = tomllib.loads(after)["env"]
    except tomllib.TOMLDecodeError as error:
        raise Failure(f"{CONFIG} could not be extended ({error}): correct it, or delete it") from error
    if any(written.get(name) != value for name, value in settings.items()):
        raise Failure(f"{CONFIG} sets {', '.join(settings)} in a way that could not be changed: delete them there")
    if tomllib.loads(before).get("env") != written:
        CONFIG.parent.mkdir(exist_ok=True)
        unfinished = CONFIG.with_suffix(".new")
        unfinished.write_text(after)
        os.replace(unfinished, CONFIG)
        say("wrote this machine's build settings to .cargo/config.toml")
    return 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(run_script(main))
