// The kernels as functions for JavaScript, which take and return only numbers. Addresses are byte offsets into the
// memory. Arguments are trusted, because src/js checks them.
#include <emscripten/bind.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "kernel.hpp"

namespace {

using namespace kassei;

// 64 KiB each: the three fit in a second-level cache, and the call for each chunk costs little in comparison.
constexpr std::size_t kScratchFloats = 16384;

// Whole vectors are read from any place on, therefore up to three floats behind the last one.
constexpr std::size_t kPadding = kLanes;

alignas(64) float scratch[3][kScratchFloats + kPadding];
static_assert(whole_blocks(kScratchFloats) == kScratchFloats);

template <class T>
T* at(std::uintptr_t address) {
  return reinterpret_cast<T*>(address);  // NOLINT(performance-no-int-to-ptr): JavaScript has addresses as numbers
}

// The parameters of the next kernel, in memory because passing doubles would box each as a HeapNumber.
double parameters[3];

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

// Runs a gradient kernel with the given slopes at the kinks, NaN for the kernel's own slope.
void run_with_kinks(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t length,
                    double first_slope, double second_slope) {
  gradient_with_kinks(kernel, call_of(x, upstream, out, length), {first_slope, second_slope});
}

// Runs a row-wise kernel over `outer` blocks of `inner` rows, each of `length` floats that are `inner` apart.
void run_rows(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t outer,
              std::size_t length, std::size_t inner) {
  run(kRowFunctions[kernel], {.x = at<const float>(x),
                              .upstream = at<const float>(upstream),
                              .out = at<float>(out),
                              .outer = outer,
                              .length = length,
                              .inner = inner});
}

// Runs a channelwise kernel over `length` floats, the first of which is element `start` of the whole array. `sums` are
// float64.
void run_channels(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::uintptr_t sums,
                  std::uintptr_t slopes, std::size_t channels, std::size_t inner, std::size_t start, std::size_t length,
                  double at_zero) {
  kChannelKernels[kernel]({.x = at<const float>(x),
                           .upstream = at<const float>(upstream),
                           .out = at<float>(out),
                           .sums = at<double>(sums),
                           .slopes = at<const float>(slopes),
                           .channels = channels,
                           .inner = inner,
                           .start = start,
                           .length = length,
                           .at_zero = nearest(at_zero)});
}

// The address of memory for `length` floats, rounded up to whole blocks; 0 if not enough is left.
std::uintptr_t allocate_floats(std::size_t length) {
  return reinterpret_cast<std::uintptr_t>(
      std::aligned_alloc(sizeof(f32x4), (whole_blocks(length) + kPadding) * sizeof(float)));
}

void release(std::uintptr_t address) { std::free(at<void>(address)); }

std::uintptr_t scratch_address(unsigned slot) { return reinterpret_cast<std::uintptr_t>(scratch[slot]); }

unsigned scratch_length() { return kScratchFloats; }

std::uintptr_t parameters_address() { return reinterpret_cast<std::uintptr_t>(parameters); }

}  // namespace

EMSCRIPTEN_BINDINGS(kassei) {
  emscripten::function("runKernel(kernel, x, upstream, out, length)", &run_kernel);
  emscripten::function("runWithKinks(kernel, x, upstream, out, length, firstSlope, secondSlope)", &run_with_kinks);
  emscripten::function("runRows(kernel, x, upstream, out, outer, length, inner)", &run_rows);
  emscripten::function("runChannels(kernel, x, upstream, out, sums, slopes, channels, inner, start, length, atZero)",
                       &run_channels);
  emscripten::function("allocateFloats(length)", &allocate_floats);
  emscripten::function("release(address)", &release);
  emscripten::function("scratchAddress(slot)", &scratch_address);
  emscripten::function("scratchLength()", &scratch_length);
  emscripten::function("parametersAddress()", &parameters_address);
}
