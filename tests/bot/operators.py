"""What an operator does: moves an application to another machine, and restores everything from backups on a server that is empty.

Starts a platform (--service, compiled of samples/meta-platform) on --database, and bots that keep their files in --root.
"""

import os
import pathlib
import shutil
import subprocess
import time
import urllib.request

from bad_days import Shop, expect
from bots import Bot, parser_of, sql
from children import Child, free_port
from platform_client import Platform, ask
from proof import database_name, database_of

SECRET = {"name": "pin", "type": "string", "secret": True}
FILE = {"name": "picture", "type": "file", "max": 1000}
PICTURE = bytes(range(256))


def bot_of(options, name):
    return Bot(options, name, options.database, "", ["--http", "off"])


def platform_of(options, port):
    return Child([options.service], {"DATABASE_URL": options.database, "PORT": str(port), "LOG_LEVEL": "warn"}, options.root / "platform.log")


def publish_again(options, wait=True):
    words = [options.ingot, "publish", "anna/shop", "--again"] + ["--wait"] * wait
    asked = subprocess.run(words, env={**os.environ, "DATABASE_URL": options.database}, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout + asked.stderr


def keep_own(options, machine, application, place):
    """What cannot be made anew: keys, passwords, and files of rows."""
    for folder in (pathlib.Path("apps") / application / "own", pathlib.Path("secrets") / application):
        copy(options.root / machine / folder, place / folder)
    data = "deployed/" + application + "/data"
    if options.builder == "native":
        copy(options.root / machine / data, place / data)
    else:
        in_volume(application, "tar -c -C /data .", place / "volume.tar")


def in_volume(application, command, file, read=False):
    """Runs a command of a shell with the volume of the application at /data; its input or its output is the file."""
    words = ["docker", "run", "--rm", "--interactive", "--network", "none", "--volume", f"ingot-{application}:/data", "debian:bookworm-slim", "sh", "-c", command]
    with file.open("rb" if read else "wb") as other:
        subprocess.run(words, check=True, stdin=other if read else subprocess.DEVNULL, stdout=None if read else other)


def copy(source, place):
    """With the owners and rights that files have."""
    if source.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "--archive", source, place], check=True)


def upload(shop):
    request = urllib.request.Request(f"{shop.address}/api/things/{shop.row}/picture", data=PICTURE, method="PUT", headers={"Content-Type": "image/png"})
    urllib.request.urlopen(request, timeout=30).close()


def is_whole(shop):
    """It serves its row with the file of it, and takes others."""
    shop.address = shop.platform.address(shop.id)
    assert ask("GET", f"{shop.address}/api/things/{shop.row}")["title"] == "one"
    with urllib.request.urlopen(f"{shop.address}/api/things/{shop.row}/picture", timeout=30) as answer:
        assert answer.read() == PICTURE
    upload(shop)
    ask("POST", f"{shop.address}/api/things", {"title": "more", "pin": "4321"})


def has_its_keys(shop, options):
    """The secrets of its rows open with what the machine has now: they can be encrypted anew."""
    if options.builder != "native":
        return  # its program is in an image; the files beside it are the same
    root = options.root / "new"
    program = max((root / "deployed" / shop.id / "releases").glob("*/service"), key=lambda path: int(path.parent.name))
    keys = (root / "apps" / shop.id / "own" / "secret-keys").read_text().strip()
    words = {"DATABASE_URL": database_of(options.server, root, shop.id), "SECRET_KEYS": "2:" + "A" * 43 + "=," + keys}
    asked = subprocess.run([program, "secrets", "rotate"], env={**os.environ, **words}, capture_output=True, text=True, check=False)
    assert asked.returncode == 0 and "encrypted anew" in asked.stdout, asked


def move(shop, options):
    """From one machine to another, as docs/operations.md says; the first bot rests meanwhile."""
    with bot_of(options, "old"):
        expect(shop.publish(), "completed")
        shop.address = shop.platform.address(shop.id)
        upload(shop)
        ask("POST", f"{shop.address}/api/things", {"title": "more", "pin": "1234"})
        stop = [options.ingot, "bot", "--root", str(options.root / "old"), "--builder", options.builder, "--stop-applications", "--application", shop.id]
        subprocess.run(stop, check=True)
        assert subprocess.run([*stop[:-1], "another"], check=False, stderr=subprocess.DEVNULL).returncode == 2, "there is none of this id"
    sql(options.database, f"DELETE FROM deployments WHERE application_id = '{shop.id}'")
    keep_own(options, "old", shop.id, options.root / "new")
    with bot_of(options, "new"):
        publish_again(options)
        is_whole(shop)
        with bot_of(options, "old"):  # it has nothing to do with it any more
            shop.fields(SECRET, FILE, {"name": "moved", "type": "int"})
            expect(shop.publish(), "completed")
            assert shop.platform.get(f"/applications/{shop.id}/deployment")["machine"] == "new"
            is_whole(shop)


def back_up(options, databases, place):
    place.mkdir()
    words = ["pg_dumpall", "--globals-only", "--dbname", options.server, "--file", str(place / "globals.sql")]
    subprocess.run(words, check=True)
    for database in databases:
        url = options.server.rsplit("/", 1)[0] + "/" + database
        subprocess.run(["pg_dump", "--format=custom", "--create", "--file", str(place / database), "--dbname", url], check=True)


def lose(options, databases, application):
    for database in databases:
        sql(options.server, f'DROP DATABASE "{database}" WITH (FORCE)')
        if database.startswith("app_"):
            sql(options.server, f'DROP ROLE "{database}"')
    shutil.rmtree(options.root / "new")
    if options.builder == "docker":
        subprocess.run(["docker", "volume", "rm", "ingot-" + application], check=True, stdout=subprocess.DEVNULL)


def needs_its_keys(shop, options):
    """Without them nothing is deployed: whoever forgot them learns it before a row gets other ones, and the job goes on when they are there."""
    own = options.root / "new" / "apps" / shop.id / "own"
    own.rename(own.with_name("forgotten"))
    before = {job["id"] for job in shop.jobs()}
    publish_again(options, wait=False)
    end = time.monotonic() + 60
    while not any("copy the folder" in line for job in shop.jobs() if job["id"] not in before for line in shop.lines(job)):
        assert time.monotonic() < end, [shop.platform.story(job) for job in shop.jobs()]
        time.sleep(0.05)
    assert not own.exists()
    own.with_name("forgotten").rename(own)
    shop.platform.wait(shop.id)


def restore(options, databases, application, place):
    # Roles that are there already are no harm.
    subprocess.run(["psql", "-Xq", "--dbname", options.server, "--file", str(place / "globals.sql")], check=True, stderr=subprocess.DEVNULL)
    for database in databases:
        subprocess.run(["pg_restore", "--create", "--exit-on-error", "--dbname", options.server, str(place / database)], check=True)
    shutil.copytree(place / "bot" / "apps", options.root / "new" / "apps")
    if options.builder == "native":
        copy(place / "bot" / "deployed", options.root / "new" / "deployed")
    else:
        in_volume(application, "tar -x -C /data", place / "bot" / "volume.tar", read=True)


def main():
    options = parser_of(__doc__).parse_args()
    port = free_port()
    platform = Platform(f"http://127.0.0.1:{port}")
    with platform_of(options, port):
        platform.wait_ready()
        with bot_of(options, "old"):
            shop = Shop(platform, options.root)
        shop.fields(SECRET, FILE)
        move(shop, options)
        print("moved: it serves", flush=True)
    subprocess.run([options.ingot, "bot", "--root", str(options.root / "new"), "--builder", options.builder, "--stop-applications"], check=True)
    databases = [options.database.rsplit("/", 1)[1], database_name(shop.id)]
    backup = options.root / "backup"
    back_up(options, databases, backup)
    keep_own(options, "new", shop.id, backup / "bot")
    lose(options, databases, shop.id)
    restore(options, databases, shop.id, backup)
    with platform_of(options, port), bot_of(options, "new"):
        platform.wait_ready()
        needs_its_keys(shop, options)
        is_whole(shop)
        has_its_keys(shop, options)
        print("restored: it serves", flush=True)


if __name__ == "__main__":
    main()
