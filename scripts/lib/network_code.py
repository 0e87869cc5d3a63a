"""Whether a library can speak to other machines, told by what its file contains."""

from pathlib import Path

from steps import ROOT

# The program looks for the same marks; `src/pose/network_code.rs` says what they are.
MARKS = ROOT / "src/pose/network_code.txt"


def network_code(library: Path) -> list[str]:
    """The marks of network code in a library, in the order of the list."""
    contents = library.read_bytes()
    marks = MARKS.read_text().splitlines()
    return [mark.replace(r"\0", "") for mark in marks if mark.replace(r"\0", "\0").encode() in contents]
