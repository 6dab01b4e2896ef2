"""Judges kubernetes.yaml and fly.toml by hand-written forms: which members there are, of which type, and how they hang together."""
import sys
import tomllib

import yaml

folder, application, release, image = sys.argv[1:5]
name = "app-" + application


class Opt:
    def __init__(self, form):
        self.form = form


def hold(value, form, at):
    if isinstance(form, dict):
        assert isinstance(value, dict), f"{at}: no map"
        for key in value:
            assert key in form, f"{at}: {key} is unknown"
        for key, inner in form.items():
            if key in value:
                hold(value[key], inner.form if isinstance(inner, Opt) else inner, f"{at}.{key}")
            else:
                assert isinstance(inner, Opt), f"{at}: {key} is missing"
    elif isinstance(form, list):
        assert isinstance(value, list) and value, f"{at}: no list, or an empty one"
        for i, each in enumerate(value):
            hold(each, form[0], f"{at}[{i}]")
    elif isinstance(form, type):
        assert type(value) is form, f"{at}: {value!r} is no {form.__name__}"
    else:
        assert value == form, f"{at}: {value!r} instead of {form!r}"


label = {"app.kubernetes.io/name": name}


def probe(path):
    return {"httpGet": {"path": path, "port": "http"}, "periodSeconds": int, "failureThreshold": int, "timeoutSeconds": Opt(int)}


container = {
    "name": "service", "image": image, "ports": [{"name": "http", "containerPort": 4000}],
    "envFrom": [{"secretRef": {"name": name}}], "env": [{"name": str, "value": str}],
    "startupProbe": probe("/healthz"), "readinessProbe": probe("/readyz"), "livenessProbe": probe("/healthz"),
    "lifecycle": {"preStop": {"sleep": {"seconds": int}}},
    "resources": {"requests": {"cpu": str, "memory": str}, "limits": {"memory": str}},
    "securityContext": {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}},
    "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],
}
pod = {
    "automountServiceAccountToken": False, "enableServiceLinks": False, "terminationGracePeriodSeconds": int,
    "securityContext": {"runAsNonRoot": True, "runAsUser": 10001, "runAsGroup": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
    "containers": [container], "volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": str}}],
}
forms = {
    "Deployment": {
        "apiVersion": "apps/v1", "kind": "Deployment",
        "metadata": {"name": name, "labels": label | {"app.kubernetes.io/managed-by": "ingot"}},
        "spec": {
            "replicas": int, "revisionHistoryLimit": int, "selector": {"matchLabels": label},
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}},
            "template": {"metadata": {"labels": label | {"app.kubernetes.io/version": release}}, "spec": pod},
        },
    },
    "Service": {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name},
                "spec": {"selector": label, "ports": [{"name": "http", "port": 80, "targetPort": "http"}]}},
    "PodDisruptionBudget": {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": name},
                            "spec": {"maxUnavailable": 1, "selector": {"matchLabels": label}}},
}
with open(folder + "/kubernetes.yaml", encoding="utf-8") as file:
    documents = list(yaml.safe_load_all(file))
assert sorted(each["kind"] for each in documents) == sorted(forms), "other kinds"
for each in documents:
    hold(each, forms[each["kind"]], each["kind"])
spec = next(each for each in documents if each["kind"] == "Deployment")["spec"]["template"]["spec"]
service = spec["containers"][0]
drain = 20 + service["lifecycle"]["preStop"]["sleep"]["seconds"]
assert spec["terminationGracePeriodSeconds"] > drain, "a pod is killed before it has finished"
assert {each["name"] for each in service["env"]} == {"HOST", "PORT", "DRAIN_IDLE_MS"}

with open(folder + "/fly.toml", "rb") as file:
    fly = tomllib.load(file)
hold(fly, {
    "app": name, "kill_signal": "SIGTERM", "kill_timeout": str, "build": {"image": image}, "deploy": {"strategy": "rolling"},
    "env": {"HOST": "0.0.0.0", "PORT": "4000", "DRAIN_IDLE_MS": "10000"},
    "http_service": {"internal_port": 4000, "force_https": True, "auto_stop_machines": "off", "auto_start_machines": True, "min_machines_running": int,
                     "checks": [{"method": "GET", "path": "/readyz", "interval": str, "timeout": str, "grace_period": str}]},
}, "fly")
