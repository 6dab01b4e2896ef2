// Reads the definition of one application from a database.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/frontend/pg/rows.h"
#include "compiler/source/source_map.h"

namespace ingot::frontend::pg {

// How long the server may take; a connection takes what `connect_timeout` of the URL says, or 10 seconds.
struct Patience {
  std::chrono::milliseconds statement{30'000};
  std::chrono::milliseconds session{120'000};  // all of it; then the connection is cut, whatever the server does
};

// `postgresql://...`
auto IsUrl(std::string_view text) -> bool;

// The URL as it may be shown: host, port and database alone.
auto ShownUrl(const std::string& url) -> std::string;

// Whether a name of an application is one: `user/app`, or an id.
auto IsApplicationName(std::string_view app) -> bool;

struct ReadDefinition {
  source::SourceMap sources;  // the documents; the columns that errors point into when it failed
  bool environment = false;   // it failed for no fault of the definition
  std::string application;    // its id
  std::string name;           // `user/app`
};

// In one transaction that reads only and sees one moment. What fails is reported; then `sources` may be empty.
auto Read(const std::string& url, const std::string& app, diag::Sink& diagnostics, const Patience& patience = {}) -> ReadDefinition;

}  // namespace ingot::frontend::pg
