// The arrays that callers pass: checked, and brought to the kernels.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "channels.hpp"
#include "concepts.hpp"
#include "layout.hpp"
#include "loops.hpp"
#include "rows/short_rows.hpp"

namespace kassei::detail {

template <class T>
struct ArraysOf {
  std::span<const T> x;
  const std::span<const T>* upstream;  // null for values, and for 1 everywhere
  std::span<T> out;

  const T* factors() const { return upstream ? upstream->data() : nullptr; }
};
using Arrays = ArraysOf<float>;

inline void check_length(const Where& where, std::string_view what, std::size_t got, std::size_t wanted) {
  if (got == wanted) return;
  fail(where, std::string(what) + " must have length " + std::to_string(wanted) + ", got " + std::to_string(got));
}

// `out` must not overlap an input, unless it is the same array and `in_place`.
template <class T>
void check_overlap(const Where& where, std::string_view what, std::span<const T> input, std::span<T> out,
                   bool in_place) {
  if (in_place && input.data() == out.data()) return;
  const std::less<> before;
  if (before(out.data(), input.data() + input.size()) && before(input.data(), out.data() + out.size())) {
    fail(where, "out must not overlap " + std::string(what) + (in_place ? " unless it is the same array" : ""));
  }
}

// Checks arrays of these lengths; `in_place`: whether out may be x.
template <class T>
void check_arrays(const Where& where, const ArraysOf<T>& arrays, std::size_t upstream_length, std::size_t out_length,
                  bool in_place) {
  if (arrays.upstream) check_length(where, "upstream", arrays.upstream->size(), upstream_length);
  check_length(where, "out", arrays.out.size(), out_length);
  check_overlap(where, "x", arrays.x, arrays.out, in_place);
  if (arrays.upstream) check_overlap(where, "upstream", *arrays.upstream, arrays.out, false);
}

// The layout of `length` elements as given, or one row.
inline Layout checked(const Where& where, std::size_t length, const std::optional<Layout>& given) {
  const Layout layout = given.value_or(Layout{.length = length});
  if (layout.size() == length) return layout;
  fail(where, "the layout must have the length of x, " + std::to_string(length) + ", got " +
                  std::to_string(layout.outer) + " x " + std::to_string(layout.length) + " x " +
                  std::to_string(layout.inner));
}

template <class A>
Parameters<A> checked_parameters(const Where& where, const A& activation) {
  const Parameters<A> parameters = parameters_of(activation);
  for (std::size_t i = 0; i < parameters.size(); ++i) check_parameter(where, A::info.parameters[i], parameters[i]);
  return parameters;
}

// Runs an elementwise kernel over the whole blocks of the arrays, and over the rest in a block of its own.
template <class T, Elementwise<T> A>
void apply(const Where& where, KernelOf<T> kernel, const A& activation, const ArraysOf<T>& arrays,
           const std::optional<Layout>& layout) {
  const Parameters<A> parameters = checked_parameters(where, activation);
  const auto [x, upstream, out] = arrays;
  checked(where, x.size(), layout);
  check_arrays(where, arrays, x.size(), x.size(), true);

  constexpr std::size_t kElements = whole_blocks<T>(1);
  const std::size_t rest = x.size() % kElements;
  const std::size_t whole = x.size() - rest;
  CallOf<T> call{.x = x.data(),
                 .upstream = arrays.factors(),
                 .out = out.data(),
                 .vectors = whole / kLanesOf<T>,
                 .parameters = parameters.data()};
  kernel(call);
  if (rest == 0) return;
  std::array<T, kElements> block{};
  std::array<T, kElements> factors{};
  std::ranges::copy(x.subspan(whole), block.begin());
  if (upstream) std::ranges::copy(upstream->subspan(whole), factors.begin());
  call.x = block.data();
  call.upstream = upstream ? factors.data() : nullptr;
  call.out = block.data();
  call.vectors = kBlock;
  kernel(call);
  std::copy_n(block.begin(), rest, out.begin() + static_cast<std::ptrdiff_t>(whole));
}

// Runs an elementwise kernel over one number.
template <Elementwise<double> A>
double apply(const Where& where, KernelOf<double> kernel, const A& activation, double x) {
  const Parameters<A> parameters = checked_parameters(where, activation);
  std::array<double, whole_blocks<double>(1)> block{x};
  kernel({.x = block.data(), .upstream = nullptr, .out = block.data(), .vectors = 1, .parameters = parameters.data()});
  return block[0];
}

// Runs a row-wise kernel.
template <Rowwise A, class T>
void apply(const Where& where, RowKernelOf<T> kernel, const A& activation, const ArraysOf<T>& arrays,
           const std::optional<Layout>& given) {
  double temperature = 1;
  if constexpr (kMembers < A >> 0) temperature = checked_parameters(where, activation)[0];
  constexpr std::size_t kShrinks = A::info.halves ? 2 : 1;
  const auto [x, upstream, out] = arrays;
  const Layout layout = checked(where, x.size(), given);
  if (layout.length % kShrinks != 0)
    fail(where, "the axis must have an even length, got " + std::to_string(layout.length));
  const std::size_t shrunk = x.size() / kShrinks;
  check_arrays(where, arrays, shrunk, upstream ? x.size() : shrunk, upstream || kShrinks == 1);
  if (x.empty()) return;
  run<T>({.run = kernel, .same_shape = kShrinks == 1}, {.x = x.data(),
                                                        .upstream = arrays.factors(),
                                                        .out = out.data(),
                                                        .outer = layout.outer,
                                                        .length = layout.length,
                                                        .inner = layout.inner,
                                                        .temperature = temperature});
}

// The channels of the arrays; with one slope, all elements are of one channel.
template <class T>
ChannelsOf<T> channels_of(const Where& where, const ArraysOf<T>& arrays, std::span<const T> slope,
                          const std::optional<Layout>& given) {
  const Layout layout = checked(where, arrays.x.size(), given);
  if (slope.size() != 1 && slope.size() != layout.length) {
    fail(where, "slope must have length 1 or that of the axis, " + std::to_string(layout.length) + ", got " +
                    std::to_string(slope.size()));
  }
  check_overlap(where, "slope", slope, arrays.out, false);
  return {.x = arrays.x.data(),
          .upstream = arrays.factors(),
          .out = arrays.out.data(),
          .slopes = slope.data(),
          .channels = slope.size(),
          .inner = slope.size() == 1 ? std::max<std::size_t>(arrays.x.size(), 1) : layout.inner,
          .length = arrays.x.size()};
}

// Runs a channelwise kernel.
template <class T>
void apply(const Where& where, void (*kernel)(const ChannelsOf<T>&), const ArraysOf<T>& arrays,
           std::span<const T> slope, const std::optional<Layout>& layout) {
  const ChannelsOf<T> channels = channels_of(where, arrays, slope, layout);
  check_arrays(where, arrays, arrays.x.size(), arrays.x.size(), true);
  kernel(channels);
}

// Writes the gradient for the slopes.
template <Channelwise A, class T>
void apply_to_slopes(const Where& where, const ArraysOf<T>& arrays, std::span<const T> slope,
                     const std::optional<Layout>& layout) {
  ChannelsOf<T> channels = channels_of(where, arrays, slope, layout);
  check_arrays(where, arrays, arrays.x.size(), slope.size(), false);
  std::vector<double> sums(kSumsOfChannel * channels.channels);
  channels.sums = sums.data();
  A::slope_sums(channels);
  A::slope_gradient(channels);
}

}  // namespace kassei::detail
