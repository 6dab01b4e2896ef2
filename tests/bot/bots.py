"""Bots of a test, each with a folder of its own."""

import argparse
import pathlib
import subprocess

from children import Child


def parser_of(description):
    """The options that every program with a platform and bots takes."""
    parser = argparse.ArgumentParser(description=description)
    for name in ("service", "database", "server", "ingot", "builder"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    return parser


def sql(url, text):
    """What psql prints."""
    return subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", url, "-c", text], capture_output=True, text=True, check=True).stdout.strip()


class Bot(Child):
    """Natively, or with the engine that DOCKER_HOST names and the images INGOT_IMAGES."""

    def __init__(self, options, name, database, redis, words=("--http", "off")):
        self.place = ["--root", str(options.root / name), "--builder", options.builder]
        if options.builder == "docker":
            self.place += ["--network", "host"]
        self.ingot = options.ingot
        environment = {"DATABASE_URL": database, "INGOT_APPS_DATABASE_URL": options.server, "REDIS_URL": redis}
        super().__init__([self.ingot, "bot", *self.place, "--machine", name, *words], environment, options.root / f"{name}.log")

    def end(self):
        super().end()
        # What it deployed goes on without it, so it is ended on its own.
        subprocess.run([self.ingot, "bot", *self.place, "--stop-applications"], check=False)
