"""Values for a schema: ones that it accepts, at its edges too, and many to compare its judgement with the service's."""
import datetime
import functools
import json
import random
import re
import string

try:
    import re._parser as sre_parse
except ImportError:
    import sre_parse

ALPHABET = string.ascii_letters + string.digits


@functools.cache
def parsed(pattern):
    return sre_parse.parse(pattern, re.ASCII)


class Texts:
    """Random texts that match a pattern."""

    def __init__(self, rng):
        self.rng, self.classes = rng, {}

    def make(self, pattern):
        return self.sequence(parsed(pattern))

    def sequence(self, nodes):
        return "".join(self.node(kind, value) for kind, value in nodes)

    def node(self, kind, value):
        kind = str(kind)
        if kind == "LITERAL":
            return chr(value)
        if kind == "IN":
            return self.from_class(value)
        if kind in ("ANY", "NOT_LITERAL"):
            return self.rng.choice([c for c in ALPHABET if ord(c) != value])
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = value
            return "".join(self.sequence(inner) for _ in range(self.rng.randint(least, min(most, least + 3))))
        if kind == "SUBPATTERN":
            return self.sequence(value[-1])
        if kind == "BRANCH":
            return self.sequence(self.rng.choice(value[1]))
        return ""  # an assertion: the result is judged afterwards

    def from_class(self, items):
        key = str(items)
        if key not in self.classes:
            self.classes[key] = [c for c in map(chr, range(32, 127)) if self.in_class(c, items)] or ["é"]
        return self.rng.choice(self.classes[key])

    def in_class(self, c, items):
        negated = str(items[0][0]) == "NEGATE"
        found = False
        for kind, value in items:
            kind = str(kind)
            if kind == "LITERAL":
                found = found or ord(c) == value
            elif kind == "RANGE":
                found = found or value[0] <= ord(c) <= value[1]
            elif kind == "CATEGORY":
                word = {"DIGIT": r"\d", "WORD": r"\w", "SPACE": r"\s", "NOT_DIGIT": r"\D", "NOT_WORD": r"\W", "NOT_SPACE": r"\S"}
                found = found or re.match(word[str(value).removeprefix("CATEGORY_")], c, re.ASCII) is not None
        return found != negated


class Maker:
    def __init__(self, document, rng, row_of):
        self.document, self.rng, self.row_of = document, rng, row_of
        self.texts = Texts(rng)

    def valid(self, schema):
        """A value that the schema accepts, another one each time where there are several."""
        for _ in range(400):
            value = self.attempt(self.document.resolve(schema))
            if self.document.accepts(schema, value):
                return value
        raise AssertionError(f"no value was found for {json.dumps(schema)}")

    def attempt(self, schema):
        if "x-references" in schema:
            return self.row_of(schema["x-references"])
        for key in ("anyOf", "oneOf"):
            if key in schema:
                return self.attempt(self.document.resolve(self.rng.choice(schema[key])))
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.rng.choice(schema["enum"])
        kinds = schema.get("type", ["boolean", "array", "object", "number", "string"])
        kind = self.rng.choice([kinds] if isinstance(kinds, str) else [each for each in kinds if each != "null"])
        return getattr(self, "make_" + kind)(schema)

    def make_null(self, schema):
        return None

    def make_boolean(self, schema):
        return self.rng.random() < 0.5

    def make_integer(self, schema):
        least, most = schema.get("minimum", -(2**53) + 1), schema.get("maximum", 2**53 - 1)
        return self.rng.choice([least, most, self.rng.randint(least, most)])

    def make_number(self, schema):
        return round(self.rng.uniform(schema.get("minimum", -1e6), schema.get("maximum", 1e6)), 3)

    def make_array(self, schema):
        if "items" not in schema:
            return [1, None, "x", {"a": []}]
        items = [self.attempt(self.document.resolve(schema["items"])) for _ in range(self.rng.randint(0, 2))]
        return list(dict.fromkeys(items)) if schema.get("uniqueItems") else items

    def make_object(self, schema):
        if "properties" not in schema:
            return {"b": 1, "a": [None, {"é": "\u2028"}]}
        # Rules about several fields stand in words only; the examples of their fields keep them together.
        ruled = "`check_failed`" in schema.get("description", "")
        return {
            name: each["examples"][0] if ruled and "examples" in each else self.valid(each)
            for name, each in schema["properties"].items()
        }

    def make_string(self, schema):
        least, most = schema.get("minLength", 0), schema.get("maxLength", 40)
        day = datetime.date(2000, 1, 1) + datetime.timedelta(days=self.rng.randint(0, 9000))
        by_format = {
            "uuid": lambda: "%08x-0000-7000-8000-%012x" % (self.rng.getrandbits(32), self.rng.getrandbits(48)),
            "date": day.isoformat,
            "date-time": lambda: day.isoformat() + self.rng.choice(["T01:02:03Z", "T23:59:59.123456+02:00", "t00:00:00.5z"]),
            "email": lambda: f"u{self.rng.getrandbits(40)}@example.com",
            "uri": lambda: f"https://example.com/{self.rng.getrandbits(30)}?q=%20#f",
        }
        patterns = [each["pattern"] for each in [schema, *schema.get("allOf", [])] if "pattern" in each]
        if schema.get("format") in by_format:
            return by_format[schema["format"]]()
        if "x-minimum" in schema and self.rng.random() < 0.3:
            return schema["x-minimum"]
        if patterns:
            return self.texts.make(patterns[-1])
        length = self.rng.choice([least, most, min(most, max(least, 9))])
        return "".join(self.rng.choice(ALPHABET + " é€😀\"\\<") for _ in range(length))


INTEGERS = [0, 1, -1, 7, 2**53 - 1, -(2**53) + 1, 2**53, -(2**53), 2**63, 2**64, 1.0, 1.5, 1e3, -0.0, 1e300]
WORDS = [
    "", "a", "A", "ab", "a-b", "-a", "a-", "a--b", "Aa", "é", "😀", " ", "\n", "a\n", "\u2028", "null", "true", "0", "00", "01", "-0", "+1",
    "1", "-1", "12", "1.5", "1.50", "1.", ".5", "1.555", "-0.00", "1e3", "9" * 18, "9" * 19, "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "-9223372036854775809", "9.90", "12345678.90", "123456789.90", "99999999.99", "100000000.00", "0.01", "0.00",
    "ABC-1234", "ABC-1234\n", "abc-1234", "ABC-12345", "xABC-1234", "2026-01-31", "2026-02-30", "2024-02-29", "2023-02-29", "0000-01-01",
    "0001-01-01", "9999-12-31", "20260131", "2026-1-31", "2026-W05-1", "2026-01-31T10:30:00Z", "2026-01-31t10:30:00z",
    "2026-01-31T10:30:00", "2026-01-31T10:30:00+02:00", "2026-01-31T10:30:00+24:00", "2026-01-31T24:00:00Z", "2026-01-31T10:30:60Z",
    "2026-01-31T10:30:00.123456Z", "2026-01-31T10:30:00.1234567Z", "2026-01-31T10:30:00.Z", "2026-01-31 10:30:00Z", "2026-01-31T10:30Z",
    "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "PT1H", "PT1H30M", "P1D", "P", "PT", "P1DT", "P1W", "P1W2D", "PT0.5S",
    "PT0.1234567S", "PT1M1H", "-PT1H", "+PT1H", "P1Y", "P1M", "PT1.5H", "pt1h", "P1DT12H", "0198c5a4-0000-7000-8000-000000000000",
    "0198C5A4-0000-7000-8000-000000000000", "0198c5a400007000800000000000000", "{0198c5a4-0000-7000-8000-000000000000}",
    "a@example.com", "A.b+c@ex-ample.co", "a@b", "a@b.1", "@example.com", "a@", "a.@example.com", ".a@example.com", "a..b@example.com",
    "a b@example.com", "\"a\"@example.com", "a@-b.com", "a@b-.com", "a@b..com", "a@b.com.", "é@example.com", "a@exämple.com", "a@b@c.de",
    "a@b_c.de", "a@1.2.3.4", "a@[1.2.3.4]", "a\n@example.com", "a@example.com\n",
    "http://a", "https://example.com", "HTTPS://EXAMPLE.COM/x", "ftp://a", "http://", "http:///x", "https://u@h", "https://u:p@h/",
    "https://h/@x", "https://h:80", "//h", "h", "javascript:alert(1)", "https://[::1]/", "https://?x", "https://#x", " https://a",
]


def pool(schema):
    """What any field is tried with, and what lies around its own edges."""
    values = [None, True, False, [], [1], {}, {"a": 1}, 1.25, -1.5, 1.5, 1.6, "x" * 300, *INTEGERS, *WORDS]
    for key in ("minimum", "maximum"):
        if key in schema:
            values += [schema[key], schema[key] - 1, schema[key] + 1]
    for key in ("minLength", "maxLength"):
        for length in {schema[key] - 1, schema[key], schema[key] + 1} if key in schema else ():
            values += [unit * length for unit in ("a", "é", "😀") if length >= 0]
    values += [value for value in schema.get("enum", [])]
    return values
