// Constants that the wasm shares with src/js; bindings.cpp exports them.
#pragma once

#include <algorithm>
#include <cstddef>

#include "kassei/activations.hpp"
#include "kassei/channels.hpp"
#include "kassei/loops.hpp"

namespace kassei::wire {

// Floats of each scratch. 64 KiB: three of them fit in a second-level cache, and the call for each chunk costs little
// in comparison.
inline constexpr std::size_t kScratchLength = 16384;
static_assert(whole_blocks(kScratchLength) == kScratchLength);

// One for x and the result, one for upstream, one for slopes.
inline constexpr std::size_t kScratches = 3;

// Whole vectors are read from any place on, therefore up to three floats behind the last one.
inline constexpr std::size_t kPadding = kLanes;

// Numbers in the memory for a kernel's parameters.
inline constexpr std::size_t kParameters = [] {
  std::size_t most = 0;
  Activations::each([&]<class A> { most = std::max(most, kMembers<A>); });
  return most;
}();
static_assert(kParameters <= kMaxParameters);

// Floats that hold the sums of a channel, which are float64.
inline constexpr std::size_t kFloatsOfSums = kSumsOfChannel * (sizeof(double) / sizeof(float));

}  // namespace kassei::wire
