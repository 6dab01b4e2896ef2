#include "bot/deploy/files.h"

#include <filesystem>
#include <string_view>
#include <system_error>

#include "bot/deploy/applications.h"
#include "bot/base/durable.h"

namespace ingot::bot {
namespace {

// `{id}`, `{release}` and `{image}` are filled in; all three are checked to be plain first.
constexpr std::string_view kKubernetes =
    R"(# Release {release} of the application. The Secret app-{id} is yours to make, for example:
#   kubectl create secret generic app-{id} --from-literal=DATABASE_URL=postgresql://... --from-literal=JWT_SECRET=...
# Kubernetes 1.30 or later, for the pause before a pod is told to stop. The service migrates the database when it starts, as far as the release before can
# live with it; when that one is gone: kubectl exec deploy/app-{id} -- /service migrate finish
apiVersion: "apps/v1"
kind: "Deployment"
metadata:
  name: "app-{id}"
  labels:
    app.kubernetes.io/name: "app-{id}"
    app.kubernetes.io/managed-by: "ingot"
spec:
  replicas: 2
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: "app-{id}"
  strategy:
    type: "RollingUpdate"
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: "app-{id}"
        app.kubernetes.io/version: "{release}"
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 45
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        seccompProfile:
          type: "RuntimeDefault"
      containers:
        - name: "service"
          image: "{image}"
          ports:
            - name: "http"
              containerPort: 4000
          envFrom:
            - secretRef:
                name: "app-{id}"
          env:
            - name: "HOST"
              value: "0.0.0.0"
            - name: "PORT"
              value: "4000"
            - name: "DRAIN_IDLE_MS"
              value: "10000"
          startupProbe:
            httpGet:
              path: "/healthz"
              port: "http"
            periodSeconds: 2
            failureThreshold: 150
          readinessProbe:
            httpGet:
              path: "/readyz"
              port: "http"
            periodSeconds: 3
            timeoutSeconds: 3
            failureThreshold: 2
          livenessProbe:
            httpGet:
              path: "/healthz"
              port: "http"
            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 3
          lifecycle:
            preStop:
              sleep:
                seconds: 5
          resources:
            requests:
              cpu: "100m"
              memory: "64Mi"
            limits:
              memory: "1Gi"
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
          volumeMounts:
            - name: "tmp"
              mountPath: "/tmp"
      volumes:
        - name: "tmp"
          emptyDir:
            sizeLimit: "256Mi"
---
apiVersion: "v1"
kind: "Service"
metadata:
  name: "app-{id}"
spec:
  selector:
    app.kubernetes.io/name: "app-{id}"
  ports:
    - name: "http"
      port: 80
      targetPort: "http"
---
apiVersion: "policy/v1"
kind: "PodDisruptionBudget"
metadata:
  name: "app-{id}"
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: "app-{id}"
)";

constexpr std::string_view kFly =
    R"(# Release {release} of the application. Secrets are yours to set: fly secrets set DATABASE_URL=... JWT_SECRET=...
app = "app-{id}"
kill_signal = "SIGTERM"
kill_timeout = "45s"

[build]
  image = "{image}"

[deploy]
  strategy = "rolling"

[env]
  HOST = "0.0.0.0"
  PORT = "4000"
  DRAIN_IDLE_MS = "10000"

[http_service]
  internal_port = 4000
  force_https = true
  auto_stop_machines = "off"
  auto_start_machines = true
  min_machines_running = 2

  [[http_service.checks]]
    method = "GET"
    path = "/readyz"
    interval = "5s"
    timeout = "3s"
    grace_period = "10s"
)";

auto IsUuid(std::string_view id) -> bool {
  if (id.size() != 36) return false;
  for (size_t i = 0; i < id.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? id[i] != '-' : std::string_view("0123456789abcdef").find(id[i]) == std::string_view::npos)
      return false;
  }
  return true;
}

auto IsImage(std::string_view image) -> bool {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return !image.empty() && image.size() <= 255 && kPlain.find(image[0]) != std::string_view::npos &&
         image.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/@-") ==
             std::string_view::npos;
}

auto Filled(std::string_view text, const DeployFiles& files) -> std::string {
  std::string filled(text);
  for (const auto& [slot, value] : {std::pair{"{id}", files.application},
                                    {"{release}", std::to_string(files.release)},
                                    {"{image}", files.image}}) {
    const std::string_view name = slot;
    for (size_t place = filled.find(name); place != std::string::npos;
         place = filled.find(name, place + value.size())) {
      filled.replace(place, name.size(), value);
    }
  }
  return filled;
}

}  // namespace

auto WriteDeployFiles(const DeployFiles& files, const std::string& folder) -> Result<void> {
  if (!IsUuid(files.application)) return EnvironmentFailure("the id of the application is no uuid");
  if (files.release <= 0) return EnvironmentFailure("a release has a number from 1 on");
  if (!IsImage(files.image))
    return EnvironmentFailure(
        "the image has no reference that a registry knows: letters, digits and . _ : / @ - only");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return EnvironmentFailure("cannot make the folder " + folder + ": " + error.message());
  for (const auto& [name, text] : {std::pair{"/kubernetes.yaml", kKubernetes}, {"/fly.toml", kFly}}) {
    if (auto wrote = WriteDurably(folder + name, Filled(text, files)); !wrote)
      return EnvironmentFailure(wrote.error());
  }
  return {};
}

}  // namespace ingot::bot
