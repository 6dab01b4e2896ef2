#include "file/s3/signature.hpp"

#include "hash/sha256.hpp"

namespace ingot::rt::file::s3 {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

// 20130524T000000Z
std::string plainTime(Timestamp now) {
  std::string text = format(Timestamp{now.micros / 1'000'000 * 1'000'000});
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string lines(std::initializer_list<std::string_view> all) {
  std::string text;
  for (const std::string_view each : all) text.append(text.empty() ? "" : "\n").append(each);
  return text;
}

}  // namespace

void sign(const Asked& asked, const Credentials& credentials, std::string_view region, Timestamp now, Headers& headers) {
  const std::string time = plainTime(now);
  const std::string day = time.substr(0, 8);
  headers["x-amz-date"] = time;
  headers["x-amz-content-sha256"] = asked.bodySha256;

  std::string canonical;  // sorted by name, as the map is
  std::string names;
  for (const auto& [name, value] : headers) {
    canonical.append(name).append(":").append(value).append("\n");
    names.append(names.empty() ? "" : ";").append(name);
  }
  const std::string scope = day + "/" + std::string(region) + "/s3/aws4_request";
  const std::string request = lines({asked.method, asked.path, "", canonical, names, asked.bodySha256});
  const std::string text = lines({kAlgorithm, time, scope, hash::sha256(request)});

  std::string key = "AWS4" + credentials.secret;
  for (const std::string_view part : {std::string_view(day), region, std::string_view("s3"), std::string_view("aws4_request")}) key = hash::hmacSha256(key, part);
  headers["authorization"] = std::string(kAlgorithm) + " Credential=" + credentials.keyId + "/" + scope + ",SignedHeaders=" + names +
                             ",Signature=" + hash::hexDigits(hash::hmacSha256(key, text));
}

}  // namespace ingot::rt::file::s3
