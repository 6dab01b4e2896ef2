// AWS Signature Version 4 of a request to an S3-compatible store.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <ingot/rt/types.hpp>

namespace ingot::rt::file::s3 {

struct Credentials {
  std::string keyId;
  std::string secret;
};

// Names in lower case.
using Headers = std::map<std::string, std::string>;

// A request without a query, whose path needs no encoding.
struct Asked {
  std::string_view method;
  std::string_view path;
  std::string_view bodySha256;  // hexadecimal digits
};

// Adds `x-amz-date`, `x-amz-content-sha256` and `authorization` to the headers, which have `host`; signs all of them.
void sign(const Asked& asked, const Credentials& credentials, std::string_view region, Timestamp now, Headers& headers);

}  // namespace ingot::rt::file::s3
