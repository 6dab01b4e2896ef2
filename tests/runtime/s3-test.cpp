// Buckets: the signature of Amazon's own example, and what an address of a bucket may be.
#include <gtest/gtest.h>

#include "file/s3/place.hpp"
#include "file/s3/signature.hpp"
#include "hash/sha256.hpp"

namespace ingot::rt::file::s3 {
namespace {

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Example: GET Object" and "Example: PUT Object"
const Credentials kExample{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
constexpr Timestamp kExampleTime{1'369'353'600'000'000};

TEST(S3Signature, IsThatOfAmazonsExamples) {
  Headers get{{"host", "examplebucket.s3.amazonaws.com"}, {"range", "bytes=0-9"}};
  sign({"GET", "/test.txt", hash::sha256("")}, kExample, "us-east-1", kExampleTime, get);
  EXPECT_EQ(get["x-amz-date"], "20130524T000000Z");
  EXPECT_EQ(get["authorization"],
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

  Headers put{{"date", "Fri, 24 May 2013 00:00:00 GMT"}, {"host", "examplebucket.s3.amazonaws.com"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}};
  sign({"PUT", "/test%24file.text", hash::sha256("Welcome to Amazon S3.")}, kExample, "us-east-1", kExampleTime, put);
  EXPECT_TRUE(put["authorization"].ends_with("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")) << put["authorization"];
}

struct Case {
  std::string url;
  std::string address;  // empty: it is refused
  std::string region;
};

TEST(S3Place, IsWhatItsAddressSays) {
  const std::string longest(63, 'a');
  const Case cases[] = {
      {"s3://things", "https://things.s3.us-east-1.amazonaws.com/", "us-east-1"},
      {"s3://things/", "https://things.s3.us-east-1.amazonaws.com/", "us-east-1"},
      {"s3://things/of/service?region=eu-central-1", "https://things.s3.eu-central-1.amazonaws.com/of/service/", "eu-central-1"},
      {"s3://things.org/of/", "https://s3.us-east-1.amazonaws.com/things.org/of/", "us-east-1"},
      {"s3://things?endpoint=http://127.0.0.1:9000", "http://127.0.0.1:9000/things/", "us-east-1"},
      {"s3://things?endpoint=https://minio.example/&region=here", "https://minio.example/things/", "here"},
      {"s3://things?endpoint=https%3A%2F%2Fminio.example", "https://minio.example/things/", "us-east-1"},
      {"s3://" + longest, "https://" + longest + ".s3.us-east-1.amazonaws.com/", "us-east-1"},
      {"s3://" + longest + "a", "", ""},
      {"", "", ""},
      {"s3:", "", ""},
      {"s3://", "", ""},
      {"s3:///of", "", ""},
      {"https://things", "", ""},
      {"s3://user:secret@things", "", ""},
      {"s3://things:80", "", ""},
      {"s3://things#of", "", ""},
      {"s3://..", "", ""},
      {"s3://things/../other", "", ""},
      {"s3://things/a//b", "", ""},
      {"s3://things/a%2Fb", "", ""},
      {"s3://things/a b", "", ""},
      {"s3://things?regoin=eu", "", ""},
      {"s3://things?region=", "", ""},
      {"s3://things?region=a/b", "", ""},
      {"s3://things?region=a&region=b", "", ""},
      {"s3://things?endpoint=ftp://x", "", ""},
      {"s3://things?endpoint=https://x/path", "", ""},
      {"s3://things?endpoint=https://u:p@x", "", ""},
  };
  for (const Case& each : cases) {
    Place place;
    const bool good = parse(each.url, place);
    EXPECT_EQ(good, !each.address.empty()) << each.url;
    if (!good || each.address.empty()) continue;
    EXPECT_EQ(place.origin + place.path, each.address);
    EXPECT_EQ(place.region, each.region) << each.url;
    EXPECT_TRUE(place.origin.ends_with("//" + place.host)) << place.host;
  }
}

}  // namespace
}  // namespace ingot::rt::file::s3
