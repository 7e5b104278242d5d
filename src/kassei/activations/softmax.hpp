#pragma once

#include "../concepts.hpp"
#include "../math.hpp"
#include "../rows/powers64.hpp"
#include "../rows/rows.hpp"
#include "../rows/tempered.hpp"

namespace kassei {

// y_i = e^(x_i - m) / sum_j e^(x_j - m) with m the largest x, so that nothing overflows (Bridle, 1990). The
// powers are float32; their sum is float64, so that no precision is lost in long rows. A row with NaN or +infinity, or
// with nothing but -infinity, gives NaN. The vector-Jacobian product y_i (g_i - sum_j g_j y_j) takes g relative to g
// at the largest x, which does not change the result and keeps a sum near 0 from cancelling. Its bound is in ulp of
// y_i sum_j y_j |g_i - g_j|. An x more than 175 below m counts as -infinity: only with |g| > 2^100 does that matter,
// and then by at most 2^-124. At another temperature than 1 the powers are float64, and no x is too far below.
// In float64 differences, powers, sums and factors are in two parts. Only a power that is kept for the result is
// rounded: by 0.54 ulp, 1.07 of the result at most, so that values and gradients are below 1.07 + 1/2 and what the
// parts lack, an eighth. An x more than 999 T below m counts as -infinity: that matters only with |g| > 2^366 T, and
// then by at most |g| 2^-1441 / T.
struct Softmax {
  static constexpr Info info{
      .name = "softmax",
      .title = "Softmax",
      .family = Family::kRowwise,
      .source =
          "Boltzmann, 1868; in networks since Bridle: Training Stochastic Model Recognition Algorithms as Networks "
          "can Lead to Maximum Mutual Information Estimation of Parameters, NIPS 1989",
      .formula = R"(\frac{e^{x_i}}{\sum_j e^{x_j}})",
      .derivative = R"(y_i\,\Bigl(g_i - \sum_j g_j\,y_j\Bigr))",
      .range = "(0, 1)",
      .parameters = {kTemperature, kAxes, kMask},
      .ulp = {.value = 1.99, .slope = 1.99},
      .ulp64 = {.value = 1.7, .slope = 1.75},
      .frameworks = {
          {.framework = Framework::kKeras2, .names = {"softmax", "Softmax"}},
          {.framework = Framework::kKeras3, .names = {"softmax", "Softmax"}},
          {.framework = Framework::kPytorch, .names = {"Softmax", "softmax"}, .defaults = {{"axis", std::nullopt}}},
          {.framework = Framework::kPytorch, .names = {"Softmax2d"}, .defaults = {{"axis", -3}}},
          {.framework = Framework::kJax, .names = {"softmax"}},
          {.framework = Framework::kTensorflowjs, .names = {"softmax"}},
          {.framework = Framework::kTensorflowjs, .names = {"Softmax"}, .defaults = {{"axis", 1}}},
          {.framework = Framework::kOnnx, .names = {"Softmax"}},
          {.framework = Framework::kWebnn, .names = {"softmax"}, .defaults = {{"axis", std::nullopt}}}}};

  double temperature = 1;

  static void value(const Rows& rows) {
    if (rows.temperature != 1) return tempered(rows);
    rows.each([&](const Row& row) {
      const auto prepared = row.prepared(rows.x, rows.out);
      const f32x4 m = prepared.m;
      const float* x = prepared.x;
      f64x4 sum{};
      row.each_fast([&](std::size_t at, std::ptrdiff_t lanes) {
        const f32x4 e = exp_of_difference(load_part(x + at, lanes, kLowest), m);
        sum += widen(e);
        store_part(rows.out + at, e, lanes);
      });
      const f64x4 factor = 1 / row.sum_over_row(sum);
      row.each_fast([&](std::size_t at, std::ptrdiff_t lanes) {
        store_part(rows.out + at, narrow(factor * widen(load_first(rows.out + at, lanes))), lanes);
      });
    });
  }

  // `out` holds the powers until the sums are known. The mean is over the distances of g from `reference`, the upstream
  // of a largest element: a sum of distances keeps digits that are small beside the reference.
  static void gradient(const Rows& rows) {
    if (rows.temperature != 1) return tempered(rows);
    rows.each([&](const Row& row) {
      const auto prepared = row.prepared(rows.x, rows.out);
      const f32x4 m = prepared.m;
      const float* x = prepared.x;
      const f64x4 reference = widen(row.at_largest(x, m, rows.upstream));
      f64x4 sum{};
      f64x4 weighted{};
      row.each_fast([&](std::size_t at, std::ptrdiff_t lanes) {
        const f32x4 e = exp_of_difference(load_part(x + at, lanes, kLowest), m);
        sum += widen(e);
        weighted += widen(e) * (widen(load_part(rows.upstream + at, lanes)) - reference);
        store_part(rows.out + at, e, lanes);
      });
      const f64x4 factor = 1 / row.sum_over_row(sum);
      const f64x4 mean = factor * row.sum_over_row(weighted);
      row.each_fast([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 y = factor * widen(load_first(rows.out + at, lanes));
        store_part(rows.out + at, narrow(y * ((widen(load_first(rows.upstream + at, lanes)) - reference) - mean)),
                   lanes);
      });
    });
  }

  // The value or, with upstream, the vector-Jacobian product. Without, x stands in for upstream and comes to nothing.
  [[gnu::noinline]] static void tempered(const Rows& rows) {
    const float* upstream = rows.upstream ? rows.upstream : rows.x;
    rows.each([&](const Row& row) {
      const Tempered powers{.m = row.largest(rows.x), .inverse = 1 / rows.temperature};
      const f64x4 reference = widen(row.at_largest(rows.x, powers.m, upstream));
      f64x4 sum{};
      f64x4 weighted{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 e = powers.power(load_part(rows.x + at, lanes, kLowest));
        sum += e;
        weighted += e * (widen(load_part(upstream + at, lanes)) - reference);
      });
      const f64x4 factor = 1 / row.sum_over_row(sum);
      const f64x4 mean = factor * row.sum_over_row(weighted);
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 y = factor * powers.power(load_first(rows.x + at, lanes));
        const f64x4 slope = powers.inverse * ((widen(load_first(upstream + at, lanes)) - reference) - mean);
        store_part(rows.out + at, narrow(rows.upstream ? y * slope : y), lanes);
      });
    });
  }

  static void value(const Rows64& rows) {
    rows.each([&](const Row64& row) {
      const Powers64 powers(row, rows);
      const Pair sum = whole(powers.sums(row, rows, rows.out, nullptr).others);
      const Pair factor = quotient(pair_of(both(1)), sum);
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x2 y = times_head(load_first(rows.out + at, lanes), factor).sum();
        store_part(rows.out + at, y * (1 / Powers64::kScale), lanes);
      });
    });
  }

  static void gradient(const Rows64& rows) {
    rows.each([&](const Row64& row) {
      const Powers64 powers(row, rows);
      const Upstream64 upstream = Upstream64::of(row, rows, powers.m, 2 * Powers64::kShift);
      const auto [others, weighted] = powers.sums(row, rows, rows.out, &upstream);
      const Pair sum = whole(others);
      const Pair minus_mean = scaled(quotient(weighted, sum), both(-1));
      const Pair factor = quotient(scaled(powers.inverse, both(0.5)), sum);
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const Pair y = times_head(load_first(rows.out + at, lanes), factor);
        const Pair distance = upstream.distance(load_first(rows.upstream + at, lanes));
        const Pair slope = scaled(distance, both(Powers64::kScale)) + minus_mean;
        store_part(rows.out + at, upstream.back((y * slope).sum()), lanes);
      });
    });
  }
};

}  // namespace kassei
