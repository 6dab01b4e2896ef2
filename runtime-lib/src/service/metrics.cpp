#include "service/metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ingot/rt/types.hpp>

namespace ingot::rt::service {
namespace {

std::string seconds(std::int64_t micros) { return format(static_cast<double>(micros) / 1e6); }

// A label's value: backslash, quote and newline are escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string labelsOf(const RouteLabel& label) {
  return "method=\"" + escaped(label.method) + "\",route=\"" + escaped(label.route) + "\"";
}

template <typename Get>
std::uint64_t sum(std::span<const LoopMetrics* const> loops, std::size_t route, Get get) {
  std::uint64_t total = 0;
  for (const LoopMetrics* loop : loops) total += get((*loop)[route]).get();
  return total;
}

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ")
      .append(name)
      .append(" ")
      .append(help)
      .append("\n# TYPE ")
      .append(name)
      .append(" ")
      .append(type)
      .append("\n");
}

void gauge(std::string& out, std::string_view name, std::string_view type, std::string_view help,
           const std::string& value) {
  head(out, name, type, help);
  out.append(name).append(" ").append(value).append("\n");
}

void requests(std::string& out, std::span<const RouteLabel> labels,
              std::span<const LoopMetrics* const> loops) {
  head(out, "http_requests_total", "counter", "Requests answered, by route and class of status.");
  for (std::size_t route = 0; route < labels.size(); ++route) {
    for (std::size_t digit = 1; digit < 6; ++digit) {
      const std::uint64_t count = sum(loops, route, [&](const RouteMetrics& metrics) -> const Counter& {
        return metrics.byClass[digit];
      });
      if (count == 0) continue;
      out += "http_requests_total{" + labelsOf(labels[route]) + ",status=\"" + std::to_string(digit) +
             "xx\"} " + std::to_string(count) + "\n";
    }
  }
}

void durations(std::string& out, std::span<const RouteLabel> labels,
               std::span<const LoopMetrics* const> loops) {
  const std::string name = "http_request_duration_seconds";
  head(out, name, "histogram", "Time from the end of a request's header to its answer.");
  for (std::size_t route = 0; route < labels.size(); ++route) {
    std::uint64_t total = 0;
    std::array<std::uint64_t, kBucketEnds.size() + 1> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i] = sum(loops, route,
                      [&](const RouteMetrics& metrics) -> const Counter& { return metrics.buckets[i]; });
      total += counts[i];
    }
    if (total == 0) continue;
    const std::string label = labelsOf(labels[route]);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      below += counts[i];
      const std::string end = i < kBucketEnds.size() ? seconds(kBucketEnds[i]) : "+Inf";
      out += name + "_bucket{" + label + ",le=\"" + end + "\"} " + std::to_string(below) + "\n";
    }
    const std::uint64_t micros =
        sum(loops, route, [](const RouteMetrics& metrics) -> const Counter& { return metrics.micros; });
    out += name + "_sum{" + label + "} " + seconds(static_cast<std::int64_t>(micros)) + "\n";
    out += name + "_count{" + label + "} " + std::to_string(total) + "\n";
  }
}

std::int64_t residentBytes() {
  std::int64_t pages = 0;
  std::int64_t resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return resident * ::sysconf(_SC_PAGESIZE);
}

std::int64_t cpuMicros() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1'000'000 + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

}  // namespace

void RouteMetrics::count(int status, std::int64_t durationMicros) {
  byClass[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))].add(1);
  const auto* end = std::lower_bound(kBucketEnds.begin(), kBucketEnds.end(), durationMicros);
  buckets[static_cast<std::size_t>(end - kBucketEnds.begin())].add(1);
  micros.add(static_cast<std::uint64_t>(std::max<std::int64_t>(durationMicros, 0)));
}

std::string renderMetrics(std::span<const RouteLabel> labels, std::span<const LoopMetrics* const> loops,
                          const Gauges& gauges) {
  std::string out;
  requests(out, labels, loops);
  durations(out, labels, loops);
  gauge(out, "http_requests_in_flight", "gauge", "Requests being handled now.",
        std::to_string(gauges.inFlight));
  gauge(out, "http_requests_waiting_for_body", "gauge", "Requests whose body is on its way.",
        std::to_string(gauges.waitingBodies));
  gauge(out, "http_connections", "gauge", "Open connections.", std::to_string(gauges.connections));
  gauge(out, "database_queued_writes", "gauge", "Writes that wait for the database.",
        std::to_string(gauges.queuedWrites));
  gauge(out, "service_ready", "gauge", "1 when the service takes requests.", gauges.ready ? "1" : "0");
  gauge(out, "process_resident_memory_bytes", "gauge", "Resident memory.", std::to_string(residentBytes()));
  gauge(out, "process_cpu_seconds_total", "counter", "CPU time used.", seconds(cpuMicros()));
  head(out, "service_build_info", "gauge", "Always 1; the labels tell what runs.");
  out += "service_build_info{name=\"" + escaped(gauges.name) + "\",version=\"" + escaped(gauges.version) +
         "\"} 1\n";
  return out;
}

}  // namespace ingot::rt::service
