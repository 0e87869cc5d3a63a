"""The licences of everything that a package of holdfast holds, as one text."""

import json
import re
from collections import defaultdict
from pathlib import Path

from steps import ROOT, VENDOR, Failure, run

# Files of a crate that hold the text of a licence, or names and years that go with one.
_IS_LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|COPYRIGHT|UNLICENSE|OFL|UFL)|licen[cs]e|-Regular\.txt|icons\.txt", re.I)
_ENDINGS = {"", ".md", ".txt", ".mit", ".apache", ".apache-2.0", ".apache2", ".zlib", ".bsd", ".html"}


def third_party(target: str) -> str:
    """A page in Markdown: what is in the program and beside it, who it is from, and under which terms."""
    crates = _crates(target)
    lines = [
        "# What holdfast is made of, and its licences",
        "",
        "holdfast itself is under the MIT licence or the Apache License 2.0, as you like. In the package are, too:",
        "",
        "| part | licence |",
        "|---|---|",
        "| ONNX Runtime (`lib/holdfast`), by Microsoft | MIT; its own parts are listed at the end |",
        "| the BlazePose models (`share/holdfast/models`), by the MediaPipe authors, converted to ONNX | Apache-2.0 |",
        "| SQLite, in the program | public domain |",
    ]
    lines += [f"| {crate['name']} {crate['version']}, in the program | {crate['license']} |" for crate in crates]
    lines += ["", "OpenCV, FFmpeg, sound and display come from the system and are not in the package.", "", "# Texts", ""]

    texts: dict[str, list[str]] = defaultdict(list)
    apache = (ROOT / "LICENSE-APACHE").read_text().strip()
    for crate in crates:
        # Those that come without a text may all be had under this one.
        for text in _texts(crate) or [apache]:
            texts[text].append(f"{crate['name']} {crate['version']}")
    texts[apache].append("the BlazePose models")
    for text, owners in texts.items():
        lines += [f"## {', '.join(dict.fromkeys(owners))}", "", *_quoted(text), ""]
    for name, title in [("LICENSE", "ONNX Runtime"), ("ThirdPartyNotices.txt", "Parts of ONNX Runtime")]:
        lines += [f"## {title}", "", *_quoted((VENDOR / "onnxruntime" / name).read_text(errors="replace").strip()), ""]
    return "\n".join(lines)


def _crates(target: str) -> list[dict]:
    """The crates that are in the program, without those that only build or test it, by name."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    metadata = json.loads(run(command, "cargo could not list the dependencies", cwd=ROOT))
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    ours = metadata["resolve"]["root"]
    found, waiting = set(), [ours]
    while waiting:
        for needed in nodes[waiting.pop()]["deps"]:
            is_in_program = any(kind["kind"] is None for kind in needed["dep_kinds"])
            if is_in_program and needed["pkg"] not in found:
                found.add(needed["pkg"])
                waiting.append(needed["pkg"])
    crates = sorted((packages[package] for package in found), key=lambda crate: (crate["name"], crate["version"]))
    without = [crate["name"] for crate in crates if not _texts(crate) and "Apache-2.0" not in (crate["license"] or "")]
    if without:
        raise Failure(f"the licences of these crates are not known: {', '.join(without)}")
    return crates


def _texts(crate: dict) -> list[str]:
    folder = Path(crate["manifest_path"]).parent
    files = [*folder.iterdir(), *(folder / "fonts").glob("*")]
    licences = [file for file in files if file.is_file() and _IS_LICENCE.search(file.name) and file.suffix.lower() in _ENDINGS]
    return [file.read_text(errors="replace").strip() for file in sorted(licences)]


def _quoted(text: str) -> list[str]:
    return ["```text", *(line.rstrip() for line in text.replace("```", "'''").splitlines()), "```"]
