#pragma once

#include "../concepts.hpp"
#include "silu.hpp"

namespace kassei {

// f(x) = x sigma(1.702 x): silu with the beta that comes closest to gelu (Hendrycks and Gimpel, arXiv:1606.08415).
struct QuickGelu {
  static constexpr Info info{
      .name = "quick_gelu",
      .title = "Gaussian error linear unit, by a sigmoid",
      .family = Family::kGated,
      .source =
          "Hendrycks, Gimpel: Gaussian Error Linear Units, 2016, arXiv:1606.08415; named so in OpenAI's CLIP, 2021",
      .formula = R"(x\,\sigma(1.702\,x))",
      .derivative = R"(\sigma(1.702\,x)\,\bigl(1 + 1.702\,x\,(1 - \sigma(1.702\,x))\bigr))",
      .range = R"([-0.1636, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .ulp = {.value = 0.52, .slope = 0.51}};

  using Base = Silu;
  static constexpr double kBeta = 1.702;
  static const double* base_parameters(const double* /*parameters*/) { return &kBeta; }

  KASSEI_INLINE f32x4 value(f32x4 x) const { return Silu{kBeta}.value(x); }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return Silu{kBeta}.value(x); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return Silu{kBeta}.slope(x); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return Silu{kBeta}.slope(x); }
};

}  // namespace kassei
