#!/usr/bin/env python3
"""Holds the documentation to the tree: examples pass `ingot check`, links lead somewhere, tables are complete.

usage: docs_test.py SOURCE_FOLDER INGOT
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path()
INGOT = ""

FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def pages():
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def without_code(text):
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def anchors(text):
    """The anchors of a page's headings, as GitHub makes them."""
    made = set()
    for heading in re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE):
        kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        made.add(kept.replace(" ", "-"))
    return made


def check(folder_or_file):
    return subprocess.run([INGOT, "check", str(folder_or_file)], capture_output=True, text=True, check=False)


class Examples(unittest.TestCase):
    """A complete definition stands in a ```json block and begins with "ingot". One that says file=NAME is a part of a
    folder, made of all such blocks of its page."""

    def test_definitions_pass_the_check(self):
        count = 0
        for page in pages():
            if page.parent.name == "diagnostics":  # holds wrong ones on purpose; golden cases have the whole ones
                continue
            parts = {}
            for info, body in FENCE.findall(page.read_text(encoding="utf-8")):
                language, _, rest = info.strip().partition(" ")
                if language != "json" or not re.match(r'\s*\{\s*"ingot"\s*:', body):
                    continue
                count += 1
                name = re.search(r"\bfile=(\S+)", rest)
                if name:
                    parts[name.group(1)] = body
                else:
                    self.assert_passes(page, {"app.json": body})
            if parts:
                self.assert_passes(page, parts)
        self.assertGreater(count, 5, "where are the examples?")

    def assert_passes(self, page, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, body in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(body, encoding="utf-8")
            outcome = check(folder)
        with self.subTest(page=str(page.relative_to(ROOT)), files=sorted(files)):
            self.assertEqual(outcome.returncode, 0, outcome.stderr)
            self.assertEqual(outcome.stderr, "", "an example that warns is no example")


class Excerpts(unittest.TestCase):
    def test_what_readme_says_of_its_definition(self):
        blocks = FENCE.findall(read("README.md"))
        definition = next(body for info, body in blocks if info == "json")
        code = next(body for info, body in blocks if info == "cpp")
        finding = next(body for _, body in blocks if body.startswith("error["))
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "app.json").write_text(definition, encoding="utf-8")
            made = subprocess.run([INGOT, "generate", "app.json", "--out", "out"], cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual(made.returncode, 0, made.stderr)
            emitted = pathlib.Path(folder, "out/src/models/book.cpp").read_text(encoding="utf-8")
            for part in code.strip().split("\n\n"):
                self.assertIn(part, emitted)
            wrong = definition.replace('["status", "pages"]', '["status", "page"]')
            pathlib.Path(folder, "app.json").write_text(wrong, encoding="utf-8")
            found = subprocess.run([INGOT, "check", "app.json"], cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual(found.returncode, 1)
            self.assertIn(finding.strip(), found.stderr)


class Links(unittest.TestCase):
    def test_relative_links_lead_somewhere(self):
        for page in pages():
            for link in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
                if re.match(r"[a-z]+:", link):
                    continue
                path, _, anchor = link.partition("#")
                target = (page.parent / path) if path else page
                with self.subTest(page=str(page.relative_to(ROOT)), link=link):
                    self.assertTrue(target.exists(), "no such file")
                    self.assertTrue(target.resolve().is_relative_to(ROOT.resolve()), "leads out of the repository")
                    if anchor:
                        self.assertIn(anchor, anchors(target.read_text(encoding="utf-8")), "no such heading")

    def test_every_page_is_reached(self):
        reached = set()
        for page in pages():
            for link in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
                path = link.partition("#")[0]
                if path and not re.match(r"[a-z]+:", link):
                    reached.add((page.parent / path).resolve())
        for page in pages():
            if page.parent.name == "diagnostics" or page in (ROOT / "README.md", ROOT / "docs/performance.md"):
                continue  # performance.md is what `make bench` prints
            with self.subTest(page=str(page.relative_to(ROOT))):
                self.assertIn(page.resolve(), reached, "no page links to this one")


class Tables(unittest.TestCase):
    def test_the_include_table_is_the_build(self):
        said = {}
        for folder, uses in re.findall(r"^\| `((?:bot|compiler|codegen)/[\w/-]+)` \|(.*)\|$", read("docs/architecture.md"), re.MULTILINE):
            said[folder] = set(re.findall(r"`([^`]+)`", uses))
        libraries = {}
        for top in ("bot", "compiler", "codegen"):
            for build in (ROOT / top).rglob("CMakeLists.txt"):
                found = re.search(r"ingot_library\((\S+)(.*?)\)", build.read_text(encoding="utf-8"), re.DOTALL)
                if found:
                    uses = re.search(r"\bUSES\s+(.*?)(?=PRIVATE_USES|$)", found.group(2), re.DOTALL)
                    libraries[found.group(1)] = (str(build.parent.relative_to(ROOT)), uses.group(1).split() if uses else [])
        done = {}
        for folder, uses in libraries.values():
            done[folder] = {libraries[name][0] for name in uses if name in libraries}
        self.assertEqual(said, done)

    def test_every_command_has_a_section(self):
        rows = re.findall(r'^    \{"(\w+)", "', read("compiler/driver/main.cpp"), re.MULTILINE)
        self.assertGreater(len(rows), 5)
        for command in rows + ["help"]:
            self.assertIn(f"\n## {command}\n", read("docs/commands.md"))

    def test_every_rule_of_the_comparison_has_a_row(self):
        rules = re.findall(r'^INGOT_RULE\(\w+, "([^"]+)", k(\w+), k\w+, "(.*)"\)$', read("codegen/compare/rules.def"), re.MULTILINE)
        self.assertGreater(len(rules), 50)
        rows = re.findall(r"^\| `([a-z-]+)` \| (breaking|compatible) \| (.*) \|$", read("docs/plan.md"), re.MULTILINE)
        self.assertEqual(rows, [(rule, kind.lower(), meaning) for rule, kind, meaning in rules])

    def test_every_field_type_has_a_row(self):
        types = re.findall(r'^INGOT_FIELD_TYPE\(\w+, "(\w+)"', read("compiler/ir/field_types.def"), re.MULTILINE)
        self.assertGreater(len(types), 10)
        for name in types:
            self.assertRegex(read("docs/language/fields.md"), rf"\n\| \[`{name}[`(]")

    def test_every_variable_has_a_row(self):
        table = read("runtime-lib/src/service/variables.cpp").partition("const Variable kVariables[] = {")[2].partition("\n};")[0]
        said = re.findall(r"^\| `([A-Z_]+)` \|", read("docs/emitted-project.md"), re.MULTILINE)
        self.assertEqual(said, re.findall(r'\{"([A-Z_]+)"', table))

    def test_every_decision_is_listed(self):
        for record in (ROOT / "docs" / "decisions").glob("0*.md"):
            self.assertIn(f"({record.name})", read("docs/decisions/README.md"))

    def test_a_service_is_compiled_with_the_same_packages_everywhere(self):
        def installed(path):
            words = re.search(r"apt-get install ((?:[\w.+ -]|\\\n)+)", read(path)).group(1)
            return {word for word in words.replace("\\", " ").split() if not word.startswith("-")}
        image = installed("templates/container/Dockerfile.tmpl")
        tools = image - {"ca-certificates"}
        self.assertGreater(len(tools), 10)
        self.assertEqual(installed("templates/container/.github/workflows/ci.yml.tmpl"), tools | {"libgtest-dev"})
        self.assertEqual(installed("templates/cpp-service/README.md.tmpl"), tools | {"libgtest-dev"})
        self.assertEqual(installed("scripts/builder/Dockerfile"), image | {"mold"})
        self.assertLessEqual(image, set(re.search(r"build=\((.*?)\)", read("scripts/bootstrap"), re.DOTALL).group(1).split()))

    def test_the_test_command_is_the_one_of_ci(self):
        self.assertRegex(read("README.md"), r"(?m)^make test\b")
        self.assertRegex(read(".ci/run"), r"(?m)^make test( 2>&1 \| tee .*)?$")


if __name__ == "__main__":
    ROOT = pathlib.Path(sys.argv[1])
    INGOT = str(pathlib.Path(sys.argv[2]).resolve())
    unittest.main(argv=sys.argv[:1], verbosity=1)
