#!/usr/bin/env python3
"""Reads a project full of hostile texts as foreign programs do, and the same project without them.

usage: foreign.py HOSTILE HARMLESS
"""
import json
import pathlib
import re
import sys

import yaml

CANARY = "INGOTCANARY"


def instructions(text):
    """What a builder of images runs; comments are whole lines, a backslash at the end goes on."""
    text = re.sub(r"\\\n", " ", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    return [line.split(None, 1) for line in text.splitlines() if line.strip()]


def commands(text):
    """Calls of CMake: (name, arguments); the text of brackets, quotes and comments is a part of neither."""
    text = re.sub(r"(?m)#(?!\[).*$", "", text)
    return re.findall(r"(\w+)\s*\(((?:[^()\"]|\"(?:[^\"\\]|\\.)*\")*)\)", text)


def kinds(value):
    """The shape of JSON: data that a definition gives has none."""
    if isinstance(value, dict):
        return {key: kinds(item) for key, item in value.items()}
    if isinstance(value, list):
        return [kinds(item) for item in value]
    return type(value).__name__


READERS = {
    "Dockerfile": instructions,
    "compose.yaml": yaml.safe_load,
    ".github/workflows/ci.yml": yaml.safe_load,
    ".clang-format": yaml.safe_load,
    "CMakeLists.txt": commands,
    "CMakePresets.json": json.loads,
    ".env.example": lambda text: [line for line in text.splitlines() if line and not line.startswith("#")],
    ".dockerignore": str.splitlines,
    ".gitignore": str.splitlines,
}


def complaints(hostile, harmless):
    for path, read in READERS.items():
        theirs, ours = (read(pathlib.Path(root, path).read_text(encoding="utf-8")) for root in (hostile, harmless))
        if not ours:
            yield f"{path}: nothing was read"
        if theirs != ours:
            yield f"{path}: {theirs} is not {ours}"
    for file in sorted(path for path in pathlib.Path(hostile).rglob("*") if path.is_file()):
        path = file.relative_to(hostile).as_posix()
        text = file.read_text(encoding="utf-8")
        if CANARY in path:
            yield f"{path}: a file of a payload"
        if path.endswith(".json"):
            kinds(json.loads(text))
        if CANARY in text and not path.endswith((".cpp", ".hpp", "openapi.json", ".snapshot.json", "README.md")):
            yield f"{path}: holds a payload"
        if path.endswith((".cpp", ".hpp")):
            for line in text.splitlines():
                if CANARY in re.sub(r'"(?:[^"\\]|\\.)*"', "", line):
                    yield f"{path}: outside a string: {line}"


if __name__ == "__main__":
    found = list(complaints(sys.argv[1], sys.argv[2]))
    print("\n".join(found), end="")
    sys.exit(1 if found else 0)
