// Arrays whose elements belong to channels, for prelu.
#pragma once

#include <cstddef>
#include <optional>

#include "rows/rows.hpp"
#include "simd.hpp"

namespace kassei {

// Numbers of float64 for the sums of a channel.
inline constexpr std::size_t kSumsOfChannel = 4;

// A stretch of `length` elements of an array. The array's elements belong to channels in turn, `inner` neighbours to
// each; the stretch begins with element `offset` of `channel`. `slopes` has a number for each channel.
template <class T>
struct ChannelsOf {
  const T* x{};
  const T* upstream{};  // null for 1 everywhere
  T* out{};
  double* sums{};  // kSumsOfChannel for each channel
  const T* slopes{};
  std::size_t channels{}, inner{}, channel{}, offset{}, length{};
  std::optional<T> at_zero = T{};  // f'(0); none: the slope

  // Sums for each channel: one, or one for each lane if a vector's elements are of one channel.
  std::size_t partial() const { return inner == 1 ? 1 : kLanesOf<T>; }

  // Calls visit(offset, channel of the first lane, slopes, lanes) for each vector. A vector's elements are of one
  // channel or, if `inner` is 1, of consecutive channels.
  template <class F>
  KASSEI_INLINE void each(F visit) const {
    std::size_t current = channel;
    std::size_t run = inner == 1 ? channels - channel : inner - offset;
    for (std::size_t at = 0; at < length;) {
      const std::size_t end = run < length - at ? at + run : length;
      const Vector<T> same = in_all_lanes(slopes[current]);
      const std::size_t slope_step = inner == 1 ? kLanesOf<T> : 0;
      const auto slope = [&](std::size_t first) {
        return inner == 1 ? load_first(slopes + first, static_cast<std::ptrdiff_t>(channels - first)) : same;
      };
      std::size_t first = current;
      for (; at + kLanesOf<T> <= end; at += kLanesOf<T>, first += slope_step) visit(at, first, slope(first), kWhole<T>);
      if (at < end) visit(at, first, slope(first), static_cast<std::ptrdiff_t>(end - at));
      at = end;
      current = inner == 1 || current + 1 == channels ? 0 : current + 1;
      run = inner == 1 ? channels : inner;
    }
  }
};
using Channels = ChannelsOf<float>;
using Channels64 = ChannelsOf<double>;

}  // namespace kassei
