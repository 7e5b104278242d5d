#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"
#include "../rows/powers64.hpp"
#include "../rows/rows.hpp"

namespace kassei {

// y_i = max(z_i - t, 0) / T, z_i = x_i - m with m the largest x, and t such that the row's sum is 1: the point of the
// simplex that is closest to x (Martins and Astudillo, arXiv:1602.02068). In float64. t is found without sorting, by
// Newton's method from -T up: the sum over the elements above t is a piecewise linear and convex function of t,
// therefore no step overshoots, and each divides the product of the sum's excess and the number of elements by at
// least 4. A row with NaN or +infinity, or with nothing but -infinity, gives NaN. The vector-Jacobian product is
// (g_i - the mean of g over the elements above t) / T for these elements, and 0 for the others.
// The bound holds for results from 2^-28 up, where z_i - t has enough digits; smaller ones are off by at most 2^-51.
// In float64 all of it is in two parts, t to 2^-101 of T: the bound holds from 2^-46 up; smaller results are off by at
// most 2^-100.
struct Sparsemax {
  static constexpr Info info{
      .name = "sparsemax",
      .title = "Sparsemax",
      .family = Family::kRowwise,
      .source =
          "Martins, Astudillo: From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label "
          "Classification, ICML 2016, arXiv:1602.02068",
      .formula = R"(\max(x_i - \tau(x), 0), \quad \sum_i \max(x_i - \tau(x), 0) = 1)",
      .derivative =
          R"(\begin{cases} g_i - \frac{1}{|S|} \sum_{j \in S} g_j & i \in S \\ 0 & \text{otherwise} \end{cases}, )"
          R"(\quad S = \{j : y_j > 0\})",
      .range = "[0, 1]",
      .parameters = {kTemperature, kAxes, kMask},
      .ulp = {.value = 0.55, .slope = 0.55},
      .ulp64 = {.value = 0.52, .slope = 0.8},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"sparsemax"}}}};

  double temperature = 1;

  struct Support {
    f32x4 m;
    f64x4 t;  // relative to m
    KASSEI_INLINE f64x4 excess(f32x4 x) const { return (widen(x) - widen(m)) - t; }
  };

  [[gnu::noinline]] static Support support(const Row& row, const float* x, double temperature) {
    Support found{.m = row.largest(x), .t = f64x4{} - temperature};
    f64x4 nan_or_zero{};  // NaN if the row has one
    row.each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f64x4 excess = found.excess(load_part(x + at, lanes, kLowest));
      nan_or_zero += excess == excess ? f64x4{} : excess;
    });
    found.t += row.sum_over_row(nan_or_zero);
    for (bool growing = true; growing;) {
      f64x4 sum{};
      f64x4 count{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 excess = found.excess(load_part(x + at, lanes, kLowest));
        sum += excess > 0 ? excess : f64x4{};
        count += excess > 0 ? f64x4{} + 1 : f64x4{};
      });
      const f64x4 next = found.t + (row.sum_over_row(sum) - temperature) / row.sum_over_row(count);
      const auto grown = next > found.t;
      found.t = grown ? next : found.t;
      growing = (grown[0] | grown[1] | grown[2] | grown[3]) != 0;
    }
    return found;
  }

  static void value(const Rows& rows) {
    const double inverse = 1 / rows.temperature;
    rows.each([&](const Row& row) {
      const Support found = support(row, rows.x, rows.temperature);
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 excess = found.excess(load_first(rows.x + at, lanes));
        store_part(rows.out + at, narrow(at_least(excess, 0) * inverse), lanes);
      });
    });
  }

  static void gradient(const Rows& rows) {
    const double inverse = 1 / rows.temperature;
    rows.each([&](const Row& row) {
      const Support found = support(row, rows.x, rows.temperature);
      f64x4 sum{};
      f64x4 count{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 excess = found.excess(load_part(rows.x + at, lanes, kLowest));
        sum += excess <= 0 ? f64x4{} : widen(load_part(rows.upstream + at, lanes));
        count += excess <= 0 ? f64x4{} : f64x4{} + 1;
      });
      const f64x4 mean = row.sum_over_row(sum) / row.sum_over_row(count) + (found.t - found.t);  // NaN if t is NaN
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const f64x4 excess = found.excess(load_first(rows.x + at, lanes));
        const f64x4 g = widen(load_first(rows.upstream + at, lanes));
        store_part(rows.out + at, narrow(excess <= 0 ? f64x4{} : inverse * (g - mean)), lanes);
      });
    });
  }

  // The same in two parts, of halves of x, so that no difference overflows.
  struct Support64 {
    f64x2 m, half;  // half: T / 2
    Pair t;         // (relative to m) / 2

    // (z - t) / 2, or a negative number if z < -2 T.
    KASSEI_INLINE Pair excess(f64x2 x) const {
      const Pair z = two_sum(0.5 * x, -0.5 * m);
      const f64x2 least = -2 * half;
      const auto far = z.high <= least;
      const Pair difference = two_sum(far ? least : z.high, -t.high);
      return fast_two_sum(difference.high, difference.low + ((far ? f64x2{} : z.low) - t.low));
    }
  };

  // Steps of Newton's method until they are 2^-100 of T or less: each corrects the rounding of the one before it, which
  // may have overshot. The sum is kept normal, so that its roundings make no step of 2^-104 or more, however long the
  // row is. 51 + log2 n steps suffice.
  [[gnu::noinline]] static Support64 support(const Row64& row, const Rows64& rows) {
    const f64x2 half = both(0.5 * rows.temperature);
    Support64 found{.m = row.largest(rows.x), .half = half, .t = pair_of(-half)};
    bool going = true;
    for (int left = 200; going && left > 0; --left) {
      Pair sum{};
      f64x2 count{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const Pair excess = found.excess(load_part(rows.x + at, lanes, kLowest));
        const auto out = excess.high <= 0;
        sum = normal(sum + Pair{.high = out ? f64x2{} : excess.high, .low = out ? f64x2{} : excess.low});
        count += out ? f64x2{} : both(1);
      });
      const Pair rest = row.sum_over_row(sum) + pair_of(-half);
      const f64x2 step = rest.sum() / row.sum_over_row(count);
      // A row that has come to its end stays there, however long its neighbours take. NaN ends, and makes t NaN.
      const f64x2 least = 0x1p-100 * half;
      found.t = normal(found.t + pair_of(abs(step) <= least ? f64x2{} : step));
      const auto more = abs(step) > least;
      going = (more[0] | more[1]) != 0;
    }
    return found;
  }

  static void value(const Rows64& rows) {
    rows.each([&](const Row64& row) {
      const Support64 found = support(row, rows);
      const Pair inverse = quotient(pair_of(both(1)), pair_of(found.half));
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const Pair excess = found.excess(load_first(rows.x + at, lanes));
        store_part(rows.out + at, excess.high <= 0 ? f64x2{} : (excess * inverse).sum(), lanes);
      });
    });
  }

  static void gradient(const Rows64& rows) {
    rows.each([&](const Row64& row) {
      const Support64 found = support(row, rows);
      const Upstream64 upstream = Upstream64::of(row, rows, found.m, 0);
      Pair sum{};
      f64x2 count{};
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const auto out = found.excess(load_part(rows.x + at, lanes, kLowest)).high <= 0;
        const Pair g = upstream.distance(load_part(rows.upstream + at, lanes));
        sum = sum + Pair{.high = out ? f64x2{} : g.high, .low = out ? f64x2{} : g.low};
        count += out ? f64x2{} : both(1);
      });
      const f64x2 nan_or_zero = found.t.high - found.t.high;  // NaN if t is NaN
      const Pair mean = quotient(row.sum_over_row(sum), pair_of(row.sum_over_row(count) + nan_or_zero));
      const Pair inverse = quotient(pair_of(both(1)), pair_of(both(rows.temperature)));
      row.each([&](std::size_t at, std::ptrdiff_t lanes) {
        const auto out = found.excess(load_first(rows.x + at, lanes)).high <= 0;
        const Pair slope = upstream.distance(load_first(rows.upstream + at, lanes)) + scaled(mean, both(-1));
        store_part(rows.out + at, out ? f64x2{} : upstream.back((slope * inverse).sum()), lanes);
      });
    });
  }
};

}  // namespace kassei
