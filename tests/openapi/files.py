"""The files of rows: what the description says of them, tried."""
from urllib.parse import quote


class Files:
    """A part of Truth."""

    def is_file(self, path):
        return any(each.file for each in self.document.operations if each.path == path)

    @staticmethod
    def type_of(pattern):
        return pattern.replace("*/*", "text/plain").replace("/*", "/x-any")

    def try_file(self, operation, path):
        self.strangers(operation)
        self.tokens(operation)
        if operation.verb == "put":
            self.whole_life(path, {each.verb: each for each in self.document.operations if each.path == operation.path})

    def answers(self, operation, path, status, body=None, headers=None):
        answer = self.call(operation, path, body, headers)
        if answer.status != status:
            self.fail(operation, f"{quote(str(headers))} is answered {answer}, not {status}", body and len(body), path)
        return answer

    def whole_life(self, path, by):
        self.answers(by["get"], path, 404)
        self.answers(by["delete"], path, 404)
        # A status of success belongs to the state of the row, not to the type.
        for media in by["put"].media_types:
            self.one_file(path, by, self.type_of(media))
        if "*/*" not in by["put"].media_types:
            self.answers(by["put"], path, 415, b"x", {"Content-Type": "application/x-never"})
        self.answers(by["put"], path, 415, b"x", {"Content-Type": "no type"})

    def one_file(self, path, by, media):
        said = {"Content-Type": media}
        self.answers(by["put"], path, 412, b"abc", said | {"If-Match": '"x"'})
        tag = self.answers(by["put"], path, 201, b"abc", said | {"If-None-Match": "*", "Content-Disposition": 'attachment; filename="a b"'}).headers["etag"]
        self.answers(by["put"], path, 412, b"abc", said | {"If-None-Match": "*"})
        self.answers(by["put"], path, 400, b"abc", said | {"If-None-Match": '"x"'})
        self.answers(by["put"], path, 200, b"abc", said | {"If-Match": tag})
        if by["put"].most < 1 << 20:
            self.answers(by["put"], path, 200, b"a" * by["put"].most, said)
            self.answers(by["put"], path, 413, b"a" * (by["put"].most + 1), said)
            self.answers(by["put"], path, 200, b"abc", said)
        self.answers(by["get"], path, 200)
        self.answers(by["get"], path, 304, headers={"If-None-Match": tag})
        self.answers(by["get"], path, 206, headers={"Range": "bytes=1-"})
        self.answers(by["get"], path, 416, headers={"Range": "bytes=3-"})
        self.answers(by["delete"], path, 412, headers={"If-Match": '"x"'})
        self.answers(by["delete"], path, 204, headers={"If-Match": tag})
