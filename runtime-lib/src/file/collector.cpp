// Removes files that no row names: one thread a process, and as many processes as there are.
#include <ingot/rt/file.hpp>

#include "file/ledger.hpp"
#include "file/local-store.hpp"
#include "file/s3/store.hpp"
#include "service/background.hpp"
#include "service/log.hpp"

namespace ingot::rt::file {
namespace {

constexpr service::Background::Pauses kPauses{std::chrono::milliseconds(500), std::chrono::seconds(5)};

class Collector final : public FileCollector {
 public:
  Collector(store::Database& database, service::Log& log, Store& store)
      : database_(database), store_(store), thread_(log, "files that no row names cannot be removed", kPauses, [this] { return collect(); }) {}

 private:
  // Is there perhaps more to do? Two processes that remove the same do no harm.
  bool collect() {
    const std::vector<std::string> keys = due(database_, service::currentTime());
    if (keys.empty()) return false;
    for (const std::string& key : keys) store_.remove(key);
    forget(database_, keys);
    return true;
  }

  store::Database& database_;
  Store& store_;
  service::Background thread_;
};

std::unique_ptr<Store> open(const FilePlace& place) { return place.url.empty() ? openLocalStore(place.folder) : s3::openStore(place); }

std::unique_ptr<FileCollector> start(store::Database& database, service::Log& log, Store& store) {
  return std::make_unique<Collector>(database, log, store);
}

}  // namespace
}  // namespace ingot::rt::file

namespace ingot::rt {

const FileSupport kFileSupport{file::prepare, file::open, file::start};

}  // namespace ingot::rt
