"""The disk of a bot is full in the middle of a publish: what serves goes on, the job says why it waits, and it is done when there is room again.

Starts a platform (--service, compiled of samples/meta-platform) on --database, and a bot whose folder is a small disk of its own. Needs root.
"""

import os
import subprocess
import time

from bad_days import Shop, expect
from bots import Bot, parser_of
from children import Child, free_port
from platform_client import Platform

SIZE = 512 << 20
ROOM = {"generate": 64 << 10, "build": 2 << 20, "migrate": 5 << 20}  # bytes that are too few for the stage


class FullDisk:
    """All but `room` bytes of the disk are taken until the block ends."""

    def __init__(self, disk, room):
        self.file = disk / "filler"
        self.bytes = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - room

    def __enter__(self):
        with self.file.open("wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, self.bytes)

    def __exit__(self, *_):
        self.file.unlink()


def wait_for_trouble(shop, before):
    """The stage whose attempt came to nothing, of a job that is tried again."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for job in shop.jobs():
            if job["id"] not in before and job["status"] == "pending" and job["attempts"] > 0:
                return shop.lines(job)[-1]
        time.sleep(0.02)
    raise AssertionError("it was not in the way: " + "\n".join(shop.platform.story(job) for job in shop.jobs() if job["id"] not in before))


def publish_without_room(shop, disk, stage, room, fields):
    before = {job["id"] for job in shop.jobs()}
    shop.fields(*fields)
    with FullDisk(disk, room):
        shop.job = shop.platform.publish(shop.id)
        line = wait_for_trouble(shop, before)
        assert stage == line.split(":")[0], line
        shop.serves(*(field["name"] for field in fields[:-1]))
    expect(shop.ended(), "completed")
    shop.serves(*(field["name"] for field in fields))
    print(f"{room >> 10} KiB left: {line}", flush=True)


def main():
    options = parser_of(__doc__).parse_args()
    port = free_port()
    platform = Platform(f"http://127.0.0.1:{port}")
    disk = options.root / "bot"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0755", "ingot-test", str(disk)], check=True)
    try:
        with Child([options.service], {"DATABASE_URL": options.database, "PORT": str(port), "LOG_LEVEL": "warn"}, options.root / "platform.log"):
            with Bot(options, "bot", options.database, "", ["--http", "off"]):
                platform.wait_ready()
                shop = Shop(platform, options.root)
                fields = []
                for stage, room in ROOM.items():
                    fields.append({"name": f"at{len(fields)}", "type": "int"})
                    publish_without_room(shop, disk, stage, room, fields)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


if __name__ == "__main__":
    main()
