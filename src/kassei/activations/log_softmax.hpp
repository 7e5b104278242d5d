#pragma once

#include "../concepts.hpp"
#include "../math.hpp"
#include "../rows/rows.hpp"
#include "../rows/tempered.hpp"

namespace kassei {

// y_i = d_i - ln(1 + s), d_i = (x_i - m) / T with m the largest x and s the sum of e^(d_j) without one largest element,
// in float64. The element is left out so that a result near 0 keeps its digits. A row with NaN or +infinity, or with
// nothing but -infinity, gives NaN.
// The vector-Jacobian product g_i - p_i sum_j g_j with p = softmax x is g_i (1 - p_i) - p_i (sum_j g_j - g_i) with
// 1 - p_i = (s - (e^(d_i) - 1)) / (1 + s), which cannot cancel. Its bound is in ulp of
// |g_i| (1 - p_i) + p_i sum_(j != i) |g_j|.
struct LogSoftmax {
  static constexpr Info info{.name = "log_softmax",
                             .title = "Logarithm of softmax",
                             .family = Family::kRowwise,
                             .source = "the log-likelihood of multinomial logistic regression: Bridle, NIPS 1989",
                             .formula = R"(x_i - \ln \sum_j e^{x_j})",
                             .derivative = R"(g_i - \operatorname{softmax}(x)_i \sum_j g_j)",
                             .range = R"((-\infty, 0))",
                             .parameters = {kTemperature, kAxes, kMask},
                             .ulp = {.value = 1.6, .slope = 1.4},
                             .masked = -kInfinity,
                             .frameworks = {{.framework = Framework::kKeras2, .names = {"log_softmax"}},
                                            {.framework = Framework::kKeras3, .names = {"log_softmax"}},
                                            {.framework = Framework::kPytorch,
                                             .names = {"LogSoftmax", "log_softmax"},
                                             .defaults = {{"axis", std::nullopt}}},
                                            {.framework = Framework::kJax, .names = {"log_softmax"}},
                                            {.framework = Framework::kTensorflowjs, .names = {"logSoftmax"}},
                                            {.framework = Framework::kOnnx, .names = {"LogSoftmax"}}}};

  double temperature = 1;

  // s, from the sum over all elements below the largest and the number of largest ones.
  [[gnu::noinline]] static f64x4 sum(const Row& row, const float* x, const Tempered& tempered) {
    if (tempered.inverse != 1) return tempered.sum_of_others(row, x);
    const f32x4 m = tempered.m;
    f64x4 others{};
    i32x4 largest{};
    row.each_fast([&](std::size_t at, std::ptrdiff_t lanes) {
      const f32x4 part = load_part(x + at, lanes, kLowest);
      const i32x4 same = part == m;
      others += widen(unless(same, exp_of_difference(part, m)));
      largest -= same;
    });
    return 0x1p-127 * row.sum_over_row(others) + (row.sum_over_row(__builtin_convertvector(largest, f64x4)) - 1);
  }

  static void value(const Rows& rows) {
    rows.each([&](const Row& row) {
      Tempered tempered{.m = row.largest(rows.x), .inverse = 1 / rows.temperature};
      const float* x = row.halve_lowest(rows.x, rows.out, tempered.m);
      const f64x4 logarithm = log1p_unbounded(sum(row, x, tempered));
      const auto write = [&](std::size_t at, std::ptrdiff_t lanes, f64x4 distance) {
        store_part(rows.out + at, narrow(distance - logarithm) + 0.0F, lanes);
      };
      if (rows.temperature != 1) {
        row.each([&](std::size_t at, std::ptrdiff_t lanes) {
          write(at, lanes, tempered.distance(load_first(x + at, lanes)));
        });
      } else {
        row.each_fast([&](std::size_t at, std::ptrdiff_t lanes) {
          write(at, lanes, widen(load_first(x + at, lanes)) - widen(tempered.m));
        });
      }
    });
  }

  static void gradient(const Rows& rows) {
    rows.each([&](const Row& row) {
      Tempered tempered{.m = row.largest(rows.x), .inverse = 1 / rows.temperature};
      const float* x = row.halve_lowest(rows.x, rows.out, tempered.m);
      const f64x4 s = sum(row, x, tempered);
      f64x4 upstream{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) { upstream += widen(load_part(rows.upstream + at, lanes)); });
      const f64x4 factor = tempered.inverse / (1 + s);
      const f64x4 whole = row.sum_over_row(upstream);
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 g = widen(load_first(rows.upstream + at, lanes));
        const ExpFactors e = exponential(at_least(tempered.distance(load_first(x + at, lanes)), -700));
        store_part(rows.out + at, narrow(factor * (g * (s - e.expm1()) - e.exp() * (whole - g))), lanes);
      });
    });
  }
};

}  // namespace kassei
