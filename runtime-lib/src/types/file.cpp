#include <ingot/rt/file.hpp>

#include <ingot/rt/database.hpp>
#include <ingot/rt/json-writer.hpp>

namespace ingot::rt {
namespace {

// The text up to the next space, which is taken too. Empty when there is none.
std::string_view word(std::string_view& text) {
  const std::size_t end = text.find(' ');
  if (end == std::string_view::npos) return {};
  const std::string_view found = text.substr(0, end);
  text.remove_prefix(end + 1);
  return found;
}

}  // namespace

std::string format(const File& file) {
  return file.key + ' ' + format(file.size) + ' ' + file.sha256 + ' ' + format(file.uploadedAt.micros) + ' ' + file.type + ' ' + file.name;
}

bool parse(std::string_view text, File& out) {
  File file;
  file.key = word(text);
  if (file.key.size() != kFileKeyDigits || !parse(word(text), file.size) || file.size < 0) return false;
  file.sha256 = word(text);
  if (file.sha256.size() != 64 || !parse(word(text), file.uploadedAt.micros)) return false;
  file.type = word(text);
  file.name = text;
  if (file.type.empty() || file.name.empty()) return false;
  out = std::move(file);
  return true;
}

void JsonWriter::value(const File& file) {
  beginObject();
  member("name", file.name);
  member("size", file.size);
  member("type", file.type);
  member("sha256", file.sha256);
  member("uploadedAt", file.uploadedAt);
  endObject();
}

void Row::get(int column, File& out) const {
  if (!parse(text(column), out)) throw std::runtime_error("column " + format(std::int64_t{column}) + " of a result does not describe a file");
}

}  // namespace ingot::rt
