#include "compiler/ir/relations.h"

#include <algorithm>

namespace ingot::ir {

auto CascadesFrom(const App& app, const Model& model) -> std::vector<const Model*> {
  std::vector<const Model*> taken;
  const auto take_those_of = [&](const Model* target) {
    for (const Field& field : app.fields) {
      const auto* ref = std::get_if<RefType>(&field.type);
      if (ref == nullptr || !field.model.valid() || ref->on_delete != OnDelete::kCascade || &app.models[ref->model] != target) continue;
      const Model* source = &app.models[field.model];
      if (std::ranges::find(taken, source) == taken.end()) taken.push_back(source);
    }
  };
  take_those_of(&model);
  for (size_t i = 0; i < taken.size(); ++i) take_those_of(taken[i]);
  return taken;
}

}  // namespace ingot::ir
