"""Processes of a test, which end with it."""

import os
import socket
import subprocess


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Child:
    """A process that ends with the block. When the block fails, the end of its log is printed."""

    def __init__(self, words, environment, log):
        self.log = log
        with open(log, "ab") as output:
            self.process = subprocess.Popen(words, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.end()
        if kind is not None:
            print(f"--- {self.log}\n{self.log.read_text(errors='replace')[-4000:]}", flush=True)

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait()
