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

alignas(64) float scratch[2][kScratchFloats];

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

// Memory for `length` floats, rounded up to whole vectors; 0 if there is none left.
std::uintptr_t allocate_floats(std::size_t length) {
  const std::size_t vectors = std::max<std::size_t>((length + kLanes - 1) / kLanes, 1);
  return reinterpret_cast<std::uintptr_t>(std::aligned_alloc(sizeof(f32x4), vectors * sizeof(f32x4)));
}

void release(std::uintptr_t address) { std::free(at<void>(address)); }

std::uintptr_t scratch_address(unsigned slot) { return reinterpret_cast<std::uintptr_t>(scratch[slot]); }

unsigned scratch_length() { return kScratchFloats; }

}  // namespace

EMSCRIPTEN_BINDINGS(kassei) {
  emscripten::function("runKernel(kernel, x, upstream, out, length, first, second, third)", &run_kernel);
  emscripten::function("allocateFloats(length)", &allocate_floats);
  emscripten::function("release(address)", &release);
  emscripten::function("scratchAddress(slot)", &scratch_address);
  emscripten::function("scratchLength()", &scratch_length);
}
