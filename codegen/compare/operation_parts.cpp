#include "codegen/compare/operation_parts.h"

#include <algorithm>

#include "codegen/compare/guards.h"

namespace ingot::codegen::compare {
namespace {

auto IsSuccess(const std::string& status) -> bool { return status.starts_with('2') || (status.starts_with('3') && status != "304"); }
auto IsError(const std::string& status) -> bool { return status.starts_with('4') || status.starts_with('5') || status == "default"; }

auto Statuses(const Json::object_t& responses, bool (*which)(const std::string&)) -> std::vector<std::string> {
  std::vector<std::string> statuses;
  for (const auto& [status, response] : responses) {
    if (which(status)) statuses.push_back(status);
  }
  return statuses;
}

auto Without(const std::vector<std::string>& values, const std::vector<std::string>& others) -> std::vector<std::string> {
  std::vector<std::string> left;
  std::ranges::set_difference(values, others, std::back_inserter(left));
  return left;
}

auto Listed(const std::vector<std::string>& values) -> std::string {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

auto TagOf(const Operation& operation) -> std::string {
  const Json::array_t& tags = ElementsAt(*operation.node, "tags");
  return tags.empty() || !tags.front().is_string() ? operation.path : tags.front().get<std::string>();
}

// Whose rows a resource answers, so that the list of a model and the lists of rows that are linked are known to be one thing:
// `Doc` of an operation whose answer is a `Doc.Page`. Endpoints are on their own.
auto RowsOf(const Json& document, const Operation& operation) -> std::string {
  if (TagOf(operation) == "endpoints") return operation.path;
  const Json& response = Resolve(document, At(At(*operation.node, "responses"), "200"));
  const std::string reference = TextAt(At(At(At(response, "content"), "application/json"), "schema"), "$ref");
  return reference.empty() ? operation.path : ElementOf(ComponentOf(reference));
}

// A filter and its ranges are one: `pages[gte]` -> `pages`
auto WithoutRange(const std::string& name) -> std::string { return name.substr(0, name.find('[')); }

// The relations that `include` may ask for.
auto RelationsOf(const Json& parameter) -> std::vector<std::string> {
  std::vector<std::string> relations;
  for (const Json& value : ElementsAt(At(At(parameter, "schema"), "items"), "enum")) {
    if (value.is_string()) relations.push_back(value.get<std::string>());
  }
  std::ranges::sort(relations);
  return relations;
}

auto Asks(const Difference& difference) -> bool {
  return difference.rule == Rule::kRequestRequiredMemberAdded || difference.rule == Rule::kRequestMemberRequired;
}

}  // namespace

void OperationParts::Add(const std::string& place, Rule rule, std::string text, std::string cause) {
  gather_.Add(*operation_, place, {rule, "", std::move(text), std::move(cause)});
}

void OperationParts::Compare(const Operation& before, const Operation& after) {
  operation_ = &after;
  included_.clear();
  told_.clear();
  if (CompareGuard(before_, before, after_, after, gather_)) told_.insert("401");
  CompareName(before, after);
  CompareParameters(before, after);
  CompareBody(Resolve(before_, At(*before.node, "requestBody")), Resolve(after_, At(*after.node, "requestBody")));
  CompareResponses(MembersAt(*before.node, "responses"), MembersAt(*after.node, "responses"));
}

// A resource that is named after another model gives all of its operations other names.
void OperationParts::CompareName(const Operation& before, const Operation& after) {
  const std::string was = TextAt(*before.node, "operationId");
  const std::string is = TextAt(*after.node, "operationId");
  if (was == is) return;
  const std::string tag_was = TagOf(before);
  const std::string tag_is = TagOf(after);
  if (tag_was == tag_is) return Add("", Rule::kOperationRenamed, "is called `" + is + "`, before `" + was + "`", after.Name());
  Add("", Rule::kOperationRenamed, "is named after `" + tag_is + "`, before after `" + tag_was + "`", "names");
}

auto OperationParts::ParametersOf(const Json& document, const Operation& operation) const -> Parameters {
  const auto names = NamesIn(operation.path);
  Parameters parameters;
  for (const Json* holder : {operation.item, operation.node}) {
    for (const Json& listed : ElementsAt(*holder, "parameters")) {
      const Json& node = Resolve(document, listed);
      const std::string where = TextAt(node, "in");
      const std::string name = TextAt(node, "name");
      std::string key = where + " " + name;
      // In a path a parameter is known by where it stands.
      if (where == "path") key = "path " + std::to_string(std::ranges::find(names, name) - names.begin());
      // What all lists share is one cause, and so is what the lists and rows of one model can be asked for.
      const std::string reference = TextAt(listed, "$ref");
      std::string cause;
      if (!reference.empty()) {
        cause = "parameter " + ComponentOf(reference);
      } else if (where == "query") {
        cause = "query " + WithoutRange(name) + " of " + RowsOf(document, operation);
      }
      parameters[key] = {&node, where + " " + name, std::move(cause)};
    }
  }
  return parameters;
}

void OperationParts::CompareParameters(const Operation& before, const Operation& after) {
  const Parameters was = ParametersOf(before_, before);
  const Parameters is = ParametersOf(after_, after);
  for (const auto& [key, parameter] : was) {
    const auto found = is.find(key);
    if (found != is.end()) {
      CompareParameter(parameter, found->second);
    } else if (TextAt(*parameter.node, "in") == "query") {
      Add(parameter.place, Rule::kParameterRemoved, "is not taken any more", parameter.cause);
    } else {
      Add(parameter.place, Rule::kHeaderIgnored, "is not read any more", parameter.cause);
    }
  }
  for (const auto& [key, parameter] : is) {
    if (was.contains(key)) continue;
    const bool asked = FlagAt(*parameter.node, "required");
    Add(parameter.place, asked ? Rule::kRequiredParameterAdded : Rule::kParameterAdded, asked ? "is new and has to be there" : "is new", parameter.cause);
  }
  const auto relations = [](const Parameters& parameters) {
    const auto found = parameters.find("query include");
    return found == parameters.end() ? std::vector<std::string>{} : RelationsOf(*found->second.node);
  };
  const auto old_relations = relations(was);
  const auto new_relations = relations(is);
  std::ranges::set_symmetric_difference(old_relations, new_relations, std::inserter(included_, included_.end()));
}

void OperationParts::CompareParameter(const Parameter& before, const Parameter& after) {
  const bool was = FlagAt(*before.node, "required");
  const bool is = FlagAt(*after.node, "required");
  if (is && !was) Add(after.place, Rule::kParameterRequired, "has to be there");
  if (was && !is) Add(after.place, Rule::kParameterOptional, "may be left out");
  for (const char* key : {"style", "explode"}) {
    if (At(*before.node, key) != At(*after.node, key)) Add(after.place, Rule::kParameterStyleChanged, "is written in another way");
  }
  auto differences = walk_.Compare(At(*before.node, "schema"), At(*after.node, "schema"), Direction::kRequest);
  for (Difference& difference : differences) {
    const bool listed = after.place == "query sort" || after.place == "query include";
    if (!after.cause.empty() && (difference.cause.empty() || listed)) difference.cause = after.cause + difference.path;
    if (difference.path == "[]") difference.path.clear();
    gather_.Add(*operation_, after.place, difference);
  }
}

void OperationParts::CompareBody(const Json& before, const Json& after) {
  if (before.is_null() && after.is_null()) return;
  const bool was = FlagAt(before, "required");
  const bool is = FlagAt(after, "required");
  if (before.is_null() || after.is_null()) told_.insert({"413", "415"});  // too large, or no JSON
  if (before.is_null()) return Add("body", is ? Rule::kRequestBodyRequired : Rule::kRequestBodyAdded, is ? "is new and has to be sent" : "is new");
  if (after.is_null()) return Add("body", Rule::kRequestBodyRemoved, "is not taken any more");
  const auto differences = [&] {
    const auto& types = MembersAt(before, "content");
    const auto found = std::ranges::find_if(types, [&](const auto& type) { return MembersAt(after, "content").contains(type.first); });
    if (found == types.end()) return std::vector<Difference>{};
    return walk_.Compare(At(found->second, "schema"), At(MembersAt(after, "content").at(found->first), "schema"), Direction::kRequest);
  }();
  // A body has to be there because a member has: the member tells it.
  const bool asked = std::ranges::any_of(differences, Asks);
  const bool left = std::ranges::any_of(differences, [](const Difference& each) {
    return each.rule == Rule::kRequestMemberOptional || each.rule == Rule::kRequestMemberRemoved;
  });
  if (is && !was && !asked) Add("body", Rule::kRequestBodyRequired, "has to be sent");
  if (was && !is && !left) Add("body", Rule::kRequestBodyOptional, "may be left out");
  CompareContent(before, after, Direction::kRequest, "body");
}

void OperationParts::CompareResponses(const Json::object_t& before, const Json::object_t& after) {
  CompareStatuses(before, after);
  for (const auto& [status, response] : before) {
    const auto found = after.find(status);
    if (found == after.end()) continue;
    const Json& was = Resolve(before_, response);
    const Json& is = Resolve(after_, found->second);
    if (IsError(status)) {
      CompareErrors(was, is);
      continue;
    }
    const std::string place = "response " + status;
    CompareHeaders(was, is, place);
    CompareContent(was, is, Direction::kResponse, place);
  }
}

void OperationParts::CompareStatuses(const Json::object_t& before, const Json::object_t& after) {
  const auto was = Statuses(before, IsSuccess);
  const auto is = Statuses(after, IsSuccess);
  const auto gone = Without(was, is);
  const auto more = Without(is, was);
  if (!gone.empty() && (!more.empty() || gone.size() == was.size())) {
    Add("response " + gone.front(), Rule::kSuccessStatusChanged, more.empty() ? "is gone" : "is " + Listed(more) + " now");
  } else {
    for (const std::string& status : more) Add("response " + status, Rule::kSuccessStatusAdded, "is new");
    for (const std::string& status : gone) Add("response " + status, Rule::kSuccessStatusRemoved, "does not occur any more");
  }
  const auto errors = Statuses(before, IsError);
  const auto errors_now = Statuses(after, IsError);
  for (const std::string& status : Without(errors_now, errors)) {
    if (!told_.contains(status)) Add("response " + status, Rule::kErrorStatusAdded, "is new", "status " + status);
  }
  for (const std::string& status : Without(errors, errors_now)) {
    if (!told_.contains(status)) Add("response " + status, Rule::kErrorStatusRemoved, "does not occur any more", "status " + status);
  }
}

// The errors of an application have one shape.
void OperationParts::CompareErrors(const Json& before, const Json& after) {
  const auto& was = MembersAt(before, "content");
  const auto& is = MembersAt(after, "content");
  const auto schema = [](const Json::object_t& content) -> const Json& { return content.empty() ? At({}, "") : At(content.begin()->second, "schema"); };
  const auto names = [](const Json::object_t& content) {
    std::vector<std::string> types;
    for (const auto& [type, media] : content) types.push_back(type);
    return Listed(types);
  };
  if (was.empty() && is.empty()) return;
  const auto differences = walk_.Compare(schema(was), schema(is), Direction::kResponse);
  const bool breaks = std::ranges::any_of(differences, [](const Difference& each) { return SpecOf(each.rule).kind == Kind::kBreaking; });
  if (names(was) == names(is) && !breaks) return;
  Add("", Rule::kErrorShapeChanged, "errors have another shape: " + names(is) + ", before " + names(was), "errors");
}

// Entity tags and addresses are opaque: that a header is there is what callers rely on.
void OperationParts::CompareHeaders(const Json& before, const Json& after, const std::string& place) {
  const auto& was = MembersAt(before, "headers");
  const auto& is = MembersAt(after, "headers");
  for (const auto& [name, header] : was) {
    const auto found = is.find(name);
    const std::string where = place + " header " + name;
    if (found == is.end()) {
      Add(where, Rule::kResponseHeaderRemoved, "is gone");
    } else if (FlagAt(Resolve(before_, header), "required") && !FlagAt(Resolve(after_, found->second), "required")) {
      Add(where, Rule::kResponseHeaderRemoved, "need not be there");
    }
  }
  for (const auto& [name, header] : is) {
    if (!was.contains(name)) Add(place + " header " + name, Rule::kResponseHeaderAdded, "is new");
  }
}

void OperationParts::CompareContent(const Json& before, const Json& after, Direction direction, const std::string& place) {
  const bool request = direction == Direction::kRequest;
  const auto& was = MembersAt(before, "content");
  const auto& is = MembersAt(after, "content");
  for (const auto& [type, media] : was) {
    const auto found = is.find(type);
    if (found == is.end()) {
      Add(place, request ? Rule::kRequestContentRemoved : Rule::kResponseContentRemoved, "is not `" + type + "` any more");
      continue;
    }
    for (const Difference& difference : walk_.Compare(At(media, "schema"), At(found->second, "schema"), direction)) {
      if (!IsOfPages(difference) && !IsOfInclude(difference)) gather_.Add(*operation_, place, difference);
    }
  }
  for (const auto& [type, media] : is) {
    if (!was.contains(type)) Add(place, request ? Rule::kRequestContentAdded : Rule::kResponseContentAdded, "may be `" + type + "`");
  }
}

// How long a page may be is the caller's word: the parameter `limit` tells it.
auto OperationParts::IsOfPages(const Difference& difference) const -> bool {
  if (difference.rule != Rule::kResponseBoundsWidened && difference.rule != Rule::kResponseBoundsNarrowed) return false;
  const auto most = [](const Json& document) -> std::string {
    const Json& limit = At(At(At(document, "components"), "parameters"), "limit");
    const Json& maximum = At(At(limit, "schema"), "maximum");
    return maximum.is_null() ? std::string() : maximum.dump();
  };
  const std::string was = most(before_);
  const std::string is = most(after_);
  if (was.empty() || is.empty() || was == is) return false;
  return difference.text == "at most " + is + ", before " + was || difference.text == "at most " + is + " elements, before " + was;
}

// A relation stands in an answer when `include` asks for it: the parameter tells that it is new or gone.
auto OperationParts::IsOfInclude(const Difference& difference) const -> bool {
  if (difference.rule != Rule::kResponseMemberAdded && difference.rule != Rule::kResponseMemberRemoved) return false;
  std::string name = difference.path.substr(difference.path.rfind('.') + 1);
  constexpr std::string_view kTruncated = "Truncated";
  if (included_.contains(name)) return true;
  if (name.ends_with(kTruncated)) name.resize(name.size() - kTruncated.size());
  return included_.contains(name);
}

}  // namespace ingot::codegen::compare
