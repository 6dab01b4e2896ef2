// What headers say of a file, and the text in which a row keeps it.
#include <gtest/gtest.h>

#include <ingot/rt/file.hpp>
#include <ingot/rt/http.hpp>

#include "file/headers.hpp"

namespace ingot::rt {
namespace {

Request with(std::string_view name, std::string_view value) {
  Request request;
  request.headers.push_back({name, value});
  return request;
}

std::string nameIn(std::string_view disposition) { return file::nameOf(with("Content-Disposition", disposition), "otherwise"); }

int refusal(std::string_view disposition) {
  try {
    (void)nameIn(disposition);
  } catch (const Failure& failure) {
    return failure.status();
  }
  return 0;
}

TEST(FileName, StandsInContentDisposition) {
  EXPECT_EQ(nameIn(""), "otherwise");
  EXPECT_EQ(nameIn("attachment"), "otherwise");
  EXPECT_EQ(nameIn("attachment; filename=plain.txt"), "plain.txt");
  EXPECT_EQ(nameIn("attachment; filename=\"with a space.txt\"; size=3"), "with a space.txt");
  EXPECT_EQ(nameIn("attachment;FileName=\"a\\\"b\""), "a\"b");
  EXPECT_EQ(nameIn("attachment; filename=\"grüße\""), "grüße");
  EXPECT_EQ(nameIn("attachment; filename=\"plain\"; filename*=UTF-8''gr%C3%BC%C3%9Fe"), "grüße");
  EXPECT_EQ(nameIn("attachment; filename*=utf-8'de'a%20b; filename=c"), "a b");
}

TEST(FileName, HasNoFolders) {
  EXPECT_EQ(nameIn("attachment; filename=\"../../etc/passwd\""), "passwd");
  EXPECT_EQ(nameIn("attachment; filename=\"C:\\\\x\\\\y.doc\""), "y.doc");
  EXPECT_EQ(nameIn("attachment; filename*=UTF-8''..%2F..%2Fx"), "x");
}

TEST(FileName, IsRefusedWhenItIsNone) {
  EXPECT_EQ(refusal("attachment; filename=\"..\""), 400);
  EXPECT_EQ(refusal("attachment; filename=\"a/\""), 400);
  EXPECT_EQ(refusal("attachment; filename=\"open"), 400);
  EXPECT_EQ(refusal("attachment; filename=\"open\\"), 400);
  EXPECT_EQ(refusal("attachment; filename=\"\xff\""), 400);
  EXPECT_EQ(refusal("attachment; filename*=UTF-8''a%0ab"), 400);
  EXPECT_EQ(refusal("attachment; filename*=UTF-8''%zz"), 400);
  EXPECT_EQ(refusal("attachment; filename*=latin1''a"), 400);
  EXPECT_EQ(refusal("attachment; filename*=a"), 400);
  EXPECT_EQ(refusal("attachment; filename=" + std::string(256, 'x')), 400);
  EXPECT_EQ(refusal("attachment; filename=" + std::string(255, 'x')), 0);
  for (const std::string_view odd : {";", ";;;", "; =", ";=;", "a;b;c", "; filename", "; filename=", "; filename*=", "; filename=\"\""}) (void)refusal(odd);
}

TEST(FileName, IsToldInBothForms) {
  EXPECT_EQ(file::disposition("a b.txt"), "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt");
  EXPECT_EQ(file::disposition("\"ü\".png"), "attachment; filename=\"___.png\"; filename*=UTF-8''%22%C3%BC%22.png");
}

TEST(FileName, ComesBackAsItWasSent) {
  for (const std::string name : {"a", "a b", "ü\"%\\.png", "日本", "a;b=c", "'quoted'"}) {
    std::string sane = name;
    if (const std::size_t folder = sane.rfind('\\'); folder != std::string::npos) sane.erase(0, folder + 1);
    EXPECT_EQ(nameIn(file::disposition(name)), sane);
  }
}

TEST(FileType, IsOneOfThoseThatAreAccepted) {
  constexpr std::string_view kTypes[] = {"image/*", "application/pdf"};
  const auto accepted = [&](std::string_view type) {
    try {
      return file::acceptedType(with("Content-Type", type), kTypes);
    } catch (const Failure& failure) {
      return std::to_string(failure.status());
    }
  };
  EXPECT_EQ(accepted("image/png"), "image/png");
  EXPECT_EQ(accepted("IMAGE/PNG; charset=x"), "image/png");
  EXPECT_EQ(accepted("application/pdf"), "application/pdf");
  for (const std::string_view other : {"imagex/png", "application/pdfx", "text/html", "", "image", "image/", "image/*x y", "/", "image/p/ng"}) EXPECT_EQ(accepted(other), "415") << other;
  EXPECT_EQ(file::acceptedType(Request(), {}), "application/octet-stream");
  EXPECT_THROW((void)file::acceptedType(with("Content-Encoding", "gzip"), {}), Failure);
}

TEST(FileRange, IsOnePartOfTheFile) {
  const auto range = [](std::string_view text, std::int64_t size = 10) -> std::pair<std::int64_t, std::int64_t> {
    try {
      const auto found = file::rangeOf(with("Range", text), size, "\"tag\"");
      return found ? std::pair(found->first, found->length) : std::pair<std::int64_t, std::int64_t>(-1, -1);
    } catch (const Failure& failure) {
      return {failure.status(), 0};
    }
  };
  using Pair = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(range("bytes=0-0"), Pair(0, 1));
  EXPECT_EQ(range("bytes=3-"), Pair(3, 7));
  EXPECT_EQ(range("bytes=3-100"), Pair(3, 7));
  EXPECT_EQ(range("bytes=-3"), Pair(7, 3));
  EXPECT_EQ(range("bytes=-100"), Pair(0, 10));
  for (const std::string_view outside : {"bytes=10-", "bytes=11-12", "bytes=-0", "bytes=9223372036854775807-"}) EXPECT_EQ(range(outside).first, 416) << outside;
  EXPECT_EQ(range("bytes=0-", 0).first, 416);
  EXPECT_EQ(range("bytes=-1", 0).first, 416);
  for (const std::string_view all : {"bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1-2,4-5", "lines=1-2", "bytes=1", "bytes=+1-2", "bytes=99999999999999999999-"})
    EXPECT_EQ(range(all), Pair(-1, -1)) << all;
}

TEST(FileRange, CountsOnlyForTheFileThatItWasAskedOf) {
  Request request = with("Range", "bytes=1-");
  request.headers.push_back({"If-Range", "\"other\""});
  EXPECT_FALSE(file::rangeOf(request, 10, "\"tag\"").has_value());
  request.headers.back().value = "\"tag\"";
  EXPECT_TRUE(file::rangeOf(request, 10, "\"tag\"").has_value());
}

TEST(FileText, ReadsBackAsItWasWritten) {
  const File file{std::string(32, 'a'), 12, std::string(64, 'b'), Timestamp{5}, "text/plain", "a name with  spaces "};
  File read;
  ASSERT_TRUE(parse(format(file), read));
  EXPECT_EQ(read, file);
  for (const std::string& broken : {std::string(), std::string("x"), format(file).substr(0, 100), format(file).substr(1)}) EXPECT_FALSE(parse(broken, read)) << broken;
}

}  // namespace
}  // namespace ingot::rt
