// What is asked of the replicas of a scenario without a results file: annual indicators, money and weights, as the file would hold them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/outputs/indicator_rows.h"

namespace waste {

class ReplicaValues {
 public:
  /// `world` must outlive it.
  explicit ReplicaValues(const World& world);
  ReplicaValues(const ReplicaValues&) = delete;

  /// Room for so many replicas; before see() of them.
  void resize(std::size_t replicas);

  /// Notes a replica, in its own world; on any thread.
  void see(std::size_t replica, const World& world, const ReplicaResult& result);

  const IndicatorRows& rows() const { return rows_of_plan_; }
  /// [year * lines + line] of a replica.
  const std::vector<double>& annual(std::size_t replica) const { return annual_[replica]; }
  /// [year] what the account of money comes to [fen]; 0 without tariffs.
  const std::vector<std::int64_t>& operating(std::size_t replica) const { return operating_[replica]; }
  /// Weights of the first replicas by what is known of the base year; empty: equal.
  std::vector<double> weights(std::size_t replicas) const;
  /// [row of the hindcast] of a replica, in the unit of the row; NaN where it is not simulated.
  const std::vector<double>& known(std::size_t replica) const { return known_[replica]; }
  /// Half the width of the 95 % interval of a line's mean over the first replicas: [year * lines + line]; NaN where there is none.
  std::vector<double> half_widths(std::size_t replicas) const;

 private:
  /// A column of the results file.
  class AskedColumn {
   public:
    AskedColumn(const Frame& frame, const char* table, const char* column);
    std::vector<double> of(const ReplicaView& replica) const { return std::get<std::vector<double>>(source_->of_replica(at_, replica)); }
    std::vector<double> of(const Collected& all) const { return std::get<std::vector<double>>(source_->of_replicas(at_, all)); }

   private:
    std::unique_ptr<TableSource> source_;
    std::size_t at_ = 0;
  };

  const World& world_;
  std::vector<std::int32_t> numbers_;  // none: what is asked does not depend on the numbers of replicas
  RowUnion rows_;
  Frame frame_;
  IndicatorRows rows_of_plan_;
  AskedColumn annual_column_;
  std::optional<AskedColumn> known_column_;  // of the base year
  std::vector<std::vector<double>> annual_, known_;  // [replica]
  std::vector<std::vector<std::int64_t>> operating_;  // [replica]
};

}  // namespace waste
