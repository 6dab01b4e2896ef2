// What the template of the project's README is given.
#pragma once

#include <vector>

#include "codegen/text/markdown.h"

namespace ingot::codegen::cpp_service {

struct ReadmeFileView {
  Safe<MarkdownText> route;
};

struct ReadmeModelView {
  Safe<MarkdownText> name;
  Safe<MarkdownText> route;
};

struct ReadmeEndpointView {
  Safe<MarkdownText> name;
  Safe<MarkdownText> route;  // `POST /api/sweep`
  bool has_label = false;
  Safe<MarkdownText> label;
};

struct ReadmeView {
  Safe<MarkdownText> title;
  Safe<MarkdownText> label;
  bool has_label = false;
  bool has_jwt = false;
  bool has_secrets = false;
  bool has_outbox = false;
  bool has_calls = false;
  std::vector<Safe<MarkdownText>> calls = {};
  bool has_custom = false;
  bool has_files = false;
  bool has_image = false;  // a container image is emitted too
  bool has_resources = false;
  Safe<MarkdownText> first_request;
  std::vector<ReadmeModelView> resources = {};
  std::vector<ReadmeFileView> files = {};
  bool has_endpoints = false;
  std::vector<ReadmeEndpointView> endpoints = {};
};

}  // namespace ingot::codegen::cpp_service
