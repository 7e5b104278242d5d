#pragma once

#include <span>

#include "../channels.hpp"
#include "../concepts.hpp"
#include "../pair.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = x for x > 0, a x for x <= 0 with a learned a for each channel (He, Zhang, Ren and Sun, arXiv:1502.01852). The
// slopes are of x's type, therefore a product is rounded once. f(-0) = +0, by the addition. f'(0) is `at_zero`. The
// gradient for a slope is the sum of g min(x, 0) over its channel, in float64; of float64 numbers in two parts, good to
// 2^-78 of the sum of its terms' sizes, where no term is below 2^-968.
struct Prelu {
  static constexpr Info info{
      .name = "prelu",
      .title = "Parametric rectified linear unit",
      .family = Family::kRectifiers,
      .source = "He, Zhang, Ren, Sun: Delving Deep into Rectifiers, ICCV 2015, arXiv:1502.01852",
      .cases = {{.value = "x", .low = 0}, {.value = R"(a_c\,x)", .high = 0, .includes_high = true}},
      .derivative = R"(\begin{cases} 1 & x > 0 \\ 0 & x = 0 \\ a_c & x < 0 \end{cases})",
      .range = R"((-\infty, \infty))",
      .at_minus_infinity = R"(\begin{cases} -\infty & a_c > 0 \\ 0 & a_c = 0 \\ \infty & a_c < 0 \end{cases})",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "slope",
                      .symbol = "a_c",
                      .text = "slopes for negative inputs, one for each channel or one for all",
                      .type = Type::kFloats,
                      .slider = {0, 1}},
                     {.name = "axis",
                      .text = "the axis of the channels, or a list of axes, along which there is a slope for each "
                              "place, in the shape's order, or null for all; negative ones count from the end",
                      .type = Type::kAxes}},
      .kinks = {{.at = "0", .slope = "0"}},
      .ulp = {.value = 0.5, .slope = 0},
      .ulp64 = {.value = 0.5, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"PReLU"}},
                     {.framework = Framework::kKeras3, .names = {"PReLU"}},
                     {.framework = Framework::kPytorch,
                      .names = {"PReLU", "prelu"},
                      .defaults = {{"axis", 1}},
                      .kinks = {"slope"}},
                     {.framework = Framework::kTensorflowjs, .names = {"prelu", "PReLU"}, .kinks = {"slope"}},
                     {.framework = Framework::kOnnx, .names = {"PRelu"}},
                     {.framework = Framework::kWebnn, .names = {"prelu"}}}};

  std::span<const float> slope{};  // one for each channel, or one for all; the caller's

  // Each loop copies `given`: as far as the compiler knows, a store could change what a reference refers to.
  template <class T>
  static void value(const ChannelsOf<T>& given) {
    const ChannelsOf<T> channels = given;
    channels.each([&](std::size_t at, std::size_t, Vector<T> a, std::ptrdiff_t lanes) {
      const Vector<T> x = load_first(channels.x + at, lanes);
      const Vector<T> negative = unless(a == 0, a * x) + T{};
      store_part(channels.out + at, x <= 0 ? negative : x, lanes);
    });
  }

  template <class T>
  static void gradient(const ChannelsOf<T>& given) {
    const ChannelsOf<T> channels = given;
    channels.each([&](std::size_t at, std::size_t, Vector<T> a, std::ptrdiff_t lanes) {
      const Vector<T> x = load_first(channels.x + at, lanes);
      const Vector<T> at_zero = channels.at_zero ? in_all_lanes(*channels.at_zero) : a;
      const Vector<T> derivative = keep_nan(x, x > 0 ? in_all_lanes(T{1}) : x < 0 ? a : at_zero);
      store_part(channels.out + at,
                 channels.upstream ? load_first(channels.upstream + at, lanes) * derivative : derivative, lanes);
    });
  }

  static void slope_sums(const Channels& given) {
    const Channels channels = given;
    channels.each([&](std::size_t at, std::size_t channel, f32x4, std::ptrdiff_t lanes) {
      const f64x4 x = widen(at_most(load_part(channels.x + at, lanes), 0));
      double* sums = channels.sums + channel * channels.partial();
      f64x4 sum;
      __builtin_memcpy(&sum, sums, sizeof sum);
      sum += x == 0 ? f64x4{} : x * widen(load_first(channels.upstream + at, lanes));
      __builtin_memcpy(sums, &sum, sizeof sum);
    });
  }

  // Writes the slopes' gradient to `out`, from the sums over all stretches.
  static void slope_gradient(const Channels& channels) {
    for (std::size_t channel = 0; channel < channels.channels; ++channel) {
      const double* sums = channels.sums + channel * channels.partial();
      channels.out[channel] = nearest(channels.partial() == 1 ? sums[0] : (sums[0] + sums[1]) + (sums[2] + sums[3]));
    }
  }

  // A sum in two parts: the first ones of all channels, then the others. One that is infinite has no second part.
  struct SlopeSum {
    double* first;
    double* second;

    SlopeSum(const Channels64& channels, std::size_t channel)
        : first(channels.sums + channel * channels.partial()), second(first + 2 * channels.channels) {}
    Pair read() const { return {.high = load(first), .low = load(second)}; }
    static Pair plus(Pair a, Pair b) {
      const Pair sum = a + b;
      return {.high = sum.high, .low = abs(sum.high) <= std::numeric_limits<double>::max() ? sum.low : f64x2{}};
    }
    void add(Pair x) const {
      const Pair sum = plus(read(), x);
      store(first, sum.high);
      store(second, sum.low);
    }
  };

  static void slope_sums(const Channels64& given) {
    const Channels64 channels = given;
    channels.each([&](std::size_t at, std::size_t channel, f64x2, std::ptrdiff_t lanes) {
      const f64x2 x = at_most(load_part(channels.x + at, lanes), 0);
      const f64x2 g = x == 0 ? f64x2{} : load_first(channels.upstream + at, lanes);
      SlopeSum(channels, channel).add(pair_of(x) * pair_of(g));
    });
  }

  static void slope_gradient(const Channels64& channels) {
    for (std::size_t channel = 0; channel < channels.channels; ++channel) {
      const Pair sum = SlopeSum(channels, channel).read();
      const Pair other{.high = f64x2{sum.high[1]}, .low = f64x2{sum.low[1]}};
      channels.out[channel] = (channels.partial() == 1 ? sum : SlopeSum::plus(sum, other)).sum()[0] + 0.0;
    }
  }
};

// Prelu with slopes of float64, for arrays of float64.
struct Prelu64 {
  std::span<const double> slope{};
};

}  // namespace kassei
