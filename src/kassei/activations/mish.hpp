#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = x tanh(ln(1 + e^x)) (Misra, arXiv:1908.08681). With w = e^x = n / d, q = w^2 + 2 w + 2: f = x w (w + 2) / q,
// with numerator and denominator times d^2, and f' = w ((w + 2) q + 4 x (w + 1)) / q^2. The sum cancels at its zero
// x = -1.1924: therefore it has float64's precision, in an order that keeps the exact parts 4 x + 6 and 4 x + 4.
// From x = 40 on f is x. The limit on the left replaces -infinity by a number whose result is 0. f(-0) = +0, by the
// addition. In float64 n, d, their products and the quotient are pairs, each good to 2^-57. With W = e^z of the zero z
// the sum is 4 (x - z) (w + 1) + (w - W) (w^2 + (W + 4) w + W + 3 - 1 / (W + 1)), where nothing cancels, and w - W is
// W (e^(x - z) - 1), of a distance good to 132 bits. From x = 22 on f' is 1.
struct Mish {
  static constexpr Info info{
      .name = "mish",
      .title = "Mish",
      .family = Family::kGated,
      .source = "Misra: Mish: A Self Regularized Non-Monotonic Activation Function, 2019, arXiv:1908.08681",
      .formula = R"(x \tanh(\ln(1 + e^x)))",
      .derivative = R"(t + x\,\sigma(x)\,(1 - t^2), \quad t = \tanh(\ln(1 + e^x)))",
      .range = R"([-0.3088, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .ulp = {.value = 0.52, .slope = 0.51},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"mish"}},
                     {.framework = Framework::kKeras3, .names = {"mish"}},
                     {.framework = Framework::kPytorch, .names = {"Mish", "mish"}},
                     {.framework = Framework::kJax, .names = {"mish"}},
                     {.framework = Framework::kTensorflowjs, .names = {"mish"}},
                     {.framework = Framework::kOnnx, .names = {"Mish"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 wide = widen(at_least(x, -110));
    const Ratio w = exp2_ratio(kLog2E * at_most(wide, 40));
    const f64x4 n = w.numerator();
    const f64x4 d = w.denominator();
    const f64x4 p = n * (n + 2 * d);
    return narrow(wide * p / (p + 2 * d * d)) + 0.0F;
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 near = at_least(x, -760);
    const Exponential64 e = exponential(at_most(near, 50));
    const Pair n = e.numerator();
    const Pair d = e.denominator();
    const Pair p = n * normal(scaled(n, e.scale) + scaled(d, both(2)));
    const Pair q = quotient(p, normal(scaled(p, e.scale) + scaled(square(d), both(2))));
    const f64x2 up = raising(x);
    return (x > 50 ? x : e.power(times_head(near * up, q).sum()) * Power::reciprocal(up)) + 0.0;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 wide = widen(clamp(x, -110, 40));
    const f64x4 w = exp2_ratio_float64(kLog2E * wide).power();
    const f64x4 q = w * (w + 2) + 2;
    const f64x4 sum = w * (w * (w + 4) + (4 * wide + 6)) + 4 * (wide + 1);
    return narrow(w * sum / (q * q)) + 0.0F;
  }

  // The zero of f', and of its W the factors above.
  static constexpr std::array kZero{-0x1.31432c0d12d84p0, -0x1.bf31918p-55, 0x1.592ef7d88fa2bp-82};
  static constexpr Pair kW = pair_of(0x1.36c4202fc3eccp-2, 0x1.6d73a02f8d922p-56);
  static constexpr Pair kLinear = pair_of(0x1.136c4202fc3edp2, -0x1.d2518bfa0e4dcp-53);
  static constexpr Pair kConstant = pair_of(0x1.44a5b49f64236p1, 0x1.ce17cc6c2969cp-53);

  // With D = d, N = W n and S = 2^n of e^(x - z), so that w = S N / D.
  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const Pair f = distance({.high = clamp(x, -760, 22), .low = f64x2{}}, kZero);
    const Exponential64 e = exponential(f.high, f.low);
    const Pair n = e.numerator() * kW;
    const Pair d = e.denominator();
    const Pair grown = scaled(n, e.scale);
    const Pair nn = square(grown);
    const Pair nd = grown * d;
    const Pair dd = square(d);
    const Pair from_x = normal(f * scaled(d, both(4))) * normal(nd + dd);
    const Pair from_w = normal(e.difference() * kW) * normal(nn + (nd * kLinear + dd * kConstant));
    const Pair q = nn + scaled(nd + dd, both(2));
    const Pair p = n * normal(from_x + from_w);
    return e.power(quotient(p, normal(square(normal(q)))).sum()) + 0.0;
  }
};

}  // namespace kassei
