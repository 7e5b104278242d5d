// Gradients whose slopes at the kinks the caller gives.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <type_traits>

#include "concepts.hpp"
#include "loops.hpp"
#include "rounding.hpp"
#include "simd.hpp"

namespace kassei {

// A number for each kink, its place or its slope; none if there is no kink, or if its slope is the kernel's own.
using Kinks = std::array<std::optional<double>, kMaxKinks>;

// The gradient of an activation with kinks, and a function that writes their places with these parameters.
template <class T>
struct KinkedGradientOf {
  KernelOf<T> run;
  void (*places)(const double* parameters, Kinks& places);
};
using KinkedGradient = KinkedGradientOf<float>;

template <Kinked A, class T = float>
inline constexpr KinkedGradientOf<T> kKinkedGradient{.run = gradient_kernel<A, T>,
                                                     .places = [](const double* parameters, Kinks& places) {
                                                       const auto found = with_parameters<A>(parameters).kinks();
                                                       static_assert(found.size() == A::info.kinks.size());
                                                       for (std::size_t i = 0; i < found.size(); ++i)
                                                         places[i] = found[i];
                                                     }};

// Runs a gradient kernel with other slopes at the kinks. The inputs of each stretch are kept, because `out` may be `x`,
// and compared with the kinks. No input equals a kink that is no T; if two kinks coincide, the second counts.
template <class T>
void gradient_with_kinks(const KinkedGradientOf<T>& gradient, std::type_identity_t<CallOf<T>> call,
                         const Kinks& slopes) {
  constexpr std::size_t kStretch = 64;
  Kinks at;
  gradient.places(call.parameters, at);
  T kinks[kMaxKinks];
  T wanted[kMaxKinks]{};
  for (std::size_t i = 0; i < kMaxKinks; ++i) {
    kinks[i] = std::numeric_limits<T>::quiet_NaN();
    if (!slopes[i] || !at[i]) continue;
    const T kink = nearest<T>(*at[i]);
    if (std::isfinite(kink) && kink == *at[i]) kinks[i] = kink;
    wanted[i] = nearest<T>(*slopes[i]);
  }
  while (call.vectors > 0) {
    Vector<T> inputs[kStretch];
    const std::size_t count = std::min(call.vectors, kStretch);
    for (std::size_t i = 0; i < count; ++i) inputs[i] = load(call.x + i * kLanesOf<T>);
    gradient.run(
        {.x = call.x, .upstream = call.upstream, .out = call.out, .vectors = count, .parameters = call.parameters});
    for (std::size_t i = 0; i < count; ++i) {
      Vector<T> slope = load(call.out + i * kLanesOf<T>);
      const Vector<T> upstream = call.upstream ? load(call.upstream + i * kLanesOf<T>) : Vector<T>{} + 1;
      for (std::size_t kink = 0; kink < kMaxKinks; ++kink) {
        slope = inputs[i] == kinks[kink] ? upstream * wanted[kink] : slope;
      }
      store(call.out + i * kLanesOf<T>, slope);
    }
    call.x += count * kLanesOf<T>;
    call.out += count * kLanesOf<T>;
    if (call.upstream) call.upstream += count * kLanesOf<T>;
    call.vectors -= count;
  }
}

}  // namespace kassei
