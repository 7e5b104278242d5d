// Prints for each activation the hash of its results over every 1021st bit pattern, NaNs made alike: the wasm must
// give the same.
#include <cstdio>

#include "sample.hpp"

namespace {

using namespace kassei;

// FNV-1a over 32-bit words.
std::uint32_t hash(const std::vector<float>& results) {
  std::uint32_t state = 0x811c9dc5;
  for (const float y : results) state = (state ^ (y == y ? std::bit_cast<std::uint32_t>(y) : 0x7fc00000)) * 0x01000193;
  return state;
}

}  // namespace

int main() {
  std::vector<float> inputs;
  for (std::uint64_t bits = 0; bits <= UINT32_MAX; bits += 1021)
    inputs.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  const char* separator = "{";
  Activations::each([&]<class A> {
    const std::vector<double> parameters = test::defaults<A>();
    std::printf("%s\"%.*s\": [%u, %u]", separator, static_cast<int>(A::info.name.size()), A::info.name.data(),
                hash(test::apply(value_kernel<A>, inputs, parameters)),
                hash(test::apply(gradient_kernel<A>, inputs, parameters)));
    separator = ",\n ";
  });
  std::printf("}\n");
}
