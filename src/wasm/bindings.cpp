// The kernels as functions for JavaScript, which take and return only numbers. Addresses are byte offsets into the
// memory. Arguments are trusted, because src/js checks them.
#include <emscripten/bind.h>
#include <malloc.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <optional>
#include <utility>

#include "kassei/convert/half.hpp"
#include "kassei/rounding.hpp"
#include "kassei/tables.hpp"
#include "wire.hpp"

namespace {

using namespace kassei;

alignas(64) float scratch[wire::kScratches][wire::kScratchLength + wire::kPadding];

template <class T>
T* at(std::uintptr_t address) {
  return reinterpret_cast<T*>(address);  // NOLINT(performance-no-int-to-ptr): JavaScript has addresses as numbers
}

// The parameters of the next kernel, in memory because passing doubles would box each as a HeapNumber.
double parameters[wire::kParameters];

Call call_of(std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t length) {
  return {.x = at<const float>(x),
          .upstream = at<const float>(upstream),
          .out = at<float>(out),
          .vectors = (length + kLanes - 1) / kLanes,
          .parameters = parameters};
}

// Runs a kernel of the table over `length` floats, rounded up to whole blocks. `upstream` is 0 for none.
void run_kernel(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t length) {
  kKernels[kernel](call_of(x, upstream, out, length));
}

// A slope as JavaScript passes it: NaN stands for the kernel's own.
std::optional<double> given(double slope) { return std::isnan(slope) ? std::nullopt : std::optional(slope); }

// Runs a gradient kernel with the given slopes at the kinks.
void run_with_kinks(unsigned gradient, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out,
                    std::size_t length, double first_slope, double second_slope) {
  gradient_with_kinks(kKinkedGradients[gradient], call_of(x, upstream, out, length),
                      {given(first_slope), given(second_slope)});
}

// Runs a row-wise kernel over `outer` blocks of `inner` rows, each of `length` floats that are `inner` apart. The first
// parameter is the temperature, if the kernel has one.
void run_rows(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t outer,
              std::size_t length, std::size_t inner) {
  run(kRowFunctions[kernel], {.x = at<const float>(x),
                              .upstream = at<const float>(upstream),
                              .out = at<float>(out),
                              .outer = outer,
                              .length = length,
                              .inner = inner,
                              .temperature = parameters[0]});
}

// Runs a channelwise kernel over `length` floats, the first of which is element `offset` of `channel`. `sums` are
// float64.
void run_channels(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::uintptr_t sums,
                  std::uintptr_t slopes, std::size_t channels, std::size_t inner, std::size_t channel,
                  std::size_t offset, std::size_t length, double at_zero) {
  kChannelKernels[kernel]({.x = at<const float>(x),
                           .upstream = at<const float>(upstream),
                           .out = at<float>(out),
                           .sums = at<double>(sums),
                           .slopes = at<const float>(slopes),
                           .channels = channels,
                           .inner = inner,
                           .channel = channel,
                           .offset = offset,
                           .length = length,
                           .at_zero = std::isnan(at_zero) ? std::nullopt : std::optional(nearest(at_zero))});
}

// Converts the bits of `length` float16 numbers.
void run_from_float16(std::uintptr_t bits, std::uintptr_t out, std::size_t length) {
  from_float16({at<const std::uint16_t>(bits), length}, {at<float>(out), length});
}

// Converts `length` floats to the bits of float16.
void run_to_float16(std::uintptr_t x, std::uintptr_t bits, std::size_t length) {
  to_float16({at<const float>(x), length}, {at<std::uint16_t>(bits), length});
}

// The address of memory for `length` floats, rounded up to whole blocks; 0 if not enough is left.
std::uintptr_t allocate_floats(std::size_t length) {
  const std::size_t bytes = (whole_blocks(length) + wire::kPadding) * sizeof(float);
  // emmalloc's sum of address and size wraps at 4 GiB, and it then gives a block that is too short. Such blocks are
  // held, in a list within themselves, until one is long enough or none is left.
  void* too_short = nullptr;
  void* block = std::aligned_alloc(sizeof(f32x4), bytes);
  for (; block && malloc_usable_size(block) < bytes; block = std::aligned_alloc(sizeof(f32x4), bytes))
    too_short = new (block) void*(too_short);
  while (too_short) std::free(std::exchange(too_short, *static_cast<void**>(too_short)));
  return reinterpret_cast<std::uintptr_t>(block);
}

void release(std::uintptr_t address) { std::free(at<void>(address)); }

std::uintptr_t scratch_address(unsigned slot) { return reinterpret_cast<std::uintptr_t>(scratch[slot]); }

}  // namespace

// What sprintf becomes in embind's function for names of missing types, which nothing calls. Without this definition
// the C library's own one leaves its code in the wasm.
extern "C" int siprintf(char* /*text*/, const char* /*format*/, const void* /*arguments*/) { return 0; }

EMSCRIPTEN_BINDINGS(kassei) {
  emscripten::function("runKernel(kernel, x, upstream, out, length)", &run_kernel);
  emscripten::function("runWithKinks(gradient, x, upstream, out, length, firstSlope, secondSlope)", &run_with_kinks);
  emscripten::function("runRows(kernel, x, upstream, out, outer, length, inner)", &run_rows);
  emscripten::function(
      "runChannels(kernel, x, upstream, out, sums, slopes, channels, inner, channel, offset, length, atZero)",
      &run_channels);
  emscripten::function("fromFloat16(bits, out, length)", &run_from_float16);
  emscripten::function("toFloat16(x, bits, length)", &run_to_float16);
  emscripten::function("allocateFloats(length)", &allocate_floats);
  emscripten::function("release(address)", &release);
  emscripten::function("scratchAddress(slot)", &scratch_address);
  emscripten::constant("SCRATCH_LENGTH", wire::kScratchLength);
  emscripten::constant("PARAMETERS", wire::kParameters);
  emscripten::constant("PARAMETERS_ADDRESS", reinterpret_cast<std::uintptr_t>(parameters));
  emscripten::constant("CHANNEL_SUMS", wire::kFloatsOfSums);
}
