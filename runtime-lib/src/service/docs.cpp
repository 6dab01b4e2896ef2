#include "service/docs.hpp"

#include <string>

#include "resource/answers.hpp"
#include "resource/entity-tag.hpp"

namespace ingot::rt::service {

// The files of src/docs, embedded when the library is built.
std::string_view docsPage();
std::string_view docsScript();
std::string_view docsStyle();

namespace {

// The page runs its own script and speaks to its own service; whatever a description says can do nothing else.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

Response answerDocs(std::size_t index, const Request& request, std::string_view document) {
  struct File {
    std::string_view contentType;
    std::string_view bytes;
  };
  const std::array<File, kDocsPaths.size()> files = {{{"application/json", document},
                                                      {"text/html; charset=utf-8", docsPage()},
                                                      {"text/javascript; charset=utf-8", docsScript()},
                                                      {"text/css; charset=utf-8", docsStyle()}}};
  const auto& [contentType, bytes] = files[index];
  Response response = taggedResponse(request, weakTag(bytes), std::string(bytes), contentType);
  response.header("Cache-Control", "no-cache");
  response.header("Content-Security-Policy", std::string(kPolicy));
  response.header("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace ingot::rt::service
