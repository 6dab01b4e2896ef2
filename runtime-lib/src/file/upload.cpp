#include "file/upload.hpp"

#include <exception>
#include <utility>

#include "file/headers.hpp"
#include "file/ledger.hpp"
#include "hash/sha256.hpp"
#include "resource/entity-tag.hpp"
#include "types/text.hpp"

namespace ingot::rt::file {
namespace {

// What a request holds of a file. Connections buffer as much of a body, so more would not make it quicker.
constexpr std::size_t kPiece = 16 << 10;

// Longer than the slowest body may take: connections give up those that come slower than 4 KiB a second.
constexpr std::int64_t kLeastLease = 3'600;
constexpr std::int64_t kSlowestBytesPerSecond = 4'096;

Timestamp leaseOf(const Context& context, const FileSpec& spec) {
  return {context.now().micros + (kLeastLease + 2 * spec.maxBytes / kSlowestBytesPerSecond) * 1'000'000};
}

std::string newKey() {
  std::string key = format(newUuid());
  std::erase(key, '-');
  return key;
}

// Fills the buffer unless the body ends before. Pieces of the network are small, and each costs the store a visit.
std::size_t fill(BodyReader& body, std::span<char> buffer) {
  std::size_t size = 0;
  while (size < buffer.size()) {
    const std::size_t count = body.read(buffer.subspan(size));
    if (count == 0) break;
    size += count;
  }
  return size;
}

void stream(BodyReader& body, Access& access, std::unique_ptr<Sink>& sink, File& file) {
  hash::Sha256 digest;
  const auto buffer = std::make_unique_for_overwrite<char[]>(kPiece);
  access.run([&](Store& store) { sink = store.create(file.key); });
  while (const std::size_t count = fill(body, {buffer.get(), kPiece})) {
    access.run([&](Store&) {
      const std::string_view piece(buffer.get(), count);
      digest.add(piece);
      sink->write(piece);
    });
    file.size += static_cast<std::int64_t>(count);
    if (count < kPiece) break;
  }
  file.sha256 = digest.finish();
  access.run([&](Store&) { sink->finish(file.sha256); });
}

}  // namespace

void receive(Context& context, const Request& request, Access& access, const FileSpec& spec, File& file) {
  file.key = newKey();
  file.size = 0;
  context.write([&](Session& session) { expect(session, file.key, leaseOf(context, spec)); }, {.oneStatement = true});
  std::unique_ptr<Sink> sink;
  std::exception_ptr failure;
  try {
    stream(*request.body, access, sink, file);
  } catch (...) {
    failure = std::current_exception();
  }
  access.run([&](Store&) { sink.reset(); });
  if (!failure) return;
  abandon(context, file);
  std::rethrow_exception(failure);
}

void abandon(Context& context, const File& file, bool late) noexcept {
  try {
    context.write([&](Session& session) { late ? giveUpLate(session, file.key) : giveUp(session, file.key); }, {.oneStatement = true});
  } catch (const std::exception&) {  // the database is away: it is removed when its time has passed
  }
}

Response send(const Request& request, const std::shared_ptr<Access>& access, const File& file) {
  const std::string tag = '"' + file.sha256 + '"';
  const auto range = rangeOf(request, file.size, tag);
  const Range part = range.value_or(Range{0, file.size});
  std::shared_ptr<Source> source;
  access->run([&](Store& store) { source = store.open(file.key, part.first, part.length); });
  if (!source) throw std::runtime_error("the store has no file " + file.key);
  const auto produce = [source, access, part](BodyWriter& writer) {
    const auto buffer = std::make_unique_for_overwrite<char[]>(kPiece);
    for (std::int64_t left = part.length; left > 0;) {
      std::size_t count = 0;
      access->run([&](Store&) { count = source->read({buffer.get(), kPiece}); });
      if (count == 0) throw std::runtime_error("a file is shorter than its row says");
      writer.write({buffer.get(), count});
      left -= static_cast<std::int64_t>(count);
    }
  };
  Response response = Response::stream(range ? 206 : 200, file.type, produce);
  response.length(static_cast<std::size_t>(part.length)).header("ETag", tag).header("Accept-Ranges", "bytes");
  if (range)
    response.header("Content-Range", "bytes " + format(part.first) + '-' + format(part.first + part.length - 1) + '/' + format(file.size));
  // Whoever uploaded it decides what it holds: a browser saves it, and runs nothing of it.
  response.header("Content-Disposition", disposition(file.name)).header("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace ingot::rt::file
