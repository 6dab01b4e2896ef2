"""Bots of a test, each with a folder of its own."""

import subprocess

from children import Child


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
