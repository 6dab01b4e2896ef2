#include "compiler/driver/moves.h"

#include "compiler/diagnostics/emitter.h"

namespace ingot::driver {
namespace {

using codegen::sql_migration::Obstacle;
using codegen::sql_migration::ObstacleKind;
using Message = diag::Message<std::string_view>;
using enum diag::Severity;

constexpr Message kKeeps{diag::Code::ImpossibleMove, kError, "`{0}` keeps versions or deleted rows, whose values cannot be split or merged"};
constexpr Message kNoLink{diag::Code::ImpossibleMove, kError, "the rows of `{0}` cannot be merged: no reference of theirs says whose each is"};
constexpr Message kTakenTwice{diag::Code::ImpossibleMove, kError, "the values of `{0}` cannot go to two models"};
constexpr Message kDemands{diag::Code::ImpossibleMove, kError, "`{0}` must have a value for programs of the release before, and rows that are new have none"};
constexpr Message kUnfilled{diag::Code::ImpossibleMove, kError, "`{0}` must have a value, and rows that are split may have none for it"};

void Report(const Obstacle& obstacle, diag::Emitter& emitter) {
  switch (obstacle.kind) {
    case ObstacleKind::kKeeps:
      emitter.Emit(Span(), kKeeps, obstacle.what).Help("remove the field of type `revision` and `softDelete` in a change of its own before this one");
      return;
    case ObstacleKind::kNoLink:
      emitter.Emit(Span(), kNoLink, obstacle.what).Help("give the model one reference that is `required` and `unique` in a change of its own before this one");
      return;
    case ObstacleKind::kTakenTwice:
      emitter.Emit(Span(), kTakenTwice, obstacle.what).Help("give the field another name in one of the two");
      return;
    case ObstacleKind::kDemands:
      emitter.Emit(Span(), kDemands, obstacle.what).Help("keep the field, or let it be null in a change of its own before this one");
      return;
    case ObstacleKind::kUnfilled:
      emitter.Emit(Span(), kUnfilled, obstacle.what).Help("give the field a `default`, or leave `required` out");
      return;
  }
}

}  // namespace

void ReportMoves(const std::vector<Obstacle>& obstacles, diag::Sink& diagnostics) {
  diag::Emitter emitter(diagnostics);
  for (const Obstacle& obstacle : obstacles) Report(obstacle, emitter);
}

}  // namespace ingot::driver
