#pragma once

#include "../concepts.hpp"
#include "../math.hpp"
#include "../rows/powers64.hpp"
#include "../rows/rows.hpp"
#include "../rows/tempered.hpp"

namespace kassei {

// y_i = d_i - ln(1 + s), d_i = (x_i - m) / T with m the largest x and s the sum of e^(d_j) without one largest element,
// in float64. The element is left out so that a result near 0 keeps its digits. A row with NaN or +infinity, or with
// nothing but -infinity, gives NaN.
// The vector-Jacobian product g_i - p_i sum_j g_j with p = softmax x is g_i (1 - p_i) - p_i (sum_j g_j - g_i) with
// 1 - p_i = (s - (e^(d_i) - 1)) / (1 + s), which cannot cancel. Its bound is in ulp of
// |g_i| (1 - p_i) + p_i sum_(j != i) |g_j|.
// In float64 d, s and the sums are in two parts, good to 2^-58, and the logarithm to 2^-55.4, where s is near 1: with
// the rounding of the result 0.87 ulp at most. For the gradient e^(d_i) is kept rounded: 1.07 ulp of p_i |sum_j g_j| at
// most, and 0 for the largest, without which p_i is below 1/2. Of x far below m the same holds as for softmax.
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
                             .ulp64 = {.value = 0.9, .slope = 1.75},
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
      const auto prepared = row.prepared(rows.x, rows.out);
      const float* x = prepared.x;
      const Tempered tempered{.m = prepared.m, .inverse = 1 / rows.temperature};
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
      const auto prepared = row.prepared(rows.x, rows.out);
      const float* x = prepared.x;
      const Tempered tempered{.m = prepared.m, .inverse = 1 / rows.temperature};
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

  // ln(1 + s) of 2^420 s to 2^-55 of itself: n ln 2 + 2 atanh(v / (2 + v)) with 1 + s = 2^n (1 + v), and s below 2^-60.
  static Pair logarithm(Pair others) {
    const f64x2 small = others.sum() * (1 / Powers64::kScale);
    const Pair sum = whole(others);
    const u64x2 power = as<u64x2>(sum.high) & 0x7ff0000000000000;
    const f64x2 n = __builtin_convertvector(as<i64x2>(power >> 52) - 1023, f64x2);
    const Pair mantissa = scaled(sum, as<f64x2>(0x7fe0000000000000 - power));
    const Pair s = scaled(others, both(1 / Powers64::kScale));
    const Pair v{.high = n == 0 ? s.high : mantissa.high - 1, .low = n == 0 ? s.low : mantissa.low};
    const Pair z = quotient(v, normal(fast_two_sum(both(2), v.high) + pair_of(v.low)));
    const f64x2 rounded = z.sum();
    const f64x2 w = rounded * rounded;
    const Pair sum_of_logarithms = fast_two_sum(n * 0x1.62e42fefa38p-1, z.high + z.high);
    const f64x2 rest = (z.low + rounded * (w * polynomial(w, kAtanh64))) * 2 + n * 0x1.ef35793c7673p-45;
    const auto tiny = small < 0x1p-60;
    return {.high = tiny ? small : sum_of_logarithms.high, .low = tiny ? f64x2{} : sum_of_logarithms.low + rest};
  }

  static void value(const Rows64& rows) {
    rows.each([&](const Row64& row) {
      const Powers64 powers(row, rows);
      const Pair l = logarithm(powers.sums(row, rows, nullptr, nullptr).others);
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const Pair z = powers.distance(load_first(rows.x + at, lanes));
        const Pair y = two_sum(z.high, -l.high);
        const f64x2 usual = y.high + (y.low + (z.low - l.low)) + 0.0;
        store_part(rows.out + at, z.high < std::numeric_limits<double>::lowest() ? z.high - l.high : usual, lanes);
      });
    });
  }

  // `below` and `largest` are the sums of upstream where x is below the largest and where it is not: apart, the sum
  // without a single largest element's keeps its digits however large that one is.
  static void gradient(const Rows64& rows) {
    rows.each([&](const Row64& row) {
      const Powers64 powers(row, rows);
      const Upstream64 upstream = Upstream64::of(row, rows, powers.m, Powers64::kShift);
      Pair below{};
      Pair largest{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x2 g = load_part(rows.upstream + at, lanes) * upstream.scale;
        const auto same = load_first(rows.x + at, lanes) == powers.m;
        below = below + pair_of(same ? f64x2{} : g);
        largest = largest + pair_of(same ? g : f64x2{});
      });
      below = row.sum_over_row(below);
      largest = row.sum_over_row(largest);
      const Pair others = powers.sums(row, rows, rows.out, nullptr).others;
      const Pair factor = quotient(scaled(powers.inverse, both(0.5)), whole(others));
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const Pair e = pair_of(load_first(rows.out + at, lanes));
        const Pair g = pair_of(load_first(rows.upstream + at, lanes) * upstream.scale);
        const Pair rest = others + two_sum(both(Powers64::kScale), -e.high);
        const Pair other_upstream = below + (largest + scaled(g, both(-1)));
        const Pair slope = g * rest + scaled(e, both(-1)) * other_upstream;
        store_part(rows.out + at, upstream.back((slope * factor).sum()), lanes);
      });
    });
  }
};

}  // namespace kassei
