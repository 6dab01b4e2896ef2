#include "resource/single-row.hpp"

namespace ingot::rt {
namespace {

// A part of a row that several tables gave.
class RowPart final : public Row {
 public:
  RowPart(const Row& row, int first) : row_(row), first_(first) {}
  [[nodiscard]] bool isNull(int column) const override { return row_.isNull(first_ + column); }
  [[nodiscard]] std::int64_t integer(int column) const override { return row_.integer(first_ + column); }
  [[nodiscard]] double real(int column) const override { return row_.real(first_ + column); }
  [[nodiscard]] std::string_view text(int column) const override { return row_.text(first_ + column); }
  [[nodiscard]] Uuid uuid(int column) const override { return row_.uuid(first_ + column); }
  [[nodiscard]] std::int64_t decimal(int column, int scale) const override {
    return row_.decimal(first_ + column, scale);
  }

 private:
  const Row& row_;
  int first_;
};

bool isOne(const Relation& relation) { return relation.kind == Relation::Kind::one; }

}  // namespace

bool SingleRow::fetch(Session& session, FunctionRef<void(RowMatch&)> narrow, std::int64_t limit,
                      AnswerBudget budget) {
  Select select(format_.table);
  for (const Relation* relation : includes_) {
    if (isOne(*relation)) select.join(relation->rows.table, relation->column);
  }
  narrow(select);
  if (!select.run(session, [&](const Row& row) { read(row, budget); })) return false;
  JsonWriter json;
  json.resumeObject(text_);
  std::size_t next = 0;
  for (const Relation* relation : includes_) {
    if (isOne(*relation)) {
      json.name(relation->name);
      json.written(ones_[next++]);
    } else {
      RelatedRows(session, *relation, {&keys_, 1}, limit, budget).write(json, keys_, budget);
    }
  }
  json.endObject();
  text_ = json.take();
  return true;
}

void SingleRow::read(const Row& row, AnswerBudget& budget) {
  JsonWriter json;
  json.beginObject();
  format_.writeJson(row, json, keys_);
  text_ = json.take();
  budget.spend(text_.size());
  auto first = static_cast<int>(format_.table.columns.size());
  for (const Relation* relation : includes_) {
    if (!isOne(*relation)) continue;
    JsonWriter one;
    const RowPart part(row, first);
    if (part.isNull(0)) {  // the id
      one.value(nullptr);
    } else {
      RowKeys unused;
      one.beginObject();
      relation->rows.writeJson(part, one, unused);
      one.endObject();
    }
    first += static_cast<int>(relation->rows.table.columns.size());
    budget.spend(one.text().size());
    ones_.push_back(one.take());
  }
}

}  // namespace ingot::rt
