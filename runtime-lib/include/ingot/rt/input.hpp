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

  void add(std::string_view path, std::string_view code, std::string message);
  // The first problem of a place is the one that counts: `min` says nothing of a field of the wrong type.
  [[nodiscard]] bool failed(std::string_view path) const;
  [[nodiscard]] Write write() const { return write_; }
  // Throws 422 with every problem, if there is one.
  void finish();

 private:
  void addRequired(std::string_view path);
  void addTooSmall(std::string_view path, const std::string& least);
  void addTooLarge(std::string_view path, const std::string& most);
  void checkPrecision(std::string_view path, std::int64_t unscaled, int digits);

  Write write_;
  std::vector<Problem> problems_;
};

// Reads the members of the JSON object in a request body. Names that nobody asked for are problems too.
class ObjectReader {
 public:
  // Throws 400 when `body` is not one JSON object (syntax, a name twice); problems of single fields go to `checks`.
  ObjectReader(std::string body, Checks& checks);
  ~ObjectReader();
  ObjectReader(ObjectReader&&) = delete;

  template <typename T>
  void field(std::string_view name, Input<T>& input) {
    JsonValue value;
    if (!find(name, value)) return;
    if (rt::isNull(value)) return input.setNull();
    T result{};
    if (ReadError error = read(value, result)) return refuse(name, std::move(error));
    input.set(std::move(result));
  }
  // Answers a field that the service sets itself, so that the message can say so.
  void readOnly(std::string_view name);
  // Call it last: names every member that no call above asked for.
  void finish();

 private:
  [[nodiscard]] bool find(std::string_view name, JsonValue& out);
  void refuse(std::string_view name, ReadError error);

  struct Body;
  std::unique_ptr<Body> body_;
  Checks& checks_;
};

}  // namespace ingot::rt
