#pragma once

#include "../concepts.hpp"
#include "../math.hpp"
#include "../rows/rows.hpp"

namespace kassei {

// y = a sigma(b), a and b the halves of a row (Dauphin, Fan, Auli and Grangier, arXiv:1612.08083). With e^b = n / d,
// y = a n / (n + d), and the vector-Jacobian product is g n / (n + d) for a, g a n d / (n + d)^2 for b. The value has
// half of x's length; upstream has the value's length. The halves of a block are contiguous whatever the axis.
struct Glu {
  static constexpr Info info{
      .name = "glu",
      .title = "Gated linear unit",
      .family = Family::kRowwise,
      .source =
          "Dauphin, Fan, Auli, Grangier: Language Modeling with Gated Convolutional Networks, 2016, "
          "arXiv:1612.08083",
      .formula = R"(a\,\sigma(b), \quad x = (a, b))",
      .derivative = R"(\bigl(g\,\sigma(b),\ g\,a\,\sigma(b)\,\sigma(-b)\bigr))",
      .range = R"((-\infty, \infty))",
      .parameters = {kAxis},
      .ulp = {.value = 0.52, .slope = 0.52},
      .halves = true,
      .frameworks = {{.framework = Framework::kKeras3, .names = {"glu"}},
                     {.framework = Framework::kPytorch, .names = {"GLU", "glu"}},
                     {.framework = Framework::kJax, .names = {"glu"}}}};

  // Calls visit(offset of a, offset of b, offset in the halved array, lanes).
  template <class F>
  KASSEI_INLINE static void each(const Rows& rows, F visit) {
    const std::size_t half = rows.length / 2 * rows.inner;
    for (std::size_t block = 0; block < rows.outer; ++block) {
      for (std::size_t i = 0; i < half; i += kLanes) {
        const std::size_t a = 2 * block * half + i;
        visit(a, a + half, block * half + i, static_cast<std::ptrdiff_t>(half - i));
      }
    }
  }

  static void value(const Rows& rows) {
    each(rows, [&](std::size_t a, std::size_t b, std::size_t half, std::ptrdiff_t lanes) {
      const Ratio e = exp2_ratio(kLog2E * widen(clamp(load_first(rows.x + b, lanes), -300, 300)));
      const f64x4 n = e.numerator();
      store_part(rows.out + half, narrow(widen(load_first(rows.x + a, lanes)) * (n / (n + e.denominator()))), lanes);
    });
  }

  static void gradient(const Rows& rows) {
    each(rows, [&](std::size_t a, std::size_t b, std::size_t half, std::ptrdiff_t lanes) {
      const Ratio e = exp2_ratio(kLog2E * widen(clamp(load_first(rows.x + b, lanes), -300, 300)));
      const f64x4 n = e.numerator();
      const f64x4 d = e.denominator();
      const f64x4 g = widen(load_first(rows.upstream + half, lanes)) / (n + d);
      const f64x4 da = g * n;
      const f64x4 db = da * widen(load_first(rows.x + a, lanes)) * (d / (n + d));
      store_part(rows.out + a, narrow(da), lanes);
      store_part(rows.out + b, narrow(db), lanes);
    });
  }
};

}  // namespace kassei
