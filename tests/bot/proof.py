"""The closing proof: a compiled platform publishes an application, changes it, and publishes itself.

Starts the platform (--service, compiled of samples/meta-platform) on --database and a bot that keeps its files in --root. --server is the PostgreSQL
server in which applications get their databases. What is measured goes to standard output.
"""

import filecmp
import pathlib
import time
import urllib.parse

from bots import Bot, parser_of
from children import Child, free_port
from platform_client import Platform, Refused, ask, read_definition


def say(text):
    print(text, flush=True)


def until(condition, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition():
                return
        except (Refused, OSError):
            pass
        time.sleep(0.02)
    raise Refused("not in time: " + what)


def publish(platform, application):
    begin = time.monotonic()
    platform.publish(application)
    platform.wait(application)
    return time.monotonic() - begin


def prove_a_change(platform, samples):
    """An application that is created, published, called, changed and published again keeps its rows."""
    user = platform.create_user("anna")
    application = platform.create_application(user, read_definition(samples / "toolkit-sync" / "app.json"))
    say(f"first publish: {publish(platform, application):.1f} s")
    service = platform.address(application) + "/api"
    project = ask("POST", service + "/projects", {"name": "one", "repoUrl": "https://example.com/one.git", "token": "s3cret"})
    ask("POST", f"{service}/projects/{project['id']}/docs", {"fileName": "a.md", "content": "# A"})
    ask("POST", f"{service}/projects/{project['id']}/lock", {"lockedBy": "anna"})

    model = next(row for row in platform.get(f"/models?applicationId={application}")["data"] if row["name"] == "Project")
    fields = model["fields"] + [{"name": "stars", "type": "int", "required": True, "default": 3}]
    platform.patch(f"/models/{model['id']}", {"fields": fields})
    begin = time.monotonic()
    platform.publish(application)
    until(lambda: "stars" in ask("GET", f"{service}/projects/{project['id']}"), 300, "the new release")
    say(f"publish of a changed field to its first answer: {time.monotonic() - begin:.2f} s")
    platform.wait(application)
    assert platform.address(application) + "/api" == service, "the address changed"
    kept = ask("GET", f"{service}/projects/{project['id']}")
    assert {**project, "stars": 3}.items() >= without_times(kept).items(), f"{project} became {kept}"
    assert ask("GET", f"{service}/projects/{project['id']}/docs")["data"][0]["fileName"] == "a.md"
    assert ask("GET", f"{service}/projects/{project['id']}/lock")["lockedBy"] == "anna"

    begin = time.monotonic()
    platform.publish(application)
    jobs = platform.wait(application)
    assert jobs[0]["verdict"]["outcome"] == "unchanged", jobs[0]
    say(f"publish of nothing new: {time.monotonic() - begin:.2f} s")
    releases = platform.get(f"/applications/{application}/releases")["data"]
    assert [release["status"] for release in releases] == ["active", "superseded"], releases


def prove_a_queue(platform, options):
    """Publishes that are asked for at once are done by two bots, each of them whole."""
    user = platform.create_user("queue")
    definition = read_definition(options.samples / "tracker" / "app.json")
    applications = [platform.create_application(user, {**definition, "app": {**definition["app"], "name": f"queued{n}", "auth": "none"}}) for n in range(options.queued)]
    with Bot(options, "other", options.database, options.redis):
        begin = time.monotonic()
        for application in applications:
            platform.publish(application)
        for application in applications:
            platform.wait(application, 600)
        say(f"{options.queued} publishes by two bots: {time.monotonic() - begin:.1f} s")
        machines = set()
        for application in applications:
            assert ask("GET", platform.address(application) + "/api/v1/users")["data"] == []
            machines.add(platform.get(f"/applications/{application}/deployment")["machine"])
        assert machines <= {"first", "other"}, machines


def resident(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))) / 1024


def without_times(row):
    return {key: value for key, value in row.items() if key != "updatedAt"}


def differences(made, expected):
    """The paths in which two trees differ; the vendored runtime is left out."""
    def files(root):
        return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] not in ("runtime", ".ingot")}
    ours, theirs = files(made), files(expected)
    return sorted(ours ^ theirs) + sorted(path for path in ours & theirs if not filecmp.cmp(made / path, expected / path, shallow=False))


def database_name(application):
    """Of the database that the bot makes for it, and of the role."""
    return "app_" + application.replace("-", "")


def database_of(server, root, application):
    """The URL of the application's database, with the role that the bot made for it."""
    name = database_name(application)
    password = (root / "apps" / application / "own" / "database-password").read_text()
    parts = urllib.parse.urlsplit(server)
    return f"postgresql://{name}:{password}@{parts.hostname}:{parts.port}/{name}"


def prove_the_platform(platform, options):
    """The platform publishes itself, and what it published publishes itself again: the same bytes as those that it was compiled from."""
    definition = read_definition(options.samples / "meta-platform" / "definition")
    application = platform.create_application(platform.create_user("platform"), definition)
    say(f"publish of the platform itself: {publish(platform, application):.1f} s")
    deployed = Platform(platform.address(application))
    again = deployed.create_application(deployed.create_user("platform"), definition)
    with Bot(options, "second", database_of(options.server, options.root / "first", application), ""):
        say(f"publish by the deployed platform: {publish(deployed, again):.1f} s")
        made = options.root / "second" / "apps" / again / "releases" / "1" / "project"
        wrong = differences(made, options.samples / "meta-platform" / "expected")
        assert not wrong, f"the deployed platform makes other files: {wrong}"
        until(lambda: ask("GET", deployed.address(again) + "/api/users")["data"] == [], 30, "the platform of the platform")


def main():
    parser = parser_of(__doc__)
    parser.add_argument("--redis", required=True)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    parser.add_argument("--queued", type=int, default=4)
    options = parser.parse_args()
    port = free_port()
    platform = Platform(f"http://127.0.0.1:{port}")
    service = Child([options.service], {"DATABASE_URL": options.database, "PORT": str(port), "LOG_LEVEL": "warn"}, options.root / "platform.log")
    with service, Bot(options, "first", options.database, options.redis) as bot:
        platform.wait_ready()
        say(f"a bot that has done nothing: {resident(bot.process.pid):.1f} MiB resident")
        prove_a_change(platform, options.samples)
        prove_the_platform(platform, options)
        say(f"a bot after its jobs: {resident(bot.process.pid):.1f} MiB resident")
        prove_a_queue(platform, options)
    say("proved")


if __name__ == "__main__":
    main()
