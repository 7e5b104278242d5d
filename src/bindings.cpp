// What JavaScript sees of the kernels: numbers only. Addresses are byte offsets into the memory; src/js checks
// everything before.
#include <emscripten/bind.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "kernel.hpp"

namespace {

using namespace kassei;

constexpr std::size_t kScratchFloats = 4096;  // 16 KiB each, so that both stay in a first-level cache

// Whole vectors are read from any place on, so three floats more than there are.
constexpr std::size_t kPadding = kLanes;

alignas(64) float scratch[2][kScratchFloats + kPadding];

template <class T>
T* at(std::uintptr_t address) {
  return reinterpret_cast<T*>(address);
}

// Runs a kernel of the table over `length` floats, rounded up to whole vectors. `upstream` is 0 for none.
void run_kernel(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t length,
                double first, double second, double third) {
  const double parameters[] = {first, second, third};
  kKernels[kernel]({.x = at<const float>(x),
                    .upstream = at<const float>(upstream),
                    .out = at<float>(out),
                    .vectors = (length + kLanes - 1) / kLanes,
                    .parameters = parameters});
}

// The same for a gradient whose slopes at the kinks are given.
void run_with_kinks(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t length,
                    double first, double second, double third, double first_slope, double second_slope) {
  const double parameters[] = {first, second, third};
  gradient_with_kinks(kernel,
                      {.x = at<const float>(x),
                       .upstream = at<const float>(upstream),
                       .out = at<float>(out),
                       .vectors = (length + kLanes - 1) / kLanes,
                       .parameters = parameters},
                      {first_slope, second_slope});
}

// Runs a row-wise kernel over `outer` blocks of rows of `length` floats that are `inner` apart.
void run_rows(unsigned kernel, std::uintptr_t x, std::uintptr_t upstream, std::uintptr_t out, std::size_t outer,
              std::size_t length, std::size_t inner) {
  kRowKernels[kernel]({.x = at<const float>(x),
                       .upstream = at<const float>(upstream),
                       .out = at<float>(out),
                       .outer = outer,
                       .length = length,
                       .inner = inner});
}

// Runs a kernel of channels over `length` floats from place `start` of the whole array on. `sums` are float64.
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

// Memory for `length` floats, rounded up to whole vectors; 0 if there is none left.
std::uintptr_t allocate_floats(std::size_t length) {
  const std::size_t vectors = (length + kLanes - 1) / kLanes;
  return reinterpret_cast<std::uintptr_t>(
      std::aligned_alloc(sizeof(f32x4), vectors * sizeof(f32x4) + kPadding * sizeof(float)));
}

void release(std::uintptr_t address) { std::free(at<void>(address)); }

std::uintptr_t scratch_address(unsigned slot) { return reinterpret_cast<std::uintptr_t>(scratch[slot]); }

unsigned scratch_length() { return kScratchFloats; }

}  // namespace

EMSCRIPTEN_BINDINGS(kassei) {
  emscripten::function("runKernel(kernel, x, upstream, out, length, first, second, third)", &run_kernel);
  emscripten::function("runWithKinks(kernel, x, upstream, out, length, first, second, third, firstSlope, secondSlope)",
                       &run_with_kinks);
  emscripten::function("runRows(kernel, x, upstream, out, outer, length, inner)", &run_rows);
  emscripten::function("runChannels(kernel, x, upstream, out, sums, slopes, channels, inner, start, length, atZero)",
                       &run_channels);
  emscripten::function("allocateFloats(length)", &allocate_floats);
  emscripten::function("release(address)", &release);
  emscripten::function("scratchAddress(slot)", &scratch_address);
  emscripten::function("scratchLength()", &scratch_length);
}
