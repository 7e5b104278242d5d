// Prints the bits of what the functions of <kassei/kassei.hpp> compute, for arrays of each length from 0 to 70:
// results.test.mjs compares them with the wasm's.
#include <cstdio>
#include <stdexcept>

#include "kassei/kassei.hpp"
#include "sample.hpp"

namespace {

using namespace kassei;
using test::Numbers;

constexpr std::size_t kLongest = 70;

void print(std::string_view name, const char* what, const Numbers& results) {
  std::printf("%.*s %s", static_cast<int>(name.size()), name.data(), what);
  for (const float y : results) {
    if (y == y)
      std::printf(" %x", std::bit_cast<std::uint32_t>(y));
    else
      std::printf(" nan");
  }
  std::printf("\n");
}

// Values by the struct, gradients by its name.
template <Elementwise A>
void print_results(const Numbers& x, const Numbers& upstream) {
  for (const std::vector<double>& parameters : test::parameter_sets<A>()) {
    std::vector<Setting> settings;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      settings.emplace_back(A::info.parameters[i].name, parameters[i]);
    const AnyActivation found = find(A::info.name, settings);
    Numbers out(x.size());
    evaluate(with_parameters<A>(parameters.data()), x, out);
    print(A::info.name, "value", out);
    differentiate(found, x, out);
    print(A::info.name, "gradient", out);
    differentiate(found, x, upstream, out);
    print(A::info.name, "product", out);
  }
}

// One row, and rows that are neighbours or not.
template <Rowwise A>
void print_results(const Numbers& x, const Numbers& upstream) {
  const std::size_t length = x.size();
  for (const Layout& layout : {Layout{.length = length}, Layout{.outer = length / 2, .length = 2},
                               Layout{.outer = length / 20, .length = 4, .inner = 5}}) {
    if (length == 0 || layout.size() != length || (A::info.halves && layout.length % 2 != 0)) continue;
    const std::size_t out_length = A::info.halves ? length / 2 : length;
    const Numbers factors(upstream.begin(), upstream.begin() + static_cast<std::ptrdiff_t>(out_length));
    for (const std::vector<double>& parameters : test::parameter_sets<A>()) {
      std::vector<Setting> settings;
      if (!parameters.empty()) settings.emplace_back("temperature", parameters[0]);
      Numbers out(out_length);
      evaluate(with_parameters<A>(parameters.data()), x, out, layout);
      print(A::info.name, "value", out);
      out.resize(length);
      differentiate(find(A::info.name, settings), x, factors, out, layout);
      print(A::info.name, "gradient", out);
    }
  }
}

// One slope, and three, whose channels' elements are neighbours or not.
template <Channelwise A>
void print_results(const Numbers& x, const Numbers& upstream) {
  const std::size_t length = x.size();
  const Numbers slopes{0.25F, -1.5F, 0};
  for (const Layout& layout : {Layout{.length = length}, Layout{.outer = length / 3, .length = 3},
                               Layout{.outer = length / 6, .length = 3, .inner = 2}}) {
    if (length == 0 || layout.size() != length) continue;
    const A activation{.slope = std::span(slopes).first(layout.outer == 1 && layout.inner == 1 ? 1 : slopes.size())};
    Numbers out(length);
    evaluate(activation, x, out, layout);
    print(A::info.name, "value", out);
    differentiate(activation, x, upstream, out, layout);
    print(A::info.name, "gradient", out);
    out.resize(activation.slope.size());
    differentiate_slope(activation, x, upstream, out, layout);
    print(A::info.name, "slopes", out);
  }
}

}  // namespace

int main() {  // NOLINT(bugprone-exception-escape): ends the program
  for (std::size_t length = 0; length <= kLongest; ++length) {
    const Numbers x = test::scattered(length, 2654435761U);
    const Numbers upstream = test::scattered(length, 40503U * 65537U);
    Activations::each([&]<class A> { print_results<A>(x, upstream); });
  }
  try {
    Numbers row(3);
    differentiate(find("softmax"), row, row);
  } catch (const std::invalid_argument& error) {
    std::puts(error.what());
  }
}
