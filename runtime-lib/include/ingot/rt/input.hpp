// What a client sent for a model: each field absent, null or a value; read from JSON, then checked.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/password.hpp>
#include <ingot/rt/problem.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt {

// A field of a request body. Absent and null differ: a merge patch leaves an absent field alone and clears a null one.
template <typename T>
class Input {
 public:
  Input() = default;
  Input(T value) : state_(State::value), value_(std::move(value)) {}  // NOLINT: a value is an input

  [[nodiscard]] bool given() const { return state_ != State::absent; }
  [[nodiscard]] bool isNull() const { return state_ == State::null; }
  [[nodiscard]] bool hasValue() const { return state_ == State::value; }
  [[nodiscard]] const T& operator*() const { return value_; }
  [[nodiscard]] const T* operator->() const { return &value_; }

  // The value where an absent field is null.
  [[nodiscard]] std::optional<T> optional() const { return hasValue() ? std::optional<T>(value_) : std::nullopt; }

  void set(T value) {
    value_ = std::move(value);
    state_ = State::value;
  }
  void setNull() { state_ = State::null; }
  // What an absent field becomes when a whole row is written.
  void orDefault(T value) {
    if (!given()) set(std::move(value));
  }
  // The same, from an expression that may have no value.
  void orResult(std::optional<T> value) {
    if (given()) return;
    value ? set(std::move(*value)) : setNull();
  }
  void orNull() {
    if (!given()) setNull();
  }

 private:
  enum class State : std::uint8_t { absent, null, value };
  State state_ = State::absent;
  T value_{};
};

// What a write does with fields that the body leaves out.
enum class Write : std::uint8_t { create, replace, patch };

// `tags[3]`
[[nodiscard]] std::string itemPath(std::string_view path, std::size_t position);

// A value inside a parsed body; valid as long as the body that it came from.
struct JsonValue {
  const void* document = nullptr;
  std::size_t position = 0;
};

// The outcome of reading one value: the stable code of what is wrong, or empty, and words for it.
struct ReadError {
  std::string_view code;
  std::string message;
  explicit operator bool() const { return !code.empty(); }
};

[[nodiscard]] bool isNull(JsonValue value);
[[nodiscard]] ReadError read(JsonValue value, bool& out);
[[nodiscard]] ReadError read(JsonValue value, std::int64_t& out);  // within +-(2^53 - 1)
[[nodiscard]] ReadError read(JsonValue value, double& out);
[[nodiscard]] ReadError read(JsonValue value, std::string& out);  // NUL is refused
[[nodiscard]] ReadError read(JsonValue value, Uuid& out);
[[nodiscard]] ReadError read(JsonValue value, BigInt& out);
[[nodiscard]] ReadError read(JsonValue value, Date& out);
[[nodiscard]] ReadError read(JsonValue value, TimeOfDay& out);
[[nodiscard]] ReadError read(JsonValue value, Timestamp& out);
[[nodiscard]] ReadError read(JsonValue value, Duration& out);
[[nodiscard]] ReadError read(JsonValue value, Json& out);
[[nodiscard]] ReadError read(JsonValue value, Bytes& out);
[[nodiscard]] ReadError read(JsonValue value, Password& out);
[[nodiscard]] ReadError readDecimal(JsonValue value, int scale, std::int64_t& unscaled);
[[nodiscard]] ReadError readClosedText(JsonValue value, const std::string_view* texts, std::size_t count, std::size_t& index);

template <int Scale>
[[nodiscard]] ReadError read(JsonValue value, Decimal<Scale>& out) {
  return readDecimal(value, Scale, out.unscaled);
}

template <ClosedText E>
[[nodiscard]] ReadError read(JsonValue value, E& out) {
  std::size_t index = 0;
  if (ReadError error = readClosedText(value, E::texts.data(), E::texts.size(), index)) return error;
  out.index = static_cast<decltype(out.index)>(index);
  return {};
}

[[nodiscard]] ReadError readObject(JsonValue value);  // is it one?
template <MemberedValue T>
[[nodiscard]] ReadError read(JsonValue value, T& out);

// Hands over the items of an array; the error when it is none.
[[nodiscard]] ReadError eachItem(JsonValue list, FunctionRef<void(JsonValue)> take);
// The same of the text of an array that was checked before; throws std::runtime_error when it is none.
void eachItem(std::string_view json, FunctionRef<void(JsonValue)> take);
[[noreturn]] void failOnItem(const ReadError& error);
// The same of the text of an object.
void withObject(std::string_view json, FunctionRef<void(JsonValue)> take);
[[noreturn]] void failOnStored(const ReadError& error);

// The items of a list as it is stored or stands in emitted code. A text that only another release knows is left out.
template <typename T>
[[nodiscard]] std::vector<T> listOf(std::string_view json) {
  std::vector<T> items;
  eachItem(json, [&](JsonValue item) {
    T value{};
    if (const ReadError error = read(item, value)) {
      if constexpr (ClosedText<T>) return;
      failOnItem(error);
    }
    items.push_back(std::move(value));
  });
  return items;
}

// Collects every problem of one request body, so that a client sees all of them at once.
class Checks {
 public:
  explicit Checks(Write write) : write_(write) {}

  // A body must give the field and may not clear it; a patch may leave it out.
  template <typename T>
  void required(std::string_view path, const Input<T>& input) {
    if (input.isNull() || (!input.given() && write_ != Write::patch)) addRequired(path);
  }
  // The same for a field that a new row is given by an expression: a replacement may leave it out, and it stays.
  template <typename T>
  void notNull(std::string_view path, const Input<T>& input) {
    if (input.isNull()) addRequired(path);
  }
  // Lengths count code points.
  void minLength(std::string_view path, const Input<std::string>& input, std::size_t least);
  void maxLength(std::string_view path, const Input<std::string>& input, std::size_t most);
  // Of bytes, their number.
  void minLength(std::string_view path, const Input<Bytes>& input, std::size_t least);
  void maxLength(std::string_view path, const Input<Bytes>& input, std::size_t most);
  template <typename T>
  void min(std::string_view path, const Input<T>& input, const std::type_identity_t<T>& least) {
    if (input.hasValue() && *input < least) addTooSmall(path, format(least));
  }
  template <typename T>
  void max(std::string_view path, const Input<T>& input, const std::type_identity_t<T>& most) {
    if (input.hasValue() && *input > most) addTooLarge(path, format(most));
  }
  // At most `digits` digits in all.
  template <int Scale>
  void precision(std::string_view path, const Input<Decimal<Scale>>& input, int digits) {
    if (input.hasValue()) checkPrecision(path, input->unscaled, digits);
  }
  // `expression` is RE2 syntax and must match the whole text; it is compiled once per place.
  void pattern(std::string_view path, const Input<std::string>& input, std::string_view expression);
  void email(std::string_view path, const Input<std::string>& input);
  void url(std::string_view path, const Input<std::string>& input);
  void slug(std::string_view path, const Input<std::string>& input);
  // No longer than what bcrypt reads.
  void password(std::string_view path, const Input<std::string>& input);
  // The other rules of a password are those of a text.
  void minLength(std::string_view path, const Input<Password>& input, std::size_t least);
  void maxLength(std::string_view path, const Input<Password>& input, std::size_t most);
  void pattern(std::string_view path, const Input<Password>& input, std::string_view expression);
  void password(std::string_view path, const Input<Password>& input);

  template <typename T>
  void minItems(std::string_view path, const Input<std::vector<T>>& input, std::size_t least) {
    if (input.hasValue() && input->size() < least) addTooFew(path, least);
  }
  template <typename T>
  void maxItems(std::string_view path, const Input<std::vector<T>>& input, std::size_t most) {
    if (input.hasValue() && input->size() > most) addTooMany(path, most);
  }
  // The rules of a list are those of each item; the path of one is `tags[3]`.
  template <typename T>
  void minLength(std::string_view path, const Input<std::vector<T>>& input, std::size_t least) {
    each(path, input, [&](const std::string& place, const Input<T>& item) { minLength(place, item, least); });
  }
  template <typename T>
  void maxLength(std::string_view path, const Input<std::vector<T>>& input, std::size_t most) {
    each(path, input, [&](const std::string& place, const Input<T>& item) { maxLength(place, item, most); });
  }
  template <typename T>
  void min(std::string_view path, const Input<std::vector<T>>& input, const std::type_identity_t<T>& least) {
    each(path, input, [&](const std::string& place, const Input<T>& item) { min(place, item, least); });
  }
  template <typename T>
  void max(std::string_view path, const Input<std::vector<T>>& input, const std::type_identity_t<T>& most) {
    each(path, input, [&](const std::string& place, const Input<T>& item) { max(place, item, most); });
  }
  template <int Scale>
  void precision(std::string_view path, const Input<std::vector<Decimal<Scale>>>& input, int digits) {
    each(path, input, [&](const std::string& place, const Input<Decimal<Scale>>& item) { precision(place, item, digits); });
  }
  using Texts = std::vector<std::string>;
  void pattern(std::string_view path, const Input<Texts>& input, std::string_view expression) {
    each(path, input, [&](const std::string& place, const Input<std::string>& item) { pattern(place, item, expression); });
  }
  void email(std::string_view path, const Input<Texts>& input) {
    each(path, input, [&](const std::string& place, const Input<std::string>& item) { email(place, item); });
  }
  void url(std::string_view path, const Input<Texts>& input) {
    each(path, input, [&](const std::string& place, const Input<std::string>& item) { url(place, item); });
  }
  void slug(std::string_view path, const Input<Texts>& input) {
    each(path, input, [&](const std::string& place, const Input<std::string>& item) { slug(place, item); });
  }

  void add(std::string_view path, std::string_view code, std::string message);
  // The problems of a value inside: their paths continue `path`.
  void take(std::string_view path, Checks&& inside);
  [[nodiscard]] bool empty() const { return problems_.empty() && broken_.empty(); }
  // What is wrong first, of this code when one is named, as the problem of the whole value; nothing when all is well.
  [[nodiscard]] ReadError first(std::string_view code = {}) const;
  // The first problem of a place is the one that counts: `min` says nothing of a field of the wrong type.
  [[nodiscard]] bool failed(std::string_view path) const;
  [[nodiscard]] Write write() const { return write_; }
  // Is the value known that the row will have, and nothing wrong with it? Rules about rows ask only then; of a patch that gives
  // some of the fields, the table knows the others.
  template <typename T>
  [[nodiscard]] bool knows(std::string_view path, const Input<T>& input) const {
    return input.given() && !failed(path);
  }
  void broken(const RowRule& rule);
  // Throws 422 with every problem, if there is one.
  void finish();

 private:
  template <typename T, typename Rule>
  void each(std::string_view path, const Input<std::vector<T>>& input, Rule rule) {
    if (!input.hasValue()) return;
    for (std::size_t i = 0; i < input->size(); ++i) rule(itemPath(path, i), Input<T>((*input)[i]));
  }
  void addTooFew(std::string_view path, std::size_t least);
  void addTooMany(std::string_view path, std::size_t most);
  void addRequired(std::string_view path);
  void addTooSmall(std::string_view path, const std::string& least);
  void addTooLarge(std::string_view path, const std::string& most);
  void checkPrecision(std::string_view path, std::int64_t unscaled, int digits);

  Write write_;
  std::vector<Problem> problems_;
  std::vector<std::string> parts_;  // places of values that have problems inside
  std::vector<Problem> broken_;  // rules about rows: of one place there may be several
};

// Reads the members of the JSON object in a request body. Names that nobody asked for are problems too.
class ObjectReader {
 public:
  // Throws 400 when `body` is not one JSON object (syntax, a name twice); problems of single fields go to `checks`.
  ObjectReader(std::string body, Checks& checks);
  // An object inside such a body. With `stored` it is one that was read before: members that nobody asks for are left out.
  ObjectReader(JsonValue object, Checks& checks, bool stored = false);
  ~ObjectReader();
  ObjectReader(ObjectReader&&) = delete;

  template <typename T>
  void field(std::string_view name, Input<T>& input) {
    JsonValue value;
    if (!find(name, value)) return;
    if (rt::isNull(value)) return input.setNull();
    T result{};
    if (readPart(value, name, result)) input.set(std::move(result));
  }
  // Of a list, each item that is refused.
  template <typename T>
  void field(std::string_view name, Input<std::vector<T>>& input) {
    JsonValue value;
    if (!find(name, value)) return;
    if (rt::isNull(value)) return input.setNull();
    std::vector<T> items;
    ReadError error = eachItem(value, [&](JsonValue item) {
      T result{};
      readPart(item, itemPath(name, items.size()), result);
      items.push_back(std::move(result));
    });
    if (error) return refuse(name, std::move(error));
    input.set(std::move(items));
  }
  // Answers a field that the service sets itself, so that the message can say so.
  void readOnly(std::string_view name);
  // Call it last: names every member that no call above asked for.
  void finish();

 private:
  template <typename T>
  bool readPart(JsonValue value, std::string_view path, T& out) {
    ReadError error = read(value, out);
    if (error) refuse(path, std::move(error));
    return !error;
  }
  template <MemberedValue T>
  bool readPart(JsonValue value, std::string_view path, T& out);

  [[nodiscard]] bool find(std::string_view name, JsonValue& out);
  void refuse(std::string_view name, ReadError error);

  struct Body;
  std::unique_ptr<Body> body_;
  Checks& checks_;
  bool stored_ = false;
};

// A value is whole: what a request leaves out of it has its default, or is null, also in a patch.
template <MemberedValue T>
bool ObjectReader::readPart(JsonValue value, std::string_view path, T& out) {
  if (ReadError error = stored_ ? read(value, out) : readObject(value)) {
    refuse(path, std::move(error));
    return false;
  }
  if (stored_) return true;
  Checks inside(Write::create);
  typename T::Input input;
  ObjectReader reader(value, inside);
  readBody(reader, input);
  fillDefaults(input);
  checkMembers(input, inside);
  if (inside.empty()) out = valueOf(input);
  const bool good = inside.empty();
  checks_.take(path, std::move(inside));
  return good;
}

// A value as it is stored. Its rules may have changed since, so that none is asked for but what C++ needs: a member that is required.
template <MemberedValue T>
ReadError read(JsonValue value, T& out) {
  if (ReadError error = readObject(value)) return error;
  Checks found(Write::create);
  Checks rules(Write::create);
  typename T::Input input;
  ObjectReader reader(value, found, true);
  readBody(reader, input);
  fillDefaults(input);
  checkMembers(input, rules);
  if (ReadError error = found.first()) return error;
  if (ReadError error = rules.first("required")) return error;
  out = valueOf(input);
  return {};
}

// The value that a text holds, of a row or in emitted code; throws std::runtime_error when it holds none.
template <MemberedValue T>
[[nodiscard]] T objectOf(std::string_view json) {
  T result{};
  withObject(json, [&](JsonValue value) {
    if (const ReadError error = read(value, result)) failOnStored(error);
  });
  return result;
}

}  // namespace ingot::rt
