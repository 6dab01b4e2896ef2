// What an endpoint sends to others: events, and calls of what the operator named.
#include "compiler/check/endpoint.h"
#include "compiler/check/names.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr std::array kEmitKeys{Key{"emit", Want::kText, true}, Key{"value", Want::kAny, true}};
constexpr Keys kEmit{"an `emit`", kEmitKeys};
constexpr std::array kCallKeys{Key{"call", Want::kText, true}, Key{"value", Want::kAny, true}};
constexpr Keys kCall{"a `call`", kCallKeys};

constexpr std::string_view kEvents = "events";  // where all events go
constexpr diag::Message<std::string_view> kNotCallable{Code::InvalidName, Severity::kError,
                                                       "nothing can be called `{0}`: events go there"};

}  // namespace

auto ReadEffect(ast::Node node, std::string_view kind, EndpointPart& part) -> ir::Effect {
  const bool is_event = kind == "emit";
  const Object object = Object::Read(node, is_event ? kEmit : kCall, part.emitter);
  ir::Effect effect{is_event ? ir::Effect::Kind::kEvent : ir::Effect::Kind::kCall, {}, {}};
  const ast::Node name = object.Get(kind);
  if (name && CheckName(name, NameStyle::kCamel, is_event ? "an event" : "what is called", part.emitter)) {
    effect.name = name.text();
    if (!is_event && name.text() == kEvents) part.emitter.Emit(name.span(), kNotCallable, name.text()).Help("choose another name");
  }
  if (const ast::Node value = object.Get("value")) ReadResultValue(value, effect.body, part);
  return effect;
}

}  // namespace ingot::check
