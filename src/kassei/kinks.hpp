// Gradients whose slopes at the kinks the caller gives.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

#include "concepts.hpp"
#include "loops.hpp"
#include "rounding.hpp"
#include "simd.hpp"

namespace kassei {

// A number for each kink, its place or its slope; none if there is no kink, or if its slope is the kernel's own.
using Kinks = std::array<std::optional<double>, kMaxKinks>;

// The gradient of an activation with kinks, and a function that writes their places with these parameters.
struct KinkedGradient {
  Kernel run;
  void (*places)(const double* parameters, Kinks& places);
};

template <Kinked A>
inline constexpr KinkedGradient kKinkedGradient{.run = gradient_kernel<A>,
                                                .places = [](const double* parameters, Kinks& places) {
                                                  const auto found = with_parameters<A>(parameters).kinks();
                                                  static_assert(found.size() == A::info.kinks.size());
                                                  for (std::size_t i = 0; i < found.size(); ++i) places[i] = found[i];
                                                }};

// Runs a gradient kernel with other slopes at the kinks. The inputs of each stretch are kept, because `out` may be `x`,
// and compared with the kinks. No input equals a kink that is not a float32; if two kinks coincide, the second counts.
inline void gradient_with_kinks(const KinkedGradient& gradient, Call call, const Kinks& slopes) {
  constexpr std::size_t kStretch = 64;
  Kinks at;
  gradient.places(call.parameters, at);
  f32x4 kinks[kMaxKinks];
  f32x4 wanted[kMaxKinks]{};
  for (std::size_t i = 0; i < kMaxKinks; ++i) {
    kinks[i] = splat(std::numeric_limits<float>::quiet_NaN());
    if (!slopes[i] || !at[i]) continue;
    const float kink = nearest(*at[i]);
    if (std::isfinite(kink) && kink == *at[i]) kinks[i] = splat(kink);
    wanted[i] = splat(nearest(*slopes[i]));
  }
  while (call.vectors > 0) {
    f32x4 inputs[kStretch];
    const std::size_t count = std::min(call.vectors, kStretch);
    for (std::size_t i = 0; i < count; ++i) inputs[i] = load(call.x + i * kLanes);
    gradient.run(
        {.x = call.x, .upstream = call.upstream, .out = call.out, .vectors = count, .parameters = call.parameters});
    for (std::size_t i = 0; i < count; ++i) {
      f32x4 slope = load(call.out + i * kLanes);
      const f32x4 upstream = call.upstream ? load(call.upstream + i * kLanes) : splat(1);
      for (std::size_t kink = 0; kink < kMaxKinks; ++kink) {
        slope = inputs[i] == kinks[kink] ? upstream * wanted[kink] : slope;
      }
      store(call.out + i * kLanes, slope);
    }
    call.x += count * kLanes;
    call.out += count * kLanes;
    if (call.upstream) call.upstream += count * kLanes;
    call.vectors -= count;
  }
}

}  // namespace kassei
