// Prints for each activation the hashes of its values and gradients over every 1021st bit pattern, NaNs made alike, for
// several sets of parameters: the wasm must give the same.
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

// The defaults, and each parameter at either end of its slider with the others at their defaults.
template <class A>
std::vector<std::vector<double>> parameter_sets() {
  std::vector<std::vector<double>> sets{test::defaults<A>()};
  for (std::size_t i = 0; i < A::info.parameters.count; ++i) {
    for (const double value : {A::info.parameters.items[i].slider.low, A::info.parameters.items[i].slider.high}) {
      sets.push_back(sets[0]);
      sets.back()[i] = value;
    }
  }
  return sets;
}

}  // namespace

int main() {
  std::vector<float> inputs;
  for (std::uint64_t bits = 0; bits <= UINT32_MAX; bits += 1021) {
    inputs.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  }
  const char* separator = "{";
  Activations::each([&]<class A> {
    std::printf("%s\"%.*s\": [", separator, static_cast<int>(A::info.name.size()), A::info.name.data());
    separator = "";
    for (const std::vector<double>& parameters : parameter_sets<A>()) {
      std::printf("%s%u, %u", separator, hash(test::apply(value_kernel<A>, inputs, parameters)),
                  hash(test::apply(gradient_kernel<A>, inputs, parameters)));
      separator = ", ";
    }
    std::printf("]");
    separator = ",\n ";
  });
  std::printf("}\n");
}
