// Prints the hashes of each activation's values and gradients, all NaNs counting as one: for elementwise ones over
// every 1021st bit pattern and special ones, for several sets of parameters; for row-wise ones over rows along two
// axes, for several temperatures. The wasm must give the same hashes in every engine (tests/package/bits/hashes.mjs).
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

template <class A>
std::vector<std::uint32_t> hashes(const std::vector<float>& inputs) {
  std::vector<std::uint32_t> list;
  for (const std::vector<double>& parameters : test::parameter_sets<A>()) {
    list.push_back(hash(test::apply(value_kernel<A>, inputs, parameters)));
    list.push_back(hash(test::apply(gradient_kernel<A>, inputs, parameters)));
  }
  return list;
}

// Hashes over 10 blocks of rows of 250 elements, which are neighbours or 7 apart.
template <Rowwise A>
std::vector<std::uint32_t> hashes(const std::vector<float>& /*inputs*/) {
  std::vector<std::uint32_t> list;
  const bool halves = A::info.halves;
  for (const std::uint32_t inner : {1, 7}) {
    const std::uint32_t size = 10 * 250 * inner;
    std::vector<float> x = test::scattered(size, 2654435761U);
    std::vector<float> upstream = test::scattered(halves ? size / 2 : size, 40503U * 65537U);
    for (auto* list : {&x, &upstream}) list->resize(list->size() + kLanes);
    std::vector<float> value(halves ? size / 2 : size);
    std::vector<float> gradient(size);
    for (const std::vector<double>& parameters : test::parameter_sets<A>()) {
      Rows rows{.x = x.data(), .upstream = nullptr, .out = value.data(), .outer = 10, .length = 250, .inner = inner};
      if (!parameters.empty()) rows.temperature = parameters[0];
      A::value(rows);
      rows.upstream = upstream.data();
      rows.out = gradient.data();
      A::gradient(rows);
      list.push_back(hash(value));
      list.push_back(hash(gradient));
    }
  }
  return list;
}

}  // namespace

int main() {
  std::vector<float> inputs;
  for (std::uint64_t bits = 0; bits <= UINT32_MAX; bits += 1021) {
    inputs.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  }
  for (std::uint32_t i = 0; i < 4096; ++i) {
    for (const std::uint32_t near : {-1U, 0U, 1U}) inputs.push_back(std::bit_cast<float>((i << 20) + near));
  }
  const char* separator = "{";
  Activations::each([&]<class A> {
    if constexpr (!Channelwise<A>) {
      std::printf("%s\"%.*s\": ", separator, static_cast<int>(A::info.name.size()), A::info.name.data());
      const char* inner = "[";
      for (const std::uint32_t number : hashes<A>(inputs)) {
        std::printf("%s%u", inner, number);
        inner = ", ";
      }
      std::printf("]");
      separator = ",\n ";
    }
  });
  std::printf("}\n");
}
