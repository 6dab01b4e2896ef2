"""What publishers do wrong, and what becomes of the release that serves: nothing.

Starts a platform (--service, compiled of samples/meta-platform) on --database, and a bot that keeps its files in --root.
"""

import json
import os
import shutil
import subprocess
import time

from bots import Bot, parser_of, sql
from children import Child, free_port
from platform_client import Platform, Refused, ask

DEFINITION = {"ingot": 1, "app": {"name": "shop", "auth": "none"}, "models": [
    {"name": "Thing", "fields": [{"name": "title", "type": "string", "required": True}], "resource": {"path": "things"}}]}


class Shop:
    """An application with a row, which serves."""

    def __init__(self, platform, root):
        self.platform = platform
        self.id = platform.create_application(platform.create_user("anna"), DEFINITION)
        self.secrets = root / "bot" / "secrets" / self.id
        self.model = platform.get(f"/models?applicationId={self.id}")["data"][0]
        self.publish()
        self.address = platform.address(self.id)
        self.row = ask("POST", self.address + "/api/things", {"title": "one"})["id"]

    def fields(self, *more):
        self.platform.patch(f"/models/{self.model['id']}", {"fields": self.model["fields"] + list(more)})

    def publish(self, options=None):
        self.job = self.platform.publish(self.id, options)
        return self.ended()

    def ended(self):
        """The last job of the publish, when it has ended."""
        end = time.monotonic() + 120
        at = self.job
        while time.monotonic() < end:
            job = self.platform.get(f"/jobs/{at}")
            following = [each for each in self.jobs() if each["previousId"] == at]
            if job["status"] == "completed" and following:
                at = following[0]["id"]
            elif job["status"] in ("completed", "failed", "cancelled"):
                return job
            else:
                time.sleep(0.05)
        raise Refused("the publish did not end: " + self.platform.story(job))

    def jobs(self):
        return self.platform.get(f"/applications/{self.id}/jobs")["data"]

    def lines(self, job):
        return [f"{event['stage']}: {event['text']}" for event in self.platform.get(f"/jobs/{job['id']}/events")["data"]]

    def serves(self, *names):
        """The release that serves knows these fields beside the title, and has kept its row."""
        row = ask("GET", f"{self.address}/api/things/{self.row}")
        assert row["title"] == "one", row
        known = set(row) - {"id", "title", "createdAt", "updatedAt"}
        assert known == set(names), f"{known} instead of {names}"


def expect(job, status, **verdict):
    said = job["verdict"] or {}
    good = job["status"] == status and all(str(value) in json.dumps(said.get(key)) for key, value in verdict.items())
    assert good, f"{status} and {verdict} instead of {job['status']} and {json.dumps(said)}"


def findings_of(job):
    found = job["verdict"]["diagnostics"]
    return found["diagnostics"] if isinstance(found, dict) else found


def wrong_definition(shop, _):
    """Every error is told with its table, row and path, and nothing else happens."""
    shop.fields({"name": "count", "type": "inth"}, {"name": "title", "type": "string"})
    job = shop.publish()
    expect(job, "failed", kind="definition", stage="check")
    found = findings_of(job)
    places = [(each["row"]["table"], each["row"]["id"], each["row"]["column"], each["row"]["path"]) for each in found]
    assert places == [("models", shop.model["id"], "fields", "[1].type"), ("models", shop.model["id"], "fields", "[2].name")], found
    shop.serves()


def rows_in_the_way(shop, options):
    """What rows forbid is refused before anything is done: offline unless it is allowed, and then by asking the rows."""
    shop.fields({"name": "code", "type": "string", "required": True})
    job = shop.publish()
    expect(job, "failed", kind="definition", stage="generate")
    code = findings_of(job)[0]["code"]
    words = [options.ingot, "publish", "anna/shop", "--wait", "--format", "json", "--allow", f"{code}:things.code"]
    asked = subprocess.run(words, env={**os.environ, "DATABASE_URL": options.database}, capture_output=True, text=True, check=False)
    assert asked.returncode == 1 and "rows stand in the way" in json.loads(asked.stdout)["message"], asked
    expect(shop.publish({"allow": [f"{code}:things.code"]}), "failed", kind="definition", message="rows stand in the way")
    shop.serves()


def wrong_options(shop, _):
    """What a publish is asked for and is not understood is said, and not tried again."""
    for options, said in (([], "no object"), ({"alow": []}, '"alow" is something else'), ({"allow": "all"}, '"allow" is something else'), ({"again": 1}, '"again" is'), ({"machine": 1}, '"machine" is'),
                          ({"x\n\"" * 40: 1}, "is something else")):
        expect(shop.publish(options), "failed", kind="definition", message=said.replace('"', '\\"'))
    shop.fields()
    job = shop.publish({"allow": ["garbage"]})
    expect(job, "failed", kind="definition", stage="generate")
    assert any("CODE:ELEMENT" in line for line in shop.lines(job)), shop.lines(job)
    shop.serves()


def never_healthy(shop, _):
    """A release that does not start takes nothing along: the migration is taken back, and the one before serves."""
    call = {"name": "mail", "method": "POST", "path": "/mail", "body": [{"name": "to", "type": "string", "required": True}],
            "do": [{"call": "mail", "value": {"to": "body.to"}}]}
    shop.platform.post("/components", {"applicationId": shop.id, "kind": "endpoint", "name": "mail", "body": {key: value for key, value in call.items() if key != "name"}})
    shop.fields({"name": "colour", "type": "string"})
    job = shop.publish()
    expect(job, "failed", kind="definition", message="its service ended with code 3")
    lines = shop.lines(job)
    assert any(line.startswith("health: ") and "OUTBOX_URLS" in line for line in lines), lines
    assert any(line.startswith("roll-back: the migration is taken back") for line in lines), lines
    shop.serves()
    shop.secrets.mkdir(parents=True)
    (shop.secrets / "OUTBOX_URLS").write_text("mail=http://127.0.0.1:9/mail\n")
    expect(shop.publish(), "completed")
    shop.serves("colour")


def migration_fails(shop, options):
    """A migration that cannot begin leaves the one before alone, and is done when nothing is in its way any more."""
    database = options.server.rsplit("/", 1)[0] + "/app_" + shop.id.replace("-", "")
    before = sql(database, "SELECT * FROM ingot_migrations ORDER BY 1")
    sql(database, "ALTER TABLE things ADD COLUMN size text")
    shop.fields({"name": "colour", "type": "string"}, {"name": "size", "type": "int"})
    shop.job = shop.platform.publish(shop.id)
    end = time.monotonic() + 60
    job = None
    while job is None and time.monotonic() < end:
        job = next((each for each in shop.jobs() if each["type"] == "deploy-application" and each["status"] == "pending" and each["attempts"] > 0), None)
        time.sleep(0.02)
    lines = shop.lines(job)
    assert any("the migration failed" in line for line in lines) and any(line.startswith("roll-back: the migration is taken back") for line in lines), lines
    assert sql(database, "SELECT * FROM ingot_migrations ORDER BY 1") == before
    shop.serves("colour")
    sql(database, "ALTER TABLE things DROP COLUMN size")
    expect(shop.ended(), "completed")
    shop.serves("colour", "size")
    shop.fields({"name": "colour", "type": "string"})
    expect(shop.publish({"allow": ["ING0702:things.size"]}), "completed")
    shop.serves("colour")


def cancelled(shop, _):
    """A publish that nobody wants any more ends where it is; the next one goes on."""
    shop.fields({"name": "colour", "type": "string"}, {"name": "size", "type": "int"})
    shop.job = shop.platform.publish(shop.id)
    end = time.monotonic() + 60
    building = None
    while building is None and time.monotonic() < end:
        building = next((job for job in shop.jobs() if job["type"] == "build-application" and job["status"] == "processing"), None)
        time.sleep(0.02)
    shop.platform.post(f"/jobs/{building['id']}/cancel")
    assert shop.ended()["status"] == "cancelled"
    shop.serves("colour")
    job = shop.publish()
    expect(job, "completed")
    shop.serves("colour", "size")


def the_same_twice(shop, _):
    """Two publishes of one change build once."""
    shop.fields({"name": "colour", "type": "string"}, {"name": "size", "type": "int"}, {"name": "weight", "type": "int"})
    before = len([job for job in shop.jobs() if job["type"] == "build-application"])
    shop.platform.publish(shop.id, {"again": False})
    expect(shop.publish(), "completed")
    shop.platform.wait_idle(shop.id)
    assert len([job for job in shop.jobs() if job["type"] == "build-application"]) == before + 1
    shop.serves("colour", "size", "weight")


def settings_change(shop, options):
    """A release is deployed again when somebody says so, from what the database remembers of it, and finds what its machine gives it now."""
    (shop.secrets / "MAX_URI_BYTES").write_text("512\n")
    shop.fields({"name": "colour", "type": "string"}, {"name": "size", "type": "int"}, {"name": "weight", "type": "int"})
    job = shop.publish()
    expect(job, "completed", outcome="unchanged")
    shutil.rmtree(options.root / "bot" / "apps" / shop.id / "releases")  # what a machine has that is new to the application
    words = [options.ingot, "publish", "anna/shop", "--wait", "--again"]
    asked = subprocess.run(words, env={**os.environ, "DATABASE_URL": options.database}, capture_output=True, text=True, check=False)
    assert asked.returncode == 0 and "serves at" in asked.stdout and "written anew" in asked.stderr, asked
    shop.serves("colour", "size", "weight")
    try:
        ask("GET", f"{shop.address}/api/things?title={'x' * 600}")
    except Refused as error:
        assert ": 414 " in str(error), error
    else:
        raise AssertionError("the new setting is not taken")


def no_secret_is_told(shop, options):
    """Neither a log nor a verdict has a password or a key."""
    own = options.root / "bot" / "apps" / shop.id / "own"
    secrets = [path.read_text() for path in own.iterdir()]
    told = json.dumps([(job["verdict"], shop.lines(job)) for job in shop.jobs()]) + (options.root / "bot.log").read_text()
    assert len(secrets) == 2 and not any(secret in told for secret in secrets)


def main():
    options = parser_of(__doc__).parse_args()
    port = free_port()
    platform = Platform(f"http://127.0.0.1:{port}")
    with Child([options.service], {"DATABASE_URL": options.database, "PORT": str(port), "LOG_LEVEL": "warn"}, options.root / "platform.log"):
        with Bot(options, "bot", options.database, "", ["--http", "off", "--health-seconds", "5"]):
            platform.wait_ready()
            shop = Shop(platform, options.root)
            for bad_day in (wrong_definition, wrong_options, rows_in_the_way, never_healthy, migration_fails, cancelled, the_same_twice, settings_change):
                bad_day(shop, options)
                print(f"{bad_day.__name__}: as it should be", flush=True)
            no_secret_is_told(shop, options)


if __name__ == "__main__":
    main()
