#!/usr/bin/env python3
"""Reads the emitted Dockerfile, compose file and CI workflow as foreign programs do. scripts/check-container runs the image.

usage: container_test.py SOURCE_FOLDER INGOT
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

ROOT = pathlib.Path()
INGOT = ""

FILES = ("Dockerfile", ".dockerignore", "compose.yaml", ".github/workflows/ci.yml")
CANARY = "canary\n# syntax=evil\nRUN id\n${HOME} $(id) \\"


def generate(definition):
    """The files of the project of a definition, by path."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "app.json")
        source.write_text(json.dumps(definition), encoding="utf-8")
        made = subprocess.run([INGOT, "generate", str(source), "--out", f"{folder}/out"], capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        found = {}
        for path in [*FILES, "README.md", ".gitignore"]:
            file = pathlib.Path(folder, "out", path)
            if file.exists():
                found[path] = file.read_text(encoding="utf-8")
        return found, made.stderr


def app(**more):
    return {"ingot": 1, "app": {"name": "shelf", **more}}


JWT = {"jwt": {"algorithm": "HS256"}}


def instructions(dockerfile):
    """(INSTRUCTION, rest) of each; comments are whole lines, a backslash at the end goes on."""
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    text = re.sub(r"\\\n", " ", "\n".join(lines))
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


def packages(text):
    """What an `apt-get install` in the text names."""
    command = re.search(r"apt-get install ([^\n&\"]*)", text.replace("\\\n", " ")).group(1)
    return {word for word in command.split() if not word.startswith("-")}


class Image(unittest.TestCase):
    def setUp(self):
        self.files, _ = generate(app(auth=JWT))
        self.dockerfile = self.files["Dockerfile"]
        self.parsed = instructions(self.dockerfile)

    def test_any_builder_reads_it(self):
        known = {"FROM", "RUN", "COPY", "WORKDIR", "USER", "ENV", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT"}
        self.assertLessEqual({name for name, _ in self.parsed}, known)
        self.assertNotRegex(self.dockerfile, r"(?im)^#\s*(syntax|escape|check)\s*=")
        self.assertNotIn("--mount", self.dockerfile)
        self.assertNotIn("<<", self.dockerfile)

    def test_the_last_stage_holds_the_service_alone(self):
        stages = [index for index, (name, _) in enumerate(self.parsed) if name == "FROM"]
        last = self.parsed[stages[-1]:]
        self.assertEqual(last[0], ("FROM", "scratch"))
        self.assertNotIn("RUN", [name for name, _ in last])
        self.assertEqual(dict(last)["USER"], "10001:10001")
        self.assertEqual(json.loads(dict(last)["ENTRYPOINT"]), ["/service"])
        self.assertEqual(json.loads(dict(last)["HEALTHCHECK"].partition("CMD ")[2]), ["/service", "--health-check"])

    def test_no_secret_reaches_the_engine(self):
        rules = [line for line in self.files[".dockerignore"].splitlines() if line and not line.startswith("#")]
        self.assertEqual(rules[0], "*")
        copied = {rest.split()[0] for name, rest in self.parsed if name == "COPY" and not rest.startswith("--from")}
        self.assertEqual({rule[1:] for rule in rules[1:]}, copied)
        self.assertIn("/secrets/", self.files[".gitignore"])

    def test_the_lists_of_packages_agree(self):
        tests = {"libgtest-dev"}
        said = packages(self.files["README.md"])
        self.assertLess(tests, said)
        self.assertEqual(packages(self.dockerfile) - {"ca-certificates"}, said - tests)
        self.assertEqual(packages(self.files[".github/workflows/ci.yml"]), said)


class Compose(unittest.TestCase):
    def test_every_container_is_locked_down(self):
        for auth in ("none", JWT):
            compose = yaml.safe_load(generate(app(auth=auth))[0]["compose.yaml"])
            self.assertEqual(set(compose["services"]), {"service", "database"})
            for service in compose["services"].values():
                self.assertTrue(service["read_only"])
                self.assertEqual(service["cap_drop"], ["ALL"])
                self.assertEqual(service["security_opt"], ["no-new-privileges:true"])
                for secret in service["secrets"]:
                    self.assertIn(secret, compose["secrets"])
            for port in compose["services"]["service"]["ports"]:
                self.assertTrue(port.startswith("127.0.0.1:"), port)
            self.assertEqual("jwt_secret" in compose["secrets"], auth == JWT)
            self.assertEqual("JWT_SECRET_FILE" in compose["services"]["service"]["environment"], auth == JWT)
            readme = generate(app(auth=auth))[0]["README.md"]
            for secret in compose["secrets"].values():
                self.assertIn(secret["file"].removeprefix("./"), readme)

    def test_an_app_with_secrets_is_given_its_keys(self):
        for secret in (False, True):
            fields = [{"name": "pin", "type": "string", "secret": secret}]
            files, _ = generate({**app(auth="none"), "models": [{"name": "Door", "fields": fields}]})
            compose = yaml.safe_load(files["compose.yaml"])
            self.assertEqual("secret_keys" in compose["secrets"], secret)
            self.assertEqual("secret_keys" in compose["services"]["service"]["secrets"], secret)
            self.assertEqual("SECRET_KEYS_FILE" in compose["services"]["service"]["environment"], secret)
            self.assertEqual("> secrets/secret_keys" in files["README.md"], secret)

    @unittest.skipIf(shutil.which("docker") is None or subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode, "no docker compose")
    def test_compose_reads_it(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "compose.yaml").write_text(generate(app(auth=JWT))[0]["compose.yaml"], encoding="utf-8")
            read = subprocess.run(["docker", "compose", "config", "--quiet"], cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual((read.returncode, read.stdout, read.stderr), (0, "", ""))


class Workflow(unittest.TestCase):
    def test_it_builds_and_tests(self):
        workflow = yaml.safe_load(generate(app(auth="none"))[0][".github/workflows/ci.yml"])
        self.assertEqual(set(workflow["jobs"]), {"test", "image"})
        self.assertEqual(workflow["permissions"], {"contents": "read"})
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                self.assertEqual(len({"uses", "run"} & set(step)), 1)


class Callers(unittest.TestCase):
    def test_no_image_for_who_says_nothing_of_callers(self):
        files, said = generate(app())
        self.assertIn("no container", said)
        self.assertNotIn("Dockerfile", files)
        self.assertNotIn("compose.yaml", files)
        self.assertEqual(set(yaml.safe_load(files[".github/workflows/ci.yml"])["jobs"]), {"test"})


class UserText(unittest.TestCase):
    def test_none_reaches_what_engines_read(self):
        plain, _ = generate(app(auth=JWT))
        hostile = {"ingot": 1,
                   "app": {"name": "canary", "label": CANARY, "description": CANARY, "auth": {"jwt": {"algorithm": "HS256", "issuer": CANARY}}},
                   "models": [{"name": "Canary", "label": CANARY, "fields": [{"name": "canary", "type": "string", "default": CANARY}],
                               "resource": {"path": "canary"}}]}
        made, _ = generate(hostile)
        for path in FILES:
            self.assertEqual(made[path], plain[path], path)


if __name__ == "__main__":
    ROOT = pathlib.Path(sys.argv[1])
    INGOT = str(pathlib.Path(sys.argv[2]).resolve())
    unittest.main(argv=sys.argv[:1], verbosity=1)
