// Answers of endpoints, and the bounds of what is held for them.
#include <ingot/rt/endpoint.hpp>

#include "resource/answers.hpp"
#include "resource/entity-tag.hpp"

namespace ingot::rt {

std::string_view CountedRow::text(int column) const {
  const std::string_view text = row_.text(column);
  if (text.size() > left_) {
    throw Failure(400, "answer_too_large", "the rows that the request asks for are too large to be answered at once");
  }
  left_ -= text.size();
  return text;
}

Response answer(const Context& context, const Request& request, int status, JsonWriter json) {
  AnswerBudget(context.maxAnswerBytes()).spend(json.text().size());
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (!reads || status != 200) return {status, "application/json", json.take()};
  std::string tag = weakTag(json.text());
  return taggedResponse(request, std::move(tag), json.take());
}

}  // namespace ingot::rt
