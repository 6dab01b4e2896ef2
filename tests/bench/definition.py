"""Makes definitions of any size for the benchmarks: the same number gives the same bytes."""
import json


def model(index):
    name = f"Thing{index}"
    fields = [
        {"name": "title", "type": "string", "required": True, "min": 1, "max": 120},
        {"name": "body", "type": "text"},
        {"name": "status", "type": "enum", "enum": "Status", "required": True, "default": "draft"},
        {"name": "count", "type": "int", "min": 0, "max": 1000000},
        {"name": "price", "type": "decimal(12,2)", "min": "0.00"},
        {"name": "dueAt", "type": "timestamp"},
        {"name": "email", "type": "email"},
        {"name": "slug", "type": "slug", "unique": True},
        {"name": "extra", "type": "json"},
    ]
    if index > 0:
        fields.append({"name": "previous", "type": "ref", "model": f"Thing{index - 1}", "inverse": f"next{index}"})
    return {
        "name": name,
        "fields": fields,
        "indexes": [["status", "dueAt"]],
        "resource": {"path": f"things-{index}", "filter": ["status", "dueAt", "count"], "sort": ["dueAt", "title", "createdAt"]},
    }


def definition(models):
    return json.dumps({
        "ingot": 1,
        "app": {"name": "bench", "auth": "none"},
        "enums": [{"name": "Status", "values": ["draft", "open", "done"]}],
        "models": [model(i) for i in range(models)],
    }, indent=2)
