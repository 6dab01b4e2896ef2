// Writes JSON text straight from typed values, without a tree in between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/types.hpp>

namespace ingot::rt {

struct File;

// Appends one JSON value to a text it owns. Names are written as they are: emitted code passes letters and digits only.
class JsonWriter {
 public:
  void beginObject() { open('{'); }
  void endObject() { close('}'); }
  void beginArray() { open('['); }
  void endArray() { close(']'); }
  void name(std::string_view name);
  void anyName(std::string_view name);  // a name that is not a constant of ours: escaped

  void value(std::nullptr_t);
  void value(bool value);
  void value(std::int64_t value);
  void value(double value);
  void value(std::string_view value);
  void value(const char* string) { value(std::string_view(string)); }
  void value(const std::string& string) { value(std::string_view(string)); }
  void value(const Uuid& value);
  void value(BigInt value);
  void value(Date value);
  void value(const Bytes& value);
  void value(TimeOfDay value);
  void value(Timestamp value);
  void value(Duration value);
  void value(const Json& value);
  void value(const File& file);  // what clients are told of it
  template <int Scale>
  void value(Decimal<Scale> number) {
    decimal(number.unscaled, Scale);
  }
  template <ClosedText E>
  void value(E choice) {
    value(rt::text(choice));
  }
  template <MemberedValue T>
  void value(const T& object) {
    beginObject();
    writeMembers(*this, object);
    endObject();
  }
  template <typename T>
  void value(const std::vector<T>& items) {
    beginArray();
    for (std::size_t i = 0; i < items.size(); ++i) value(static_cast<const T&>(items[i]));
    endArray();
  }
  template <typename T>
  void value(const std::optional<T>& maybe) {
    maybe ? value(*maybe) : value(nullptr);
  }

  template <typename T>
  void member(std::string_view key, const T& content) {
    name(key);
    value(content);
  }

  // A whole value that another writer wrote.
  void written(std::string_view json);
  // An object that another writer began and gave a member at least; it goes on here.
  void resumeObject(std::string_view begun) { written(begun); }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string take() { return std::move(text_); }
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void quoted(std::string_view plain);  // a text without anything to escape
  void decimal(std::int64_t unscaled, int scale);

  std::string text_;
  bool needsComma_ = false;
};

}  // namespace ingot::rt
