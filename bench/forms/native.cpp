// Times the native kernels, for a comparison with the wasm. Prints the list of their names, then for each line of input
// the nanoseconds per element of each, over 16 384 elements (row-wise: rows of 1 024) with default parameters.
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "kassei/tables.hpp"

namespace {

using namespace kassei;

constexpr std::size_t kLength = 16384;
constexpr std::size_t kRow = 1024;
constexpr double kSample = 1e6;  // nanoseconds

struct Timed {
  std::string name;
  std::function<void()> run;
  std::size_t repetitions = 1;
};

std::vector<float> random_numbers(double low, double high) {
  std::vector<float> numbers(kLength + kLanes);
  std::uint32_t state = 1;
  for (float& number : numbers) {
    state = state * 1664525 + 1013904223;
    number = static_cast<float>(low + (high - low) * (state / 0x1p32));
  }
  return numbers;
}

template <class A>
std::vector<double> default_parameters() {
  if (kDefaults<A>) return {kDefaults<A>->begin(), kDefaults<A>->end()};
  return {0.5, -0.5};
}

double nanoseconds(const Timed& kernel) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < kernel.repetitions; ++i) kernel.run();
  const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
  return elapsed.count() / static_cast<double>(kernel.repetitions);
}

}  // namespace

int main() {
  const std::vector<float> x = random_numbers(-6, 6);
  const std::vector<float> upstream = random_numbers(-1, 1);
  std::vector<float> out(kLength);
  std::vector<Timed> kernels;
  Activations::each([&]<class A> {
    const std::string name(A::info.name);
    if constexpr (Elementwise<A>) {
      const auto run = [&, parameters = default_parameters<A>()](Kernel kernel, const float* factors) {
        kernel({.x = x.data(),
                .upstream = factors,
                .out = out.data(),
                .vectors = kLength / kLanes,
                .parameters = parameters.data()});
      };
      kernels.push_back({name, [=] { run(value_kernel<A>, nullptr); }});
      kernels.push_back({name + "'", [=, &upstream] { run(gradient_kernel<A>, upstream.data()); }});
    } else if constexpr (Rowwise<A>) {
      const Rows rows{.x = x.data(),
                      .upstream = upstream.data(),
                      .out = out.data(),
                      .outer = kLength / kRow,
                      .length = kRow,
                      .inner = 1};
      kernels.push_back({name, [=] { A::value(rows); }});
      kernels.push_back({name + "'", [=] { A::gradient(rows); }});
    }
  });
  const auto print = [&](auto item) {
    const char* separator = "[";
    for (Timed& kernel : kernels) {
      std::cout << separator << item(kernel);
      separator = ", ";
    }
    std::cout << ']' << std::endl;
  };
  print([](const Timed& kernel) { return '"' + kernel.name + '"'; });
  for (Timed& kernel : kernels) {
    kernel.repetitions = 1 + static_cast<std::size_t>(kSample / nanoseconds(kernel));
  }
  for (std::string line; std::getline(std::cin, line);) {
    print([](const Timed& kernel) { return nanoseconds(kernel) / kLength; });
  }
}
