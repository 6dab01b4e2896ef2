// Any bytes as the body of a request: a value of every type is read or refused, and what was read is written and read again.
#include <cstdlib>
#include <string>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/problem.hpp>

namespace {

using namespace ingot::rt;

struct Everything {
  Input<bool> flag;
  Input<std::int64_t> count;
  Input<double> ratio;
  Input<std::string> text;
  Input<Uuid> token;
  Input<BigInt> wide;
  Input<Date> born;
  Input<Timestamp> seenAt;
  Input<Duration> lasts;
  Input<Json> extra;
  Input<Decimal<2>> price;

  template <typename F>
  void each(F visit) {
    visit("flag", flag);
    visit("count", count);
    visit("ratio", ratio);
    visit("text", text);
    visit("token", token);
    visit("wide", wide);
    visit("born", born);
    visit("seenAt", seenAt);
    visit("lasts", lasts);
    visit("extra", extra);
    visit("price", price);
  }
};

// False when the body is refused.
bool read(std::string body, Everything& into) {
  Checks checks(Write::create);
  try {
    ObjectReader reader(std::move(body), checks);
    into.each([&](std::string_view name, auto& input) { reader.field(name, input); });
    reader.finish();
    checks.pattern("text", into.text, "(a+)+b|[0-9]{3,}");
    checks.email("text", into.text);
    checks.url("text", into.text);
    checks.slug("text", into.text);
    checks.maxLength("text", into.text, 10);
    checks.finish();
  } catch (const Failure&) {
    return false;
  }
  return true;
}

std::string write(Everything& from) {
  JsonWriter json;
  json.beginObject();
  from.each([&](std::string_view name, auto& input) {
    if (input.hasValue()) json.member(name, *input);
    if (input.isNull()) json.member(name, nullptr);
  });
  json.endObject();
  return json.take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  Everything first;
  if (!read(std::string(reinterpret_cast<const char*>(data), size), first)) return 0;
  const std::string once = write(first);
  Everything second;
  if (!read(once, second) || write(second) != once) std::abort();
  return 0;
}
