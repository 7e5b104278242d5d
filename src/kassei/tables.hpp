// The kernels as tables, for callers that name a kernel by its number.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include "activations.hpp"
#include "channels.hpp"
#include "kinks.hpp"
#include "loops.hpp"
#include "rows/short_rows.hpp"

namespace kassei {

// The numbers of an activation's kernels: in the table of its kind, and in that of gradients with kinks. Channelwise
// activations have the last two, the sums for the slopes' gradient, and the slopes' gradient from these sums.
struct KernelNumbers {
  std::size_t value, gradient, with_kinks, slope_sums, slope_gradient;
};

// Each activation has the numbers after those of the activations before it in the list.
template <class A>
inline constexpr KernelNumbers kNumbers = [] {
  std::size_t next = 0;
  std::size_t kinked = 0;
  bool found = false;
  Activations::each([&]<class Other> {
    found = found || std::is_same_v<Other, A>;
    if (found) return;
    if (Elementwise<Other> == Elementwise<A> && Rowwise<Other> == Rowwise<A>) next += Channelwise<A> ? 4 : 2;
    kinked += Kinked<Other>;
  });
  return KernelNumbers{
      .value = next, .gradient = next + 1, .with_kinks = kinked, .slope_sums = next + 2, .slope_gradient = next + 3};
}();

template <class T>
inline constexpr auto kKernelsOf = [] {
  std::array<KernelOf<T>, 2 * Activations::kElementwise> table{};
  Activations::each([&]<class A> {
    if constexpr (Elementwise<A, T>) {
      table[kNumbers<A>.value] = value_kernel<A, T>;
      table[kNumbers<A>.gradient] = gradient_kernel<A, T>;
    }
  });
  return table;
}();
inline constexpr auto& kKernels = kKernelsOf<float>;

template <class T>
inline constexpr auto kKinkedGradientsOf = [] {
  std::array<KinkedGradientOf<T>, Activations::kKinked> table{};
  Activations::each([&]<class A> {
    if constexpr (Kinked<A> && Elementwise<A, T>) table[kNumbers<A>.with_kinks] = kKinkedGradient<A, T>;
  });
  return table;
}();
inline constexpr auto& kKinkedGradients = kKinkedGradientsOf<float>;

template <class T>
inline constexpr auto kRowFunctionsOf = [] {
  std::array<RowFunctionOf<T>, 2 * Activations::kRowwise> table{};
  Activations::each([&]<class A> {
    if constexpr (Rowwise<A, T>) {
      table[kNumbers<A>.value] = {.run = A::value, .same_shape = !A::info.halves};
      table[kNumbers<A>.gradient] = {.run = A::gradient, .same_shape = !A::info.halves};
    }
  });
  return table;
}();
inline constexpr auto& kRowFunctions = kRowFunctionsOf<float>;

template <class T>
using ChannelKernelOf = void (*)(const ChannelsOf<T>&);

template <class T>
inline constexpr auto kChannelKernelsOf = [] {
  std::array<ChannelKernelOf<T>, 4 * Activations::kChannelwise> table{};
  Activations::each([&]<class A> {
    if constexpr (Channelwise<A, T>) {
      table[kNumbers<A>.value] = A::value;
      table[kNumbers<A>.gradient] = A::gradient;
      table[kNumbers<A>.slope_sums] = A::slope_sums;
      table[kNumbers<A>.slope_gradient] = A::slope_gradient;
    }
  });
  return table;
}();
inline constexpr auto& kChannelKernels = kChannelKernelsOf<float>;

}  // namespace kassei
