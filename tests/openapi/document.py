"""An API description, and what it says of requests and answers: a judge of its own, with nothing of Ingot in it."""
import datetime
import decimal
import functools
import re

import jsonschema


@functools.cache
def ecma(pattern):
    """The same pattern for Python: there `$` also stands before a last line break."""
    out, in_class, i = [], False, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            out.append(pattern[i : i + 2])
            i += 2
            continue
        in_class = c == "[" or (in_class and c != "]")
        out.append("\\Z" if c == "$" and not in_class else c)
        i += 1
    return re.compile("".join(out), re.ASCII)


formats = jsonschema.FormatChecker(formats=[])


@formats.checks("uuid")
def is_uuid(text):
    return not isinstance(text, str) or re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) is not None


@formats.checks("date", raises=ValueError)
def is_date(text):
    return not isinstance(text, str) or len(text) == 10 and bool(datetime.date.fromisoformat(text))


@formats.checks("password")
def is_password(text):
    return not isinstance(text, str) or len(text.encode()) <= 72  # bcrypt reads no more: the description has it in words


@formats.checks("date-time", raises=(ValueError, OverflowError))
def is_date_time(text):
    if not isinstance(text, str):
        return True
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|([+-])(\d\d):(\d\d))", text, re.ASCII)
    if match is None:
        return False
    day = datetime.date.fromisoformat(match[1])
    hours, minutes = (int(match[8]), int(match[9])) if match[7] else (0, 0)
    if hours > 23 or minutes > 59:
        return False
    moment = datetime.datetime.combine(day, datetime.time(int(match[2]), int(match[3]), int(match[4])))
    offset = datetime.timedelta(hours=hours, minutes=minutes)
    return bool(moment - offset if match[7] != "-" else moment + offset)


def matches_pattern(validator, pattern, instance, schema):
    if isinstance(instance, str) and not ecma(pattern).search(instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def micros(text):
    """A duration in microseconds."""
    match = re.fullmatch(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(\.\d+)?S)?)?", text, re.ASCII)
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:6])
    whole = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
    return (-1 if match[1] == "-" else 1) * (whole * 1000000 + int(decimal.Decimal(match[7] or 0) * 1000000))


def moment(text):
    return datetime.datetime.fromisoformat(text.upper().replace("Z", "+00:00"))


# `x-minimum` and `x-maximum` limit values that travel as texts; which kind a text is follows from the limit.
def magnitude(limit, text):
    if "P" in limit:
        return micros(text)
    if "T" in limit:
        return moment(text)
    if ":" in limit:
        return datetime.time.fromisoformat(text)
    return text if re.match(r"\d{4}-", limit) else decimal.Decimal(text)


def keeps_limit(keyword):
    def judge(validator, limit, instance, schema):
        if not isinstance(instance, str):
            return
        try:
            value, edge = magnitude(limit, instance), magnitude(limit, limit)
        except (AttributeError, ValueError, decimal.InvalidOperation):
            return  # another keyword refuses it
        if value < edge if keyword == "x-minimum" else value > edge:
            yield jsonschema.ValidationError(f"{instance!r} lies beyond {keyword} {limit}")

    return judge


def keeps_bytes(keyword):
    def judge(validator, limit, instance, schema):
        if not isinstance(instance, str) or len(instance) % 4:
            return
        count = len(instance) // 4 * 3 - instance[-2:].count("=")
        if count < limit if keyword == "x-minBytes" else count > limit:
            yield jsonschema.ValidationError(f"{instance!r} lies beyond {keyword} {limit}")

    return judge


Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    {"pattern": matches_pattern, "x-minimum": keeps_limit("x-minimum"), "x-maximum": keeps_limit("x-maximum")}
    | {keyword: keeps_bytes(keyword) for keyword in ("x-minBytes", "x-maxBytes")},
)


class Document:
    def __init__(self, root):
        self.root = root
        self.operations = [
            Operation(self, path, item, verb, item[verb])
            for path, item in root["paths"].items()
            for verb in ("get", "post", "put", "patch", "delete")
            if verb in item
        ]

    def resolve(self, node):
        while "$ref" in node:
            beside = {key: value for key, value in node.items() if key != "$ref"}
            target = self.root
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = {**target, **beside}
        return node

    def problems(self, schema, instance):
        # What a schema points at stands beside it, so that it is a document of its own.
        validator = Validator({**schema, "components": self.root["components"]}, format_checker=formats)
        return [error.message for error in validator.iter_errors(instance)]

    def accepts(self, schema, instance):
        return not self.problems(schema, instance)


class Operation:
    def __init__(self, document, path, item, verb, spec):
        self.document, self.path, self.item, self.verb, self.spec = document, path, item, verb, spec
        self.id = spec["operationId"]
        self.tag = spec["tags"][0]
        parameters = [document.resolve(each) for each in item.get("parameters", []) + spec.get("parameters", [])]
        self.parameters = list({(each["in"], each["name"]): each for each in parameters}.values())  # its own go before the path's
        self.responses = {status: document.resolve(node) for status, node in spec["responses"].items()}
        body = document.resolve(spec.get("requestBody", {}))
        self.body_asked = body.get("required", False)
        self.endpoint = self.tag == "endpoints"
        self.media_types = list(body.get("content", {}))
        # Nothing is said of the bytes of a file.
        self.file = any("schema" not in media for node in (body, self.responses.get("200", {})) for media in node.get("content", {}).values())
        self.most = body.get("x-maxBytes")
        self.body = body["content"][self.media_types[0]]["schema"] if self.media_types and not self.file else None

    def of(self, place):
        return [each for each in self.parameters if each["in"] == place]

    def complaints(self, answer):
        """What of an answer is not declared, or declared and not there."""
        response = self.responses.get(str(answer.status))
        if response is None:
            return [f"the status {answer.status} is not declared"]
        found = []
        for name, header in response.get("headers", {}).items():
            header = self.document.resolve(header)
            value = answer.headers.get(name.lower())
            if value is None:
                found.append(f"the header {name} is missing")
            else:
                found += self.document.problems(header["schema"], value)
        for name in ("etag", "location", "retry-after", "allow", "www-authenticate"):
            if name in answer.headers and name not in {each.lower() for each in response.get("headers", {})}:
                found.append(f"the header {name} is not declared")
        return found + self.body_complaints(answer, response.get("content", {}))

    def body_complaints(self, answer, content):
        if not content:
            return [f"there is a body of {len(answer.body)} bytes"] if answer.body else []
        media = answer.headers.get("content-type", "").split(";")[0]
        if not {media, media.split("/")[0] + "/*", "*/*"} & set(content):
            return [f"the content type {media} is not declared"]
        if media not in content or "schema" not in content[media] or not media.endswith("json"):
            return []
        schema = content[media]["schema"]
        value = answer.json()
        found = self.document.problems(schema, value)
        closed = isinstance(value, dict) and schema != {"type": "object"}
        if closed and self.document.accepts(schema, {**value, "notDeclared": 1}):
            found.append("the schema would let anything pass")
        return found
