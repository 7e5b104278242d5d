#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = alpha x + beta, limited to [0, 1]: Theano's form with 0.2 and 0.5, which Keras 2, ONNX and WebNN kept
// (Keras 3 has alpha = 1/6).
// Evaluated as alpha (x + beta / alpha), in float64 and with the quotient in two parts, so that near the zero the
// result is not mostly the rounding error of a product. Reaches 0 and 1 exactly. f' is 0 at both kinks and beyond. The
// kinks are the float64 values of -beta / alpha and (1 - beta) / alpha: -3 and 3 for alpha = 1/6, though the double is
// smaller than the fraction.
struct HardSigmoid {
  static constexpr Info info{
      .name = "hard_sigmoid",
      .title = "Hard sigmoid",
      .family = Family::kSigmoidLike,
      .source =
          "Theano's hard_sigmoid; Courbariaux, Bengio, David: BinaryConnect, 2015, arXiv:1511.00363 (with slope 1/2)",
      .cases = {{.value = "0", .scale = "alpha", .offset = "beta", .high = 0, .includes_high = true},
                {.value = R"(\alpha x + \beta)", .scale = "alpha", .offset = "beta", .low = 0, .high = 1},
                {.value = "1", .scale = "alpha", .offset = "beta", .low = 1, .includes_low = true}},
      .derivative = R"(\begin{cases} \alpha & 0 < \alpha x + \beta < 1 \\ 0 & \text{otherwise} \end{cases})",
      .range = "[0, 1]",
      .at_minus_infinity =
          R"(\begin{cases} 0 & \alpha > 0 \\ \min(\max(\beta, 0), 1) & \alpha = 0 \\ 1 & \alpha < 0 \end{cases})",
      .at_plus_infinity =
          R"(\begin{cases} 1 & \alpha > 0 \\ \min(\max(\beta, 0), 1) & \alpha = 0 \\ 0 & \alpha < 0 \end{cases})",
      .parameters = {{.name = "alpha", .symbol = R"(\alpha)", .text = "slope of the middle piece", .slider = {0.05, 1}},
                     {.name = "beta", .symbol = R"(\beta)", .text = "value at 0", .slider = {0, 1}}},
      .kinks = {{.at = R"(-\beta / \alpha)", .slope = "0"}, {.at = R"((1 - \beta) / \alpha)", .slope = "0"}},
      .ulp = {.value = 0.81, .slope = 0.2},
      .ulp64 = {.value = 0.76, .slope = 0},
      .frameworks = {
          {.framework = Framework::kKeras2, .names = {"hard_sigmoid"}, .kinks = {"alpha", "alpha"}},
          {.framework = Framework::kKeras3, .names = {"hard_sigmoid"}, .defaults = {{"alpha", 1.0 / 6}}},
          {.framework = Framework::kPytorch, .names = {"Hardsigmoid", "hardsigmoid"}, .defaults = {{"alpha", 1.0 / 6}}},
          {.framework = Framework::kJax, .names = {"hard_sigmoid"}, .defaults = {{"alpha", 1.0 / 6}}},
          {.framework = Framework::kTensorflowjs,
           .names = {"hardSigmoid", "hard_sigmoid"},
           .kinks = {"alpha", "alpha"}},
          {.framework = Framework::kOnnx, .names = {"HardSigmoid"}},
          {.framework = Framework::kWebnn, .names = {"hardSigmoid"}}}};
  static constexpr bool kLight = true;
  static constexpr std::size_t kTurn64 = 2;  // `Line` is long

  double alpha = 0.2, beta = 0.5;

  std::array<Place, 2> kinks() const {
    return alpha == 0 ? std::array<Place, 2>{} : std::array<Place, 2>{-beta / alpha, (1 - beta) / alpha};
  }

  // beta / alpha minus its float64, or 0 if that difference would move a kink away from a float32.
  KASSEI_INLINE static double rest_of_offset(double alpha, double beta) {
    const double offset = beta / alpha;
    const double rest = rest_of_quotient(beta, alpha, offset) / alpha;
    return alpha * rest > 0 && nearest(offset) == offset ? 0 : rest;
  }

  // alpha = 0.2 and beta = 0.5 need only float32: left of x = -5/4 the sum x + 5/2 is exact; right of it the result is
  // so much larger than 0.2 x that the error of the product hardly matters. Other parameters are in float64; the last
  // addition turns -0 into +0. alpha = 0 is a separate case, because 0 times infinity is NaN. If alpha is so small that
  // the kinks lie beyond all float32 numbers, nothing cancels.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    if (alpha == 0.2 && beta == 0.5) {
      return clamp(x < -1.25F ? 0.2F * (x + 2.5F) : 0.2F * x + 0.5F, 0, 1);
    }
    if (alpha == 0) return keep_nan(x, clamp(splat(nearest(beta)), 0, 1) + 0.0F);
    const double offset = beta / alpha;
    const double rest = rest_of_offset(alpha, beta);
    const f64x4 line = std::abs(offset) < 1e200 ? alpha * ((widen(x) + offset) + rest) : alpha * widen(x) + beta;
    return clamp(narrow(line), 0, 1) + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const double zero = -beta / alpha;
    const double one = (1 - beta) / alpha;
    const i32x4 between = (x > round_down(alpha > 0 ? zero : one)) & (x < round_up(alpha > 0 ? one : zero));
    return keep_nan(x, where(between, splat(nearest(alpha))));
  }

  // With the defaults the sum x + 5/2 is exact left of x = -5/4 too, and the product with the double 0.2 is in two
  // parts; beta / alpha is less than 5/2 by 2^-55 / alpha. Right of it the product's error is a quarter ulp of the
  // result at most.
  KASSEI_INLINE f64x2 value(f64x2 x) const {
    if (alpha == 0.2 && beta == 0.5) {
      const f64x2 sum = at_least(x, -3) + 2.5;
      const f64x2 first = head(sum);
      constexpr double kHead = head(0.2);
      const f64x2 left = first * kHead + (first * (0.2 - kHead) + ((sum - first) * 0.2 - 0x1p-55));
      return clamp(x < -1.25 ? left : 0.2 * x + 0.5, 0, 1);
    }
    if (alpha == 0) return keep_nan(x, clamp(both(beta), 0, 1) + 0.0);
    const f64x2 line = beta == 0 ? alpha * x : Line::sum(alpha, beta)(x);
    const double zero = -beta / alpha;
    const i64x2 at_zero = x == (std::abs(zero) < kInfinity ? zero : std::numeric_limits<double>::quiet_NaN());
    return unless(at_zero, clamp(line, 0, 1) + 0.0);
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const double zero = -beta / alpha;
    const double one = (1 - beta) / alpha;
    const i64x2 between = (x > (alpha > 0 ? zero : one)) & (x < (alpha > 0 ? one : zero));
    return keep_nan(x, where(between, both(alpha + 0.0)));
  }
};

}  // namespace kassei
