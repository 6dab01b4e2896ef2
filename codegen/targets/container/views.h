// What the templates of the container are given: no text at all, because what engines and shells read carries none of a
// user's.
#pragma once

#include "codegen/text/languages.h"
#include "codegen/text/text_out.h"

namespace ingot::codegen::container {

struct ContainerView {
  bool has_image = false;  // the app has said how it knows its callers
  bool has_jwt = false;
  bool has_secrets = false;
  bool has_outbox = false;
  bool has_calls = false;
  bool has_custom = false;  // code of the user's own is compiled too
  bool has_files = false;
};

}  // namespace ingot::codegen::container
