// What the fixture asks of fields that hold files.
#include <algorithm>

#include <ingot/rt/testing.hpp>

namespace ingot::rt::testing {
namespace {

// The expectations of one test; the first that fails is told.
class Expectations {
 public:
  void status(const Reply& reply, int wanted, std::string_view what) {
    if (reply.status != wanted) fail() << what << " answers " << reply.status << ", not " << wanted << ": " << reply.body.substr(0, 500);
  }
  void same(std::string_view found, std::string_view wanted, std::string_view what) {
    if (found != wanted) fail() << what << " is " << found << ", not " << wanted;
  }
  [[nodiscard]] ::testing::AssertionResult result() const { return result_; }

 private:
  ::testing::AssertionResult& fail() {
    if (result_) result_ = ::testing::AssertionFailure();
    return result_ << "; ";
  }
  ::testing::AssertionResult result_ = ::testing::AssertionSuccess();
};

using Headers = std::vector<std::pair<std::string, std::string>>;

}  // namespace

::testing::AssertionResult ServiceTest::keepsFile(const std::string& path, const Body& valid, const std::string& field, const std::string& segment,
                                                  const std::string& type, std::int64_t most) {
  Expectations expect;
  const Reply row = post(path, valid);
  expect.status(row, 201, "a new row");
  expect.same(row.at(field), "null", "the file of a new row");
  const std::string place = row.header("location") + "/" + segment;
  const Headers headers{{"Content-Type", type}, {"Content-Disposition", "attachment; filename=\"a.bin\""}};
  const auto guarded = [&](const std::string& name, const std::string& value) {
    Headers all = headers;
    all.emplace_back(name, value);
    return all;
  };
  expect.status(get(place), 404, "a file that was not sent");
  const std::string bytes(static_cast<std::size_t>(std::min<std::int64_t>(most, 5)), 'x');
  const Reply sent = send("PUT", place, bytes, headers);
  expect.status(sent, 201, "a first file");
  expect.status(send("PUT", place, bytes, guarded("If-None-Match", "*")), 412, "another file where none may be");
  const Reply read = get(place);
  expect.same(read.body, bytes, "the file");
  expect.same(read.header("content-type"), type, "its type");
  expect.same(read.header("etag"), sent.header("etag"), "its tag");
  expect.same(read.header("content-length"), std::to_string(bytes.size()), "its length");
  expect.same(get(row.header("location")).at(field + ".name"), quoted("a.bin"), "its name");
  expect.same(get(row.header("location")).at(field + ".size"), std::to_string(bytes.size()), "its size");
  expect.same(get(place, {{"Range", "bytes=-1"}}).body, "x", "its last byte");
  expect.status(get(place, {{"Range", "bytes=" + std::to_string(bytes.size()) + "-"}}), 416, "what is behind its end");
  expect.status(send("PUT", place, "y", guarded("If-Match", "\"other\"")), 412, "a guarded change");
  expect.same(get(place).body, bytes, "the file after a refusal");
  expect.status(send("PUT", place, "y", guarded("If-Match", sent.header("etag"))), 200, "a change");
  expect.same(get(place).body, "y", "the changed file");
  expect.status(send("PUT", place, "z", {{"Content-Type", "nonsense"}}), 415, "a body of no type");
  if (most < (1 << 20)) expect.status(send("PUT", place, std::string(static_cast<std::size_t>(most) + 1, 'z'), headers), 413, "a larger file");
  expect.same(get(place).body, "y", "the file after refusals");
  expect.status(del(place), 204, "its deletion");
  expect.status(get(place), 404, "a deleted file");
  expect.same(get(row.header("location")).at(field), "null", "the deleted file in its row");
  expect.status(del(row.header("location")), 204, "the deletion of the row");
  return expect.result();
}

}  // namespace ingot::rt::testing
