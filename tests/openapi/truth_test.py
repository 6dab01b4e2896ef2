"""Does a service do what its API description says, and only that? truth_test.py PROGRAM [--lies]

Requests are made from the description alone: valid ones and ones that break a single thing. What the description accepts
the service has to accept, and the other way round; every answer has to be a declared one. With --lies the description is
made false in one place after another, and each lie has to be found.
"""
import random
import re
import sys
from urllib.parse import quote

from document import Document
from files import Files
from service import Service, token
from values import Maker, pool

class Found(Exception):
    """A lie was noticed."""


class Truth(Files):
    def __init__(self, service, lie=None, seed=20261121):
        self.service, self.rng = service, random.Random(seed)
        self.document = Document(service.send("GET", "/openapi.json").json())
        secured = bool(self.document.root.get("components", {}).get("securitySchemes"))
        service.authorization = "Bearer " + token() if secured else None
        self.suspect = lie(self.document) if lie else None
        self.maker = Maker(self.document, self.rng, self.row_of)
        self.failures, self.requests, self.refused = [], 0, 0
        self.rows, self.making = {}, set()
        self.places, self.succeeded = {}, set()  # of endpoints

    # --- what every request of an operation carries ---------------------------------------------------------------
    def query_of(self, operation, but=""):
        """The parameters that are asked for, as a query that another one may be added to."""
        asked = [each for each in operation.of("query") if each.get("required") and each["name"] != but]
        return "?" + "".join(f"{quote(each['name'])}={quote(self.text_of(each), safe='')}&" for each in asked)

    def headers_of(self, operation, but=""):
        asked = [each for each in operation.of("header") if each.get("required") and each["name"] != but]
        return {each["name"]: self.text_of(each) for each in asked}

    def text_of(self, parameter):
        value = self.maker.valid(parameter["schema"])
        while parameter["in"] == "header" and isinstance(value, str) and (value != value.strip() or not value.isprintable()):
            value = self.maker.valid(parameter["schema"])
        return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)

    # --- sending ---------------------------------------------------------------------------------------------------
    def call(self, operation, path, body=None, headers=None, query=""):
        if operation.endpoint:
            query = query or self.query_of(operation).rstrip("?&")
            headers = {**self.headers_of(operation), **(headers or {})}
        if operation.file and operation.verb == "put":
            headers = {"Content-Type": self.type_of(operation.media_types[0]), **(headers or {})}
        answer = self.service.send(operation.verb.upper(), path + query, body, headers)
        self.requests += 1
        self.refused += 400 <= answer.status < 500
        if answer.status < 300:
            self.succeeded.add(operation.id)
        for complaint in operation.complaints(answer):
            self.fail(operation, f"{complaint}: {answer}", body, path + query)
        return answer

    def fail(self, operation, words, body=None, path=""):
        self.failures.append(f"{operation.id} {path}: {words}" + (f"\n    sent {str(body)[:600]}" if body is not None else ""))

        if self.suspect:
            raise Found

    def expect(self, operation, answer, accepted, body=None, query="", why=""):
        good = answer.status < 400 or answer.status == 409  # two rows may have drawn the same value
        if operation.endpoint and answer.status not in (400, 413, 415, 422):
            return  # its statements said no, and the status is declared
        if b'"check_failed"' in answer.body:
            return  # words too
        if b'"missing_reference"' in answer.body or b"is out of range" in answer.body:
            return  # the words of the description refuse an id of no row, and numbers of more than 64 bits
        if good != accepted:
            self.fail(operation, f"{why}: the description {'accepts' if accepted else 'refuses'} what the service answers {answer}", body, query)

    # --- rows ------------------------------------------------------------------------------------------------------
    def creator(self, collection):
        return next(each for each in self.document.operations if each.path == collection and each.verb == "post" and not each.endpoint)

    def filled(self, path):
        """The path with the id of a row for each name in it, and rows made where there are none."""
        parts = path.split("/")
        for i, part in enumerate(parts):
            if part.startswith("{"):
                collection = "/".join(path.split("/")[:i])
                if any(each.path == collection and each.verb == "post" and not each.endpoint for each in self.document.operations):
                    parts[i] = self.row_at(collection, "/".join(parts[:i]))
                elif part == "{revision_number}":
                    parts[i] = "1"  # every row has it
                else:
                    parts[i] = quote(str(self.maker.valid(self.in_path(path, part[1:-1]))), safe="")
        return "/".join(parts)

    def in_path(self, path, name):
        operation = next(each for each in self.document.operations if each.path == path)
        return next(each["schema"] for each in operation.of("path") if each["name"] == name)

    def row_at(self, collection, place):
        operation = self.creator(collection)
        for _ in range(9):
            answer = self.call(operation, place, self.maker.valid(operation.body))
            if answer.status != 409:
                break
            # It drew the values of another row: what it refers to is made anew, one of its own model first, for that one
            # takes others for itself.
            self.rows = {}
            if operation.tag not in self.making:
                self.rows = {operation.tag: self.row_of(operation.tag)}
        if answer.status != 201 and self.suspect is operation:
            self.fail(operation, f"its own valid body is answered {answer}")  # the lie is found
        assert answer.status == 201, f"{operation.id}: {answer}"
        return answer.json()["id"]

    def row_of(self, model):
        """A row to refer to; none while one is being made that may do without."""
        if model in self.making:
            return None
        if model not in self.rows:
            self.making.add(model)
            self.rows[model] = self.new_row_of(model)
            self.making.remove(model)
        return self.rows[model]

    def new_row_of(self, model):
        operation = next(each for each in self.document.operations if each.tag == model and each.verb == "post" and each.body)
        return self.row_at(operation.path, self.filled(operation.path))

    # --- bodies ----------------------------------------------------------------------------------------------------
    def bodies(self, operation, path):
        schema = self.document.resolve(operation.body)
        properties, required = schema["properties"], schema.get("required", [])
        base = self.maker.valid(operation.body)
        least = {name: base[name] for name in required}
        for body in (base, least):
            self.try_body(operation, path, body, "valid")
        for name in required:
            self.try_body(operation, path, {key: value for key, value in base.items() if key != name}, f"without {name}")
        self.try_body(operation, path, {**base, "notAField": 1}, "unknown field")
        # A password that is taken costs a quarter of a second: fewer bodies then.
        hashed = [name for name, each in properties.items() if each.get("format") == "password"]
        for name in properties:
            fresh = self.maker.valid(operation.body)
            values = pool(self.document.resolve(properties[name]))
            if name in hashed or hashed and operation.verb != "patch":
                values = self.rng.sample(values, 20)
            for value in values:
                self.try_body(operation, path, {**(fresh if operation.verb != "patch" else {}), name: value}, name)
        self.broken_bodies(operation, path, base)

    def try_body(self, operation, path, body, why):
        # Other unique fields must not stand in the way of the one that is tried.
        if operation.verb == "post" and isinstance(body, dict):
            fresh = self.maker.valid(operation.body)
            body = {name: fresh[name] if name != why and name in fresh and why in fresh else value for name, value in body.items()}
        answer = self.call(operation, path, body)
        self.expect(operation, answer, self.document.accepts(operation.body, body), body, why=why)
        if answer.status == 201 and "location" in answer.headers:
            self.reads_back(operation, answer)

    def reads_back(self, operation, answer):
        row = self.service.send("GET", answer.headers["location"])
        if row.status != 200 or row.headers["etag"] != answer.headers["etag"] or row.body != answer.body:
            self.fail(operation, f"Location answers {row}")

    def broken_bodies(self, operation, path, base):
        for text in ("", "{", "[]", "null", "1", '"x"', '{"a":1,}', '{"a":1,"a":2}', "{} {}", b"\xff", b'{"a":"\xff"}'):
            self.expect(operation, self.call(operation, path, text), False, text, why="broken JSON")
        if operation.endpoint and not operation.body_asked:
            self.expect(operation, self.call(operation, path), True, why="no body")
        for media in ("text/plain", "application/xml", "application/x-www-form-urlencoded", ""):
            answer = self.call(operation, path, base, {"Content-Type": media})
            if answer.status != 415:
                self.fail(operation, f"{media} is answered {answer}")
        for media in [*operation.media_types, "application/vnd.x+json; charset=utf-8"]:
            self.expect(operation, self.call(operation, path, self.maker.valid(operation.body), {"Content-Type": media}), True, why=media)

    # --- queries ---------------------------------------------------------------------------------------------------
    def typed(self, schema, text):
        """The text of a parameter as the value that its schema speaks of."""
        kind = schema.get("type", "string")
        if kind == "array":
            return text.split(",") if text else []
        if kind == "integer" and re.fullmatch(r"0|-?[1-9][0-9]*", text, re.ASCII):
            return int(text)
        if kind == "number" and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", text, re.ASCII):
            return float(text)
        if kind == "boolean" and text in ("true", "false"):
            return text == "true"
        return text

    def queries(self, operation, path):
        for parameter in operation.of("query"):
            schema = self.document.resolve(parameter["schema"])
            texts = list(dict.fromkeys(self.texts_for(schema)))
            if parameter["name"].endswith("]"):
                texts = self.rng.sample(texts, 15)
            for text in texts:
                accepted = self.document.accepts(schema, self.typed(schema, text))
                if parameter["name"] == "sort":
                    names = [name.lstrip("-") for name in text.split(",")]
                    accepted = accepted and len(names) == len(set(names))
                if parameter["name"] == "page":
                    accepted = accepted and int(text) <= 50000
                query = f"{self.query_of(operation, parameter['name'])}{quote(parameter['name'])}={quote(text)}"
                body = self.maker.valid(operation.body) if operation.body else None
                self.expect(operation, self.call(operation, path, body, query=query), accepted, query=query, why="query")
        self.odd_queries(operation, path)

    def headers(self, operation, path):
        """The header inputs of an endpoint, each with many texts; one that is empty counts as absent."""
        for parameter in operation.of("header"):
            name, schema = parameter["name"], self.document.resolve(parameter["schema"])
            if not operation.endpoint or name == "If-None-Match":
                continue
            for text in dict.fromkeys(self.texts_for(schema)):
                sent = text.strip(" \t")
                if not sent.isprintable():
                    continue
                accepted = self.document.accepts(schema, self.typed(schema, sent)) if sent else not parameter.get("required")
                body = self.maker.valid(operation.body) if operation.body else None
                answer = self.call(operation, path, body, {name: sent})
                self.expect(operation, answer, accepted, query=f"{name}: {sent}", why="header")

    def texts_for(self, schema):
        texts = [value if isinstance(value, str) else str(value) for value in pool(schema) if not isinstance(value, (list, dict, bool))]
        texts += ["true", "false", "True", "1e3", "1E-3", "0x1"]
        words = schema.get("items", {}).get("enum", [])
        texts += words + [",".join(words[:2]), ",".join(words[:9]), ",".join(words[::2]), ",".join(words + ["x"]), "x,", ","]
        return texts + [word.upper() for word in words]

    def odd_queries(self, operation, path):
        body = self.maker.valid(operation.body) if operation.body else None
        names = [each["name"] for each in operation.of("query")]
        start = self.query_of(operation) if operation.endpoint else "?"
        for query in ("?notAParameter=1", "?page[gt]=1", "?%ff=1", "?a=%00", *[f"?{quote(name)}=1&{quote(name)}=1" for name in names[:3]]):
            answer = self.call(operation, path, body, query=start + query[1:])
            if answer.status != 400 and not (operation.endpoint and answer.status == 422):
                self.fail(operation, f"{query} is answered {answer}")

    # --- versions, paths and methods ---------------------------------------------------------------------------------
    def guards(self, operation, path):
        read = self.service.send("GET", path)
        if operation.endpoint and read.status != 200:
            return
        tag = read.headers["etag"]
        if operation.verb == "get":
            answer = self.call(operation, path, headers={"If-None-Match": tag})
            if answer.status != 304:
                self.fail(operation, f"If-None-Match with the tag is answered {answer}")
            return
        body = self.maker.valid(operation.body) if operation.body else None
        for header, status in (('"999999-00000000"', 412), ("W/" + tag, 412), ("nonsense", 400), (tag, None)):
            answer = self.call(operation, path, body, {"If-Match": header})
            if status is not None and answer.status != status or status is None and answer.status >= 400 and answer.status != 409:
                self.fail(operation, f"If-Match: {header} is answered {answer}", body)

    def tokens(self, operation):
        """Without a good token nothing but 401 where one is asked for, and the answer as ever where none is."""
        secured = bool(operation.spec.get("security", self.document.root.get("security")))
        body = self.maker.valid(operation.body) if operation.body else None
        for header in (None, "", "Bearer x", "Bearer " + token("another secret, of the same length at least"), "Basic eDp5"):
            answer = self.call(operation, self.filled(operation.path), body, {"Authorization": header})
            if (answer.status == 401) != secured:
                self.fail(operation, f"Authorization: {str(header)[:20]} is answered {answer}", body)

    def strangers(self, operation):
        """Ids that are none, and rows that are not there."""
        body = self.maker.valid(operation.body) if operation.body else None
        for parameter in operation.of("path"):
            for text in ("x", "0198c5a4-0000-7000-8000-00000000000", "%00", "0198c5a4-0000-7000-8000-ffffffffffff"):
                names, parts = operation.path.split("/"), self.filled(operation.path).split("/")
                parts[names.index("{%s}" % parameter["name"])] = text
                path = "/".join(parts)
                answer = self.call(operation, path, body)
                plain = operation.endpoint and "x-references" not in parameter["schema"] and text != "%00"
                if plain and self.document.accepts(parameter["schema"], self.typed(parameter["schema"], text)):
                    self.expect(operation, answer, True, why=path)
                elif answer.status not in ((400, 404) if text == "%00" else (404, 422) if operation.endpoint else (404,)):
                    self.fail(operation, f"{path} is answered {answer}", body)

    def methods(self, path):
        declared = {each.verb.upper() for each in self.document.operations if each.path == path}
        allowed = declared | {"OPTIONS"} | ({"HEAD"} if "GET" in declared else set())
        place = self.filled(path)
        options = self.service.send("OPTIONS", place)
        told = set(options.headers.get("allow", "").split(", "))
        if options.status != 204 or told != allowed:
            self.failures.append(f"OPTIONS {path}: {options} allows {told}, described are {allowed}")
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - declared:
            answer = self.service.send(method, place)
            if answer.status != 405 or set(answer.headers.get("allow", "").split(", ")) != allowed:
                self.failures.append(f"{method} {path}: {answer}")
        if "GET" in declared:
            head, get = self.service.send("HEAD", place), self.service.send("GET", place)
            if head.status != get.status or head.body or head.headers.get("etag") != get.headers.get("etag"):
                self.failures.append(f"HEAD {path}: {head}, and GET: {get.status}")

    # --- all of it -----------------------------------------------------------------------------------------------------
    def try_operation(self, operation):
        path = self.filled(operation.path)
        if self.is_file(operation.path):
            return self.try_file(operation, path)
        if operation.endpoint:  # one of them finds what another one made
            path = self.places.setdefault(operation.path, path)
        if operation.verb == "get":
            self.call(operation, path)
            if operation.of("query") or operation.endpoint:
                self.queries(operation, path)
            if operation.tag != "service" or operation.of("header"):
                self.guards(operation, path)
        elif operation.endpoint:
            self.call(operation, path, self.maker.valid(operation.body) if operation.body else None)
            self.queries(operation, path)
        self.headers(operation, path)
        if operation.body:
            self.bodies(operation, path)
        if operation.of("header") and operation.verb in ("put", "patch", "delete") and not operation.endpoint:
            self.guards(operation, path)
        if operation.verb == "delete":
            path = path if operation.endpoint else self.filled(operation.path)
            if "/{linked_" in operation.path:  # what is linked can be unlinked
                self.service.send("PUT", path)
            answer = self.call(operation, path)
            self.expect(operation, answer, True)
        self.tokens(operation)
        self.strangers(operation)

    def run(self):
        ids = [operation.id for operation in self.document.operations]
        assert len(ids) == len(set(ids)), "an operationId stands twice"
        for operation in sorted(self.document.operations, key=lambda each: each.endpoint and each.verb != "post"):
            before = len(self.failures)
            self.try_operation(operation)
            print(f"{operation.id}: {self.requests} requests so far, {len(self.failures) - before} disagreements", flush=True)
            if operation.endpoint and operation.id not in self.succeeded:
                self.fail(operation, "no request succeeded, so its answer is not judged")
        for path in self.document.root["paths"]:
            self.methods(path)


# --- lies: each makes the description false in one place and gives the operation that is asked ---------------------------
def maker_of_rows(document):
    """The operation that makes rows of the model with the most fields, its input and its rows."""
    def fields(each):
        return len(document.resolve(each.body)["properties"])
    operation = max((each for each in document.operations if each.verb == "post" and each.body and not each.endpoint), key=fields)
    schemas = document.root["components"]["schemas"]
    return operation, schemas[operation.body["$ref"].split("/")[-1]], schemas[operation.tag]


def hides_a_member(document):
    operation, _, row = maker_of_rows(document)
    name = row["required"].pop()
    del row["properties"][name]
    return operation


def invents_a_member(document):
    operation, _, row = maker_of_rows(document)
    row["required"].append("invented")
    return operation


def hides_a_status(document):
    operation, _, _ = maker_of_rows(document)
    del operation.responses["422" if "422" in operation.responses else "400"]
    return operation


def invents_a_header(document):
    operation, _, _ = maker_of_rows(document)
    operation.responses["201"]["headers"]["X-Invented"] = {"required": True, "schema": {"type": "string"}}
    return operation


def hides_a_header(document):
    operation, _, _ = maker_of_rows(document)
    del operation.responses["201"]["headers"]["Location"]
    return operation


def asks_for_less(document):
    operation, schema, _ = maker_of_rows(document)
    schema["required"].pop()
    return operation


def takes_anything(document):
    operation, schema, _ = maker_of_rows(document)
    schema["additionalProperties"] = True
    return operation


def limits_nothing(document):
    operation, schema, _ = maker_of_rows(document)
    next(each for each in schema["properties"].values() if "maxLength" in each).pop("maxLength")
    return operation


def narrows_a_limit(document):
    operation, schema, _ = maker_of_rows(document)
    next(each for each in schema["properties"].values() if "maxLength" in each)["maxLength"] -= 1
    return operation


def forgets_null(document):
    operation, schema, _ = maker_of_rows(document)
    next(each for each in schema["properties"].values() if "null" in each.get("type", []))["type"].remove("null")
    return operation


LIES = [hides_a_member, invents_a_member, hides_a_status, invents_a_header, hides_a_header, asks_for_less, takes_anything,
        limits_nothing, narrows_a_limit, forgets_null]


def tell_lies(service):
    believed = 0
    for seed, lie in enumerate(LIES):
        truth = Truth(service, lie, seed)
        try:
            truth.bodies(truth.suspect, truth.filled(truth.suspect.path))
        except Found:
            pass
        print(f"{lie.__name__}: {'found' if truth.failures else 'BELIEVED'}", flush=True)
        believed += not truth.failures
    return believed


def main():
    service = Service(sys.argv[1])
    if "--lies" in sys.argv[2:]:
        believed = tell_lies(service)
        sys.exit(1 if service.stop() != 0 or believed else 0)
    truth = Truth(service)
    try:
        truth.run()
    except Exception as error:  # what was found so far is told too
        truth.failures.append(f"{type(error).__name__}: {error}")
    code = service.stop()
    for failure in truth.failures[:60]:
        print("DISAGREEMENT " + failure)
    print(f"{len(truth.document.operations)} operations, {truth.requests} requests, {truth.refused} refused, {len(truth.failures)} disagreements")
    sys.exit(1 if truth.failures or code != 0 else 0)


if __name__ == "__main__":
    main()
