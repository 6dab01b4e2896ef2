// The address of a bucket: `s3://BUCKET/PREFIX?region=REGION&endpoint=URL`.
#pragma once

#include <string>
#include <string_view>

namespace ingot::rt::file::s3 {

// Where the objects of a bucket have their addresses: `origin` + `path` + key.
struct Place {
  std::string origin;  // https://host[:port]
  std::string host;    // host[:port], as the header says it
  std::string path;    // begins and ends with `/`
  std::string region;
};

// False for anything else. Without an endpoint it is Amazon's, and without a region us-east-1. Bucket and prefix need no encoding: letters,
// digits, `.`, `_`, `-`, and `/` in the prefix.
[[nodiscard]] bool parse(std::string_view url, Place& place);

}  // namespace ingot::rt::file::s3
