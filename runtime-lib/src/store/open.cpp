// Which database a URL names.
#include <algorithm>
#include <stdexcept>

#include "store/database.hpp"
#include "store/postgres/postgres-database.hpp"
#include "store/sqlite/sqlite-database.hpp"

namespace ingot::rt::store {

std::unique_ptr<Database> open(const Options& options) {
  const std::string_view url = options.url;
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return postgres::open(options);
  if (url.starts_with("sqlite:")) return sqlite::open(options);
  throw std::runtime_error("DATABASE_URL must begin with sqlite: or postgresql://, not `" +
                           std::string(url.substr(0, url.find(':'))) + "`");
}

std::string urlForPeople(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  std::string shown = url;
  const std::size_t begin = scheme + 3;
  const std::size_t at = shown.rfind('@', shown.find('/', begin));
  if (at != std::string::npos && at > begin) {
    const std::size_t colon = shown.find(':', begin);
    if (colon != std::string::npos && colon < at) shown.replace(colon + 1, at - colon - 1, "***");
  }
  for (const std::string_view word : {"password=", "sslpassword="}) {
    for (std::size_t found = shown.find(word); found != std::string::npos; found = shown.find(word, found + 1)) {
      const std::size_t value = found + word.size();
      shown.replace(value, std::min(shown.find('&', value), shown.size()) - value, "***");
    }
  }
  return shown;
}

}  // namespace ingot::rt::store
