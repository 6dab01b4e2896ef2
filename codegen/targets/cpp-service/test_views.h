// What the templates of the emitted tests are given.
#pragma once

#include <vector>

#include "codegen/text/cpp.h"
#include "codegen/text/path.h"

namespace ingot::codegen::cpp_service {

// A test: its name and the lines of its body.
struct TestView {
  Safe<CppIdentifier> name;
  std::vector<Safe<CppExpr>> lines = {};
};

struct FixtureView {
  Safe<CppIdentifier> function;
  Safe<CppIdentifier> member;
};

struct FixturesView {
  std::vector<FixtureView> models = {};
};

struct ModelTestView {
  Safe<Path> file;
  Safe<CppPath> include;  // the model's header's name
  Safe<CppIdentifier> type;
  Safe<CppIdentifier> fixture;         // function of Fixtures
  Safe<CppIdentifier> fixture_member;
  Safe<CppIdentifier> suite;           // DocTest
  std::vector<Safe<CppExpr>> sample = {};   // statements that fill an input
  bool has_resource = false;
  std::vector<Safe<CppExpr>> prepare = {};  // statements that make the rows that a valid body needs
  std::vector<Safe<CppExpr>> members = {};  // `{"name", quoted("a")}` of a valid body
  std::vector<TestView> tests = {};
};

struct EndpointTestView {
  Safe<Path> file;
  Safe<CppIdentifier> name;
  Safe<CppIdentifier> suite;
  Safe<CppString> method;
  bool has_body = false;
  bool has_members = false;
  bool has_headers = false;
  std::vector<Safe<CppExpr>> members = {};  // of a valid body
  std::vector<Safe<CppExpr>> prepare = {};  // statements that make the rows that a valid request needs
  std::vector<Safe<CppExpr>> headers = {};  // `{"name", "value"}` of those that are required
  std::vector<TestView> tests = {};
};

}  // namespace ingot::codegen::cpp_service
