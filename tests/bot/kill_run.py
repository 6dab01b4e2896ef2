"""Publishes under random kills, and checks the history that they leave.

Starts a platform (--service, compiled of samples/meta-platform) on --database, a Redis and two bots, each with a folder and applications of its own, and
publishes small applications --count times, while bots, fronts and Redis are killed with SIGKILL at random. Then every publish has to be effective once:
none is lost, none is done twice, and none is half deployed. --seed repeats the choices, not the moments.
"""

import json
import os
import pathlib
import random
import signal
import time
import urllib.request

from bots import Bot, parser_of, sql
from children import Child, free_port
from platform_client import Platform, Refused, ask

TOKEN = "a token of the kill run, that nobody else has"
APPLICATIONS = 6
MOST_UNDER_WAY = 8


def say(text):
    print(text, flush=True)


def definition(name):
    return {"ingot": 1, "app": {"name": name, "auth": "none"}, "models": [
        {"name": "Thing", "fields": [{"name": "title", "type": "string", "required": True}], "resource": {"path": "things"}}]}


class Application:
    def __init__(self, platform, user, name):
        self.platform = platform
        self.id = platform.create_application(user, definition(name))
        self.model = platform.get(f"/models?applicationId={self.id}")["data"][0]
        self.version = 0
        self.published = []  # (job, version)
        self.rows = []

    def change(self):
        """One field more; the same again in one of six."""
        if self.published and random.randrange(6) == 0:
            return
        self.version += 1
        self.model["fields"].append({"name": f"field{self.version}", "type": "int", "default": self.version})
        self.platform.patch(f"/models/{self.model['id']}", {"fields": self.model["fields"]})

    def publish(self):
        self.change()
        self.published.append((self.platform.publish(self.id), self.version))

    def write(self):
        """A row, when the service is there; its answer is a promise."""
        try:
            address = self.platform.address(self.id)
            title = f"row {len(self.rows)}"
            self.rows.append(ask("POST", f"{address}/api/things", {"title": title}, timeout=5)["id"])
        except (Refused, OSError):
            pass


class Killer:
    """Two bots and a Redis that die at random and come back."""

    def __init__(self, options):
        self.options = options
        self.redis_port = free_port()
        self.ports = {name: free_port() for name in ("one", "two")}
        self.token = options.root / "token"
        self.token.touch(mode=0o600)
        self.token.write_text(TOKEN)
        self.children = {}
        self.kills = {"bot": 0, "front": 0, "redis": 0}
        self.next = 0.0
        self.down = {}  # name -> when it comes back
        for name in ("redis", "one", "two"):
            self.start(name)

    def start(self, name):
        self.down.pop(name, None)
        options = self.options
        if name == "redis":
            words = ["redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", "", "--dir", str(options.root)]
            self.children[name] = Child(words, {}, options.root / "redis.log")
            return
        self.children[name] = Bot(options, name, options.database, f"redis://127.0.0.1:{self.redis_port}",
                                  ["--http", f"127.0.0.1:{self.ports[name]}", "--token-file", str(self.token)])

    def fronts(self):
        for name in ("one", "two"):
            for pid in processes_below(self.options.root / name, "ingot-front"):
                yield pid

    def strike(self):
        """Brings back what was away long enough and, every few seconds, kills something."""
        for name in [name for name, when in self.down.items() if when <= time.monotonic()]:
            self.start(name)
        if self.next > time.monotonic():
            return
        self.next = time.monotonic() + random.uniform(1.5, 5)
        victim = random.choice(["one", "one", "two", "two", "front", "redis"])
        if victim == "front":
            fronts = list(self.fronts())
            if fronts:
                os.kill(random.choice(fronts), signal.SIGKILL)
                self.kills["front"] += 1
        elif victim not in self.down:
            self.children[victim].kill()
            self.kills["redis" if victim == "redis" else "bot"] += 1
            self.down[victim] = time.monotonic() + random.uniform(0.1, 2)

    def heal(self):
        for name in list(self.down):
            self.start(name)

    def end(self):
        for child in self.children.values():
            child.end()


def processes_below(folder, program):
    """Processes of the program whose command line names the folder."""
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if words[0].endswith(program) and any(str(folder) in word for word in words):
            yield int(entry.name)


def rows_of(options, question):
    """What the platform's database answers, a list of objects."""
    return json.loads(sql(options.database, f"SELECT coalesce(json_agg(q), '[]') FROM ({question}) q"))


def retry_the_dead(options, killer):
    """A job whose bot died five times in the middle of it waits for an operator."""
    dead = rows_of(options, "SELECT id FROM jobs WHERE status = 'failed' AND verdict::text LIKE '%ended in the middle%'")
    for job in dead:
        url = f"http://127.0.0.1:{killer.ports['one']}/jobs/{job['id']}/retry"
        urllib.request.urlopen(urllib.request.Request(url, method="POST", headers={"Authorization": f"Bearer {TOKEN}"}), timeout=10)
    return len(dead)


def under_way(options):
    return rows_of(options, "SELECT count(*) AS n FROM jobs WHERE status IN ('pending', 'processing')")[0]["n"]


def settle(options, killer, seconds):
    killer.heal()
    end = time.monotonic() + seconds
    while under_way(options):
        if time.monotonic() > end:
            raise Refused("jobs are left: " + json.dumps(rows_of(options, "SELECT id, type, status, attempts, owner FROM jobs WHERE status IN ('pending', 'processing')")))
        time.sleep(0.2)
    if retry_the_dead(options, killer):
        settle(options, killer, seconds)


def faults_of_jobs(jobs):
    """Each publish is a chain of one or three jobs, completed."""
    faults = [f"job {job['id']} ({job['type']}) is {job['status']}: {json.dumps(job['verdict'])}" for job in jobs if job["status"] != "completed"]
    for kind in ("build-application", "deploy-application"):
        done = [job["release_id"] for job in jobs if job["type"] == kind and job["status"] == "completed"]
        faults += [f"release {release} has {done.count(release)} completed jobs {kind}" for release in set(done) if done.count(release) != 1]
    return faults


def faults_of_releases(releases, jobs):
    faults = []
    numbers = [release["number"] for release in releases]
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"the numbers of releases are {numbers}")
    wanted = ["superseded"] * (len(releases) - 1) + ["active"]
    if [release["status"] for release in releases] != wanted:
        faults.append(f"releases are {[release['status'] for release in releases]}")
    last = {job["release_id"] for job in jobs if job["type"] == "deploy-application" or (job["verdict"] or {}).get("outcome") == "superseded"}
    faults += [f"release {release['number']} was never deployed" for release in releases if release["id"] not in last]
    return faults


def faults_of_service(application):
    """What clients see is the last release, and every row that was promised."""
    address = application.platform.address(application.id)
    things = []
    while True:
        page = ask("GET", f"{address}/api/things?limit=100&page={len(things) // 100 + 1}")
        things += page["data"]
        if len(things) >= page["total"]:
            break
    faults = [f"row {row} is lost" for row in application.rows if row not in {thing["id"] for thing in things}]
    created = ask("POST", f"{address}/api/things", {"title": "last"})
    faults += [f"field{n} is missing" for n in range(1, application.version + 1) if created.get(f"field{n}") != n]
    faults += [f"field{application.version + 1} is there"] if f"field{application.version + 1}" in created else []
    return faults


def faults_of(application, options):
    of = f"application_id = '{application.id}'"
    jobs = rows_of(options, f"SELECT id, type, status, previous_id, release_id, verdict FROM jobs WHERE {of} ORDER BY created_at")
    releases = rows_of(options, f"SELECT id, number, status FROM releases WHERE {of} ORDER BY number")
    deployment = rows_of(options, f"SELECT release_id, machine FROM deployments WHERE {of}")
    faults = faults_of_jobs(jobs) + faults_of_releases(releases, jobs)
    begun = {job["id"] for job in jobs if job["previous_id"] is None}
    faults += [f"publish {job} is lost" for job, _ in application.published if job not in begun]
    if [row["release_id"] for row in deployment] != [releases[-1]["id"]]:
        faults.append(f"the deployment is {deployment}")
    try:
        return faults + faults_of_service(application)
    except (Refused, OSError) as error:
        return faults + [f"the service: {error}"]


def run(options, platform, killer):
    user = platform.create_user("anna")
    applications = [Application(platform, user, f"app{n}") for n in range(APPLICATIONS)]
    for published in range(options.count):
        while under_way(options) >= MOST_UNDER_WAY:
            time.sleep(0.2)
            killer.strike()
            random.choice(applications).write()
        random.choice(applications).publish()
        killer.strike()
        if published % 20 == 19:
            say(f"{published + 1} publishes, {killer.kills}")
    settle(options, killer, 600)
    faults = {application.id: faults_of(application, options) for application in applications if application.published}
    rows = sum(len(application.rows) for application in applications)
    releases = rows_of(options, "SELECT count(*) AS n FROM releases")[0]["n"]
    say(f"{options.count} publishes, {releases} releases, {rows} rows, killed {killer.kills}, faults: {sum(map(len, faults.values()))}")
    for application, each in faults.items():
        for fault in each:
            say(f"  {application}: {fault}")
    return not any(faults.values())


def main():
    parser = parser_of(__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    port = free_port()
    platform = Platform(f"http://127.0.0.1:{port}")
    with Child([options.service], {"DATABASE_URL": options.database, "PORT": str(port), "LOG_LEVEL": "warn"}, options.root / "platform.log"):
        platform.wait_ready()
        killer = Killer(options)
        try:
            good = run(options, platform, killer)
        finally:
            killer.end()
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
