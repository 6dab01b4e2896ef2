// The body of a request on its way into the store, in constant memory.
#pragma once

#include <string>

#include <ingot/rt/context.hpp>
#include <ingot/rt/file.hpp>
#include <ingot/rt/http.hpp>

#include "file/access.hpp"

namespace ingot::rt::file {

// Streams the body into the store under a new key that the database expects a row to name. `file` has its type and name; the rest
// is filled in. Throws what reading the body throws, Failure 413 above the limit, 507 when there is no room; then nothing is left.
void receive(Context& context, const Request& request, Access& access, const FileSpec& spec, File& file);

// No row will name it: it may go at once. `late`: it was not settled, because its time had passed.
void abandon(Context& context, const File& file, bool late = false) noexcept;

// Answers with the bytes of a file, or the part of them that is asked for.
[[nodiscard]] Response send(const Request& request, const std::shared_ptr<Access>& access, const File& file);

}  // namespace ingot::rt::file
