"""What the proof and the benches ask a compiled platform, over its REST API alone."""

import json
import pathlib
import time
import urllib.error
import urllib.request

# The lists of a document whose elements are rows of `components`, and their kind.
COMPONENTS = {"enums": "enum", "types": "type", "functions": "function", "endpoints": "endpoint"}
OF_RELATIONSHIP = ("model", "inverse", "onDelete", "unique")


class Refused(Exception):
    pass


def ask(method, url, body=None, timeout=30):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            text = answer.read()
            return json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        raise Refused(f"{method} {url}: {error.code} {error.read().decode()}") from None


def read_definition(path):
    """One document of a file, or of the files of a folder."""
    path = pathlib.Path(path)
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    document = {}
    for file in files:
        for key, value in json.loads(file.read_text()).items():
            if isinstance(value, list):
                document.setdefault(key, []).extend(value)
            else:
                document[key] = value
    return document


def without(element, keys):
    return {key: value for key, value in element.items() if key not in keys}


class Platform:
    def __init__(self, url):
        self.url = url + "/api"

    def post(self, path, body=None):
        return ask("POST", self.url + path, {} if body is None else body)

    def get(self, path):
        return ask("GET", self.url + path)

    def patch(self, path, body):
        return ask("PATCH", self.url + path, body)

    def create_user(self, name):
        return self.post("/users", {"name": name, "email": f"{name}@example.com", "password": "correct horse battery"})["id"]

    def create_application(self, user, document):
        """Creates what the document says, row by row, and gives the id of the application."""
        app = document["app"]
        row = {"userId": user, "name": app["name"], "configuration": without(app, ("name", "version"))}
        if "version" in app:
            row["version"] = app["version"]
        application = self.post("/applications", row)["id"]
        models = {}
        for position, model in enumerate(document.get("models", [])):
            row = {"applicationId": application, "name": model["name"], "position": position,
                   "fields": [self.without_relationship(field) for field in model["fields"]],
                   "options": without(model, ("name", "fields"))}
            models[model["name"]] = self.post("/models", row)["id"]
        for model in document.get("models", []):
            for field in model["fields"]:
                if field["type"] == "ref":
                    self.create_relationship(application, models, model["name"], field)
        for key, kind in COMPONENTS.items():
            for position, element in enumerate(document.get(key, [])):
                self.post("/components", {"applicationId": application, "kind": kind, "name": element["name"],
                                          "position": position, "body": without(element, ("name",))})
        return application

    @staticmethod
    def without_relationship(field):
        return without(field, OF_RELATIONSHIP) if field["type"] == "ref" else field

    def create_relationship(self, application, models, source, field):
        row = {"applicationId": application, "sourceModelId": models[source], "targetModelId": models[field["model"]],
               "kind": "one-to-one" if field.get("unique") else "many-to-one", "name": field["name"]}
        row.update({key: field[key] for key in ("inverse", "onDelete") if key in field})
        self.post("/relationships", row)

    def publish(self, application, options=None):
        """Asks for it; the id of the job."""
        return self.post(f"/applications/{application}/generate", None if options is None else {"options": options})["id"]

    def wait(self, application, seconds=300):
        """Until no job of the application is left to do. Raises Refused when one failed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            jobs = self.get(f"/applications/{application}/jobs")["data"]
            for job in jobs:
                if job["status"] in ("failed", "cancelled"):
                    raise Refused(self.story(job))
            if jobs and all(job["status"] == "completed" for job in jobs):
                return jobs
            time.sleep(0.05)
        raise Refused("not done in time: " + "; ".join(self.story(job) for job in jobs))

    def wait_idle(self, application, seconds=120):
        """Until all jobs of the application have ended, however."""
        end = time.monotonic() + seconds
        while any(job["status"] in ("pending", "processing") for job in self.get(f"/applications/{application}/jobs")["data"]):
            if time.monotonic() > end:
                raise Refused("jobs are left to do")
            time.sleep(0.05)

    def wait_ready(self, seconds=30):
        end = time.monotonic() + seconds
        while True:
            try:
                return self.get("/users")
            except (Refused, OSError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def story(self, job):
        events = self.get(f"/jobs/{job['id']}/events")["data"]
        lines = "\n".join(f"  {event['stage']}: {event['text']}" for event in events)
        return f"{job['type']} {job['status']}: {json.dumps(job['verdict'])}\n{lines}"

    def address(self, application):
        return "http://" + self.get(f"/applications/{application}/deployment")["address"]
