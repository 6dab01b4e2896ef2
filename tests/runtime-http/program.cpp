// A whole service of the hand-made application, as an emitted main would be; with FAKE_AUTH it knows its callers.
#include <cstdlib>

#include "fake-app.hpp"

int main(int argc, char** argv) {
  static constexpr ingot::rt::JwtSettings kJwt{.audience = "me"};
  ingot::rt::Application application = ingot::rt::test::fakeApplication();
  if (std::getenv("FAKE_AUTH") != nullptr) application.auth.jwt = &kJwt;
  return ingot::rt::run(application, argc, argv);
}
