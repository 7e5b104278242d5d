// Arrays whose elements belong to channels, for prelu.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

#include "rows.hpp"
#include "simd.hpp"

namespace kassei {

// A stretch of `length` elements of an array, from element `start` on. The array's elements belong to channels in turn,
// `inner` neighbours to each. `slopes` has a number for each channel.
struct Channels {
  const float* x{};
  const float* upstream{};  // null for 1 everywhere
  float* out{};
  double* sums{};  // kLanes for each channel, of which `partial()` are used
  const float* slopes{};
  std::size_t channels{}, inner{}, start{}, length{};
  std::optional<float> at_zero = 0.0F;  // f'(0); none: the slope

  // Sums for each channel: one, or one for each lane if a vector's elements are of one channel.
  std::size_t partial() const { return inner == 1 ? 1 : kLanes; }

  // Calls visit(offset, channel of the first lane, slopes, lanes) for each vector. A vector's elements are of one
  // channel or, if `inner` is 1, of consecutive channels.
  template <class F>
  KASSEI_INLINE void each(F visit) const {
    for (std::size_t at = 0; at < length;) {
      const std::size_t channel = (start + at) / inner % channels;
      const std::size_t run = inner == 1 ? channels - channel : inner - (start + at) % inner;
      const std::size_t end = std::min(at + run, length);
      const f32x4 same = splat(slopes[channel]);
      const std::size_t slope_step = inner == 1 ? kLanes : 0;
      const auto slope = [&](std::size_t first) {
        return inner == 1 ? load_first(slopes + first, static_cast<std::ptrdiff_t>(channels - first)) : same;
      };
      std::size_t first = channel;
      for (; at + kLanes <= end; at += kLanes, first += slope_step)
        visit(at, first, slope(first), std::ptrdiff_t{kLanes});
      if (at < end) visit(at, first, slope(first), static_cast<std::ptrdiff_t>(end - at));
      at = end;
    }
  }
};

}  // namespace kassei
