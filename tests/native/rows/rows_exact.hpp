// The definitions of row-wise functions and of their gradients, in numbers of 700 bits.
#pragma once

#include <algorithm>
#include <vector>

#include "kassei/activations.hpp"
#include "mpfr.hpp"

namespace kassei::test {

using Exact = std::vector<Mpfr>;

// The results of one row z = x / T, and of each gradient, which the 1 / T is a factor of, the sum of its terms' sizes.
struct Expected {
  Exact value, gradient, size;
  Mpfr nearest_kink = 1;  // the least distance of an element from a kink
};

inline Exact powers(const Exact& z, const Mpfr& m) {
  Exact e;
  for (const Mpfr& v : z) e.push_back(exp(v - m));
  return e;
}

inline Mpfr sum(const Exact& terms) {
  Mpfr total = 0;
  for (const Mpfr& term : terms) total = total + term;
  return total;
}

template <class A>
Expected expected(const Exact& z, const Exact& g);

template <>
inline Expected expected<Softmax>(const Exact& z, const Exact& g) {
  Expected found;
  const Exact e = powers(z, *std::ranges::max_element(z));
  const Mpfr whole = sum(e);
  for (const Mpfr& power : e) found.value.push_back(power / whole);
  for (std::size_t i = 0; i < g.size(); ++i) {
    Mpfr all = 0;
    Mpfr sizes = 0;
    for (std::size_t j = 0; j < g.size(); ++j) {
      all = all + found.value[j] * (g[i] - g[j]);
      sizes = sizes + found.value[j] * abs(g[i] - g[j]);
    }
    found.gradient.push_back(found.value[i] * all);
    found.size.push_back(found.value[i] * sizes);
  }
  return found;
}

template <>
inline Expected expected<LogSoftmax>(const Exact& z, const Exact& g) {
  Expected found;
  const auto largest = std::ranges::max_element(z);
  const Exact e = powers(z, *largest);
  // Without the largest element, whose 1 would take the digits of what is less than 2^-700.
  Mpfr others = 0;
  for (std::size_t i = 0; i < e.size(); ++i) others = others + (&z[i] == &*largest ? Mpfr(0) : e[i]);
  const Mpfr whole = others + 1;
  const Mpfr logarithm = log1p(others);
  Exact magnitudes;
  for (const Mpfr& v : g) magnitudes.push_back(abs(v));
  const Mpfr all = sum(g);
  const Mpfr sizes = sum(magnitudes);
  for (std::size_t i = 0; i < z.size(); ++i) found.value.push_back(z[i] - *largest - logarithm);
  for (std::size_t i = 0; i < g.size(); ++i) {
    const Mpfr p = e[i] / whole;
    const Mpfr rest = (&z[i] == &*largest ? others : whole - e[i]) / whole;
    found.gradient.push_back(g[i] * rest - p * (all - g[i]));
    found.size.push_back(magnitudes[i] * rest + p * (sizes - magnitudes[i]));
  }
  return found;
}

template <>
inline Expected expected<Sparsemax>(const Exact& z, const Exact& g) {
  Expected found;
  Exact sorted = z;
  std::ranges::sort(sorted, std::greater<>());
  Mpfr total = 0;
  Mpfr t = 0;
  for (std::size_t k = 1; k <= sorted.size(); ++k) {
    total = total + sorted[k - 1];
    const Mpfr next = (total - 1) / Mpfr(k);
    if (sorted[k - 1] <= next) break;
    t = next;
  }
  Mpfr count = 0;
  Mpfr mean = 0;
  Mpfr size = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const Mpfr excess = z[i] - t;
    if (abs(excess) < found.nearest_kink) found.nearest_kink = abs(excess);
    found.value.push_back(excess > Mpfr(0) ? excess : Mpfr(0));
    if (excess <= Mpfr(0) || g.empty()) continue;
    count = count + 1;
    mean = mean + g[i];
    size = size + abs(g[i]);
  }
  for (std::size_t i = 0; i < g.size(); ++i) {
    const bool counts = z[i] > t;
    found.gradient.push_back(counts ? g[i] - mean / count : Mpfr(0));
    found.size.push_back(counts ? abs(g[i]) + size / count : Mpfr(0));
  }
  return found;
}

template <>
inline Expected expected<Glu>(const Exact& z, const Exact& g) {
  Expected found;
  const std::size_t half = z.size() / 2;
  const auto sigmoid = [](const Mpfr& x) { return Mpfr(1) / (Mpfr(1) + exp(-x)); };
  for (std::size_t i = 0; i < half; ++i) found.value.push_back(z[i] * sigmoid(z[half + i]));
  for (std::size_t i = 0; i < g.size(); ++i) found.gradient.push_back(g[i] * sigmoid(z[half + i]));
  for (std::size_t i = 0; i < g.size(); ++i)
    found.gradient.push_back(g[i] * z[i] * sigmoid(z[half + i]) * sigmoid(-z[half + i]));
  for (const Mpfr& v : found.gradient) found.size.push_back(abs(v));
  return found;
}

}  // namespace kassei::test
