// A store in a bucket of a service that speaks the protocol of Amazon S3.
#pragma once

#include <memory>

#include <ingot/rt/file.hpp>

#include "file/store.hpp"

namespace ingot::rt::file::s3 {

// `place` has an address that `parse` took. Throws std::runtime_error with a clear line when the bucket or the folder cannot be used.
[[nodiscard]] std::unique_ptr<Store> openStore(const FilePlace& place);

}  // namespace ingot::rt::file::s3
