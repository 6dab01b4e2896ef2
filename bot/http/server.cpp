#include "bot/http/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <charconv>
#include <mutex>
#include <string_view>
#include <thread>

#include "bot/http/access.h"
#include "bot/http/answers.h"
#include "bot/http/crowd.h"
#include "bot/http/stores.h"
#include "bot/http/streams.h"

namespace ingot::bot {

// Embedded, see CMakeLists.txt.
auto PageText() -> std::string_view;
auto PageScript() -> std::string_view;
auto PageStyle() -> std::string_view;

namespace {

using httplib::Request;
using httplib::Response;
using Handled = httplib::Server::HandlerResponse;

constexpr int kOtherThreads = 8;  // besides those of streams
constexpr size_t kMostBody = 65536;
constexpr const char* kId = "([0-9a-fA-F-]{36})";

void Answer(Response& response, int status, const std::string& json) {
  response.status = status;
  response.set_content(json, "application/json");
}

void Refuse(Response& response, int status, std::string_view code, std::string_view message) { Answer(response, status, ErrorText(code, message)); }

void RefuseFailure(Response& response, const Failure& failure) {
  if (failure.kind == FailureKind::kDefinition) return Refuse(response, 422, "refused", failure.text);
  Refuse(response, 503, "unavailable", "the database does not answer; the bot goes on as soon as it does");
}

template <typename Number>
auto NumberOf(const std::string& text) -> std::optional<Number> {
  Number number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

auto IsReading(const Request& request) -> bool { return request.method == "GET" || request.method == "HEAD"; }

// What the page itself is made of says nothing about anybody.
auto IsPublic(const Request& request) -> bool {
  return request.path == "/" || request.path == "/app.js" || request.path == "/style.css" || request.path == "/healthz";
}

// SO_REUSEPORT, which the library sets, would let two bots have one port.
void SetSocket(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

class HttpServer::Parts {
 public:
  Parts(HttpSettings settings, std::function<void(const std::string&)> wake)
      : settings_(std::move(settings)), wake_(std::move(wake)), stores_(settings_.store), streams_(stores_, settings_.streams) {
    Configure();
    AddPage();
    AddReading();
    AddWriting();
  }

  ~Parts() { Stop(); }

  auto Start() -> Result<uint16_t> {
    const int port = settings_.port == 0                                       ? server_.bind_to_any_port(settings_.address)
                     : server_.bind_to_port(settings_.address, settings_.port) ? settings_.port
                                                                               : -1;
    if (port <= 0) {
      const std::string place = settings_.address + ":" + std::to_string(settings_.port);
      return tl::unexpected(Failure{FailureKind::kEnvironment, "the bot cannot listen at " + place + "; perhaps another program does", ""});
    }
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();  // what is stopped before that goes on for ever
    return static_cast<uint16_t>(port);
  }

  void Stop() {
    if (!thread_.joinable()) return;
    streams_.End();
    stores_.GiveUp();
    server_.stop();
    thread_.join();
  }

 private:
  void Configure() {
    const int threads = settings_.streams + kOtherThreads;
    server_.new_task_queue = [threads] { return new Crowd(threads); };
    server_.set_socket_options(SetSocket);
    server_.set_payload_max_length(kMostBody);
    server_.set_read_timeout(5);
    server_.set_write_timeout(5);
    server_.set_keep_alive_timeout(2);
    server_.set_keep_alive_max_count(100);
    server_.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                 {"X-Frame-Options", "DENY"},
                                 {"Referrer-Policy", "no-referrer"},
                                 {"Cross-Origin-Resource-Policy", "same-origin"},
                                 {"Cache-Control", "no-store"},
                                 {"Content-Security-Policy",
                                  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
                                  " form-action 'none'; frame-ancestors 'none'"}});
    server_.set_pre_routing_handler([this](const Request& request, Response& response) { return Admit(request, response); });
    server_.set_error_handler([](const Request&, Response& response) {
      if (!response.body.empty()) return;
      response.set_content(response.status == 404   ? ErrorText("not_found", "there is nothing here")
                           : response.status == 413 ? ErrorText("too_large", "the request is too large")
                                                    : ErrorText("bad_request", "the request cannot be read"),
                           "application/json");
    });
    server_.set_exception_handler(
        [](const Request&, Response& response, std::exception_ptr) { Refuse(response, 500, "internal", "the bot has a fault"); });
  }

  auto Admit(const Request& request, Response& response) -> Handled {
    const std::string host = request.get_header_value("Host");
    if (!IsOwnHost(host)) {
      Refuse(response, 421, "wrong_host", "ask for the bot by its address in numbers, or as localhost");
      return Handled::Handled;
    }
    const bool reads = IsReading(request);
    const std::string origin = request.get_header_value("Origin");
    const std::string site = request.get_header_value("Sec-Fetch-Site");
    // Behind a proxy the browser knows better than the names do whose page it is.
    const bool foreign = site.empty() ? !origin.empty() && !IsOwnOrigin(origin, host) : site != "same-origin" && site != "none";
    if (!reads && foreign) {
      Refuse(response, 403, "foreign_origin", "a page of another site may not do this");
      return Handled::Handled;
    }
    if (IsPublic(request) || (reads && IsLoopback(settings_.address))) return Handled::Unhandled;
    if (settings_.token.empty()) {
      Refuse(response, 403, "no_token", "the bot was started without a token, so nobody may do this");
      return Handled::Handled;
    }
    if (request.get_header_value_count("Authorization") == 1 && IsToken(request.get_header_value("Authorization"), settings_.token))
      return Handled::Unhandled;
    response.set_header("WWW-Authenticate", "Bearer");
    Refuse(response, 401, "unauthorized", "this needs the bot's token");
    return Handled::Handled;
  }

  void AddPage() {
    const auto give = [this](const char* path, std::string_view text, const char* type) {
      server_.Get(path, [text, type](const Request&, Response& response) { response.set_content(text.data(), text.size(), type); });
    };
    give("/", PageText(), "text/html; charset=utf-8");
    give("/app.js", PageScript(), "text/javascript; charset=utf-8");
    give("/style.css", PageStyle(), "text/css; charset=utf-8");
    server_.Get("/healthz", [this](const Request&, Response& response) {
      const bool answers = DatabaseAnswers();
      Answer(response, answers ? 200 : 503, answers ? R"({"status":"ok"})" : R"({"status":"the database does not answer"})");
    });
  }

  // Asked of the database once a second at most, whoever asks.
  auto DatabaseAnswers() -> bool {
    const std::lock_guard lock(health_);
    const auto now = std::chrono::steady_clock::now();
    if (now >= asked_ + std::chrono::seconds(1)) {
      answers_ = Stores::Borrowed(stores_)->Jobs({"", std::nullopt, 1}).has_value();
      asked_ = std::chrono::steady_clock::now();
    }
    return answers_;
  }

  void AddReading() {
    server_.Get("/jobs", [this](const Request& request, Response& response) { List(request, response); });
    server_.Get(std::string("/jobs/") + kId, [this](const Request& request, Response& response) { AnswerJob(request.matches[1], 200, response); });
    server_.Get(std::string("/jobs/") + kId + "/events", [this](const Request& request, Response& response) {
      const std::string last = request.get_header_value("Last-Event-ID");
      const auto after = NumberOf<int64_t>(last.empty() ? "0" : last);
      if (!after) return Refuse(response, 400, "bad_request", "Last-Event-ID is the number of a line");
      const std::string id = request.matches[1];
      const auto job = Stores::Borrowed(stores_)->FindJob(id);
      if (!job) return RefuseFailure(response, job.error());
      if (!*job) return Refuse(response, 404, "not_found", "there is no such job");
      streams_.Answer(id, *after, response);
    });
  }

  void AddWriting() {
    server_.Post("/jobs", [this](const Request& request, Response& response) { Make(request, response); });
    server_.Post(std::string("/jobs/") + kId + "/cancel", [this](const Request& request, Response& response) {
      Change(request, response, Stores::Borrowed(stores_)->Cancel(request.matches[1]), "the job has ended");
    });
    server_.Post(std::string("/jobs/") + kId + "/retry", [this](const Request& request, Response& response) {
      Change(request, response, Stores::Borrowed(stores_)->Requeue(request.matches[1]), "only a job that failed or was cancelled begins again");
    });
  }

  void List(const Request& request, Response& response) {
    JobFilter filter{request.get_param_value("application"), std::nullopt, 50};
    if (request.has_param("limit")) {
      const auto limit = NumberOf<int>(request.get_param_value("limit"));
      if (!limit || *limit < 1 || *limit > 200) return Refuse(response, 400, "bad_request", "limit is from 1 to 200");
      filter.limit = *limit;
    }
    if (request.has_param("status")) {
      filter.status = JobStatusOf(request.get_param_value("status"));
      if (!filter.status) return Refuse(response, 400, "bad_request", "status is one of pending, processing, completed, failed, cancelled");
    }
    Stores::Borrowed store(stores_);
    if (!filter.application.empty()) {
      const auto application = store->FindApplication(filter.application);
      if (!application) return RefuseFailure(response, application.error());
      if (!*application) return Answer(response, 200, R"({"data":[]})");
      filter.application = (*application)->id;
    }
    const auto jobs = store->Jobs(filter);
    if (!jobs) return RefuseFailure(response, jobs.error());
    Answer(response, 200, JobsText(*jobs));
  }

  void AnswerJob(const std::string& id, int status, Response& response) {
    Stores::Borrowed store(stores_);
    const auto job = store->FindJob(id);
    if (!job) return RefuseFailure(response, job.error());
    if (!*job) return Refuse(response, 404, "not_found", "there is no such job");
    const auto next = store->FindNext(id);
    Answer(response, status, JobText(**job, next && *next ? (*next)->id : std::string()));
  }

  void Make(const Request& request, Response& response) {
    const auto wanted = WantedOf(request.body);
    if (!wanted) return Refuse(response, 400, "bad_request", R"(the body is {"application": "user/app", "options": {}}, with the name or the id, and options or none)");
    std::string job;
    {
      Stores::Borrowed store(stores_);
      const auto application = store->FindApplication(wanted->application);
      if (!application) return RefuseFailure(response, application.error());
      if (!*application) return Refuse(response, 404, "not_found", "there is no such application");
      const auto made = store->Enqueue((*application)->id, wanted->options);
      if (!made) return RefuseFailure(response, made.error());
      job = *made;
    }
    wake_(job);
    response.set_header("Location", "/jobs/" + job);
    AnswerJob(job, 202, response);
  }

  void Change(const Request& request, Response& response, const Result<bool>& changed, std::string_view otherwise) {
    const std::string id = request.matches[1];
    if (!changed) return RefuseFailure(response, changed.error());
    if (!*changed) {
      const auto job = Stores::Borrowed(stores_)->FindJob(id);
      if (job && !*job) return Refuse(response, 404, "not_found", "there is no such job");
      return Refuse(response, 409, "conflict", otherwise);
    }
    wake_(id);
    AnswerJob(id, 202, response);
  }

  const HttpSettings settings_;
  const std::function<void(const std::string&)> wake_;
  Stores stores_;
  Streams streams_;
  std::mutex health_;
  std::chrono::steady_clock::time_point asked_;
  bool answers_ = false;
  httplib::Server server_;
  std::thread thread_;
};

HttpServer::HttpServer(HttpSettings settings, std::function<void(const std::string&)> wake)
    : parts_(std::make_unique<Parts>(std::move(settings), std::move(wake))) {}
HttpServer::~HttpServer() = default;
auto HttpServer::Start() -> Result<uint16_t> { return parts_->Start(); }
void HttpServer::Stop() { parts_->Stop(); }

}  // namespace ingot::bot
