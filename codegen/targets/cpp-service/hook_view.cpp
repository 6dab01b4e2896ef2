#include "codegen/targets/cpp-service/hook_view.h"

#include "codegen/api/routes.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "compiler/base/names.h"
#include "compiler/base/sha256.h"

namespace ingot::codegen::cpp_service {
namespace {

// INGOT_HOOK_API of ingot/rt/hook_api.h, which a test compares.
constexpr std::string_view kHookApi = "ingot hook api 1\n";

auto Function(const ir::Model& model, ir::Hook hook) -> Safe<CppIdentifier> {
  switch (hook) {
    case ir::Hook::kBeforeCreate: return CppIdentifier::Prefixed("beforeCreate", model.name);
    case ir::Hook::kAfterCreate: return CppIdentifier::Prefixed("afterCreate", model.name);
    case ir::Hook::kBeforeUpdate: return CppIdentifier::Prefixed("beforeUpdate", model.name);
    case ir::Hook::kAfterUpdate: return CppIdentifier::Prefixed("afterUpdate", model.name);
    case ir::Hook::kBeforeDelete: return CppIdentifier::Prefixed("beforeDelete", model.name);
    case ir::Hook::kAfterDelete: break;
  }
  return CppIdentifier::Prefixed("afterDelete", model.name);
}

auto StubFile(const ir::Model& model, ir::Hook hook) -> Safe<Path> {
  return Path::Of("@-@", Path::Kebab(model.name), Path::Kebab(ir::HookText(hook)));
}

auto Parameters(const ir::Model& model, ir::Hook hook, Unused unused) -> Safe<CppType> {
  const auto type = CppIdentifier::Type(model.name);
  const auto mark = unused == Unused::kMarked ? CppType::Of("[[maybe_unused]] ") : CppType::Of("");
  const auto context = CppType::Of("@ingot::rt::HookContext& context", mark);
  switch (hook) {
    case ir::Hook::kBeforeCreate: return CppType::Of("@, @app::@::Input& input", context, mark, type);
    case ir::Hook::kBeforeUpdate: return CppType::Of("@, @const app::@& row, @app::@::Input& changes", context, mark, type, mark, type);
    case ir::Hook::kAfterUpdate: return CppType::Of("@, @const app::@& before, @const app::@& after", context, mark, type, mark, type);
    case ir::Hook::kAfterCreate:
    case ir::Hook::kBeforeDelete:
    case ir::Hook::kAfterDelete: break;
  }
  return CppType::Of("@, @const app::@& row", context, mark, type);
}

auto Signature(const ir::Model& model, ir::Hook hook, Unused unused) -> Safe<CppType> {
  return CppType::Of("void custom::hooks::@(@)", Function(model, hook), Parameters(model, hook, unused));
}

// The members of the structs that the function is given.
auto Seen(const ir::App& app, const ir::Model& model, ir::Hook hook) -> std::vector<SeenView> {
  std::vector<SeenView> seen;
  const bool input = hook == ir::Hook::kBeforeCreate || hook == ir::Hook::kBeforeUpdate;
  if (hook != ir::Hook::kBeforeCreate) {
    for (const ir::Field* field : ReadFields(app, model)) seen.push_back({CppIdentifier::Fixed("row"), MemberType(app, *field), MemberName(*field)});
  }
  if (!input) return seen;
  for (const ir::Field* field : StoredFields(app, model))
    seen.push_back({CppIdentifier::Fixed("input"), CppType::Of("ingot::rt::Input<@>", ValueType(app, field->type)), MemberName(*field)});
  return seen;
}

}  // namespace

auto StubFingerprint(const Safe<CppType>& signature, const std::vector<SeenView>& seen) -> Safe<CppHash> {
  std::string text(kHookApi);
  text.append(signature.View()).append(1, '\n');
  for (const SeenView& each : seen)
    text.append(each.owner.View()).append(1, ' ').append(each.type.View()).append(1, ' ').append(each.name.View()).append(1, '\n');
  return CppHash::Of(Sha256Hex(text).substr(0, 16));
}

auto HooksConstant(const ir::Model& model) -> Safe<CppIdentifier> { return CppIdentifier::Constant(model.name + "Hooks"); }

auto HooksInclude(const ir::Model& model) -> Safe<CppPath> { return CppPath::Include(Path::Of("hooks/@.hpp", Path::Kebab(model.name))); }

auto MakeHooksView(const ir::Model& model) -> HooksView {
  HooksView view{.file = Path::Kebab(model.name),
                 .model = CppPath::Include(Path::Of("models/@.hpp", Path::Kebab(model.name))),
                 .type = CppIdentifier::Type(model.name)};
  for (const ir::Hook hook : model.hooks) {
    view.hooks.push_back({CppIdentifier::Value(ir::HookText(hook)), Function(model, hook),
                          CppPath::Include(Path::Of("custom/hooks/@.cpp", StubFile(model, hook))), Parameters(model, hook, Unused::kPlain)});
  }
  return view;
}

auto MakeHookStubView(const ir::App& app, const ir::Model& model, ir::Hook hook) -> HookStubView {
  HookStubView view{.file = StubFile(model, hook),
                    .include = HooksInclude(model),
                    .model = CppIdentifier::Type(model.name),
                    .hook = CppIdentifier::Value(ir::HookText(hook)),
                    .fingerprint = CppHash::Of("0"),
                    .signature = Signature(model, hook, Unused::kPlain),
                    .definition = Signature(model, hook, Unused::kMarked),
                    .seen = Seen(app, model, hook)};
  view.fingerprint = StubFingerprint(view.signature, view.seen);
  return view;
}

}  // namespace ingot::codegen::cpp_service
