// The places of rows, or of channels, in a flat array; what a parameter may be; how the library tells what is wrong.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "info.hpp"

namespace kassei {

// A function that was called, and the activation that it was called with.
struct Where {
  std::string_view function, activation{};
};

// Throws std::invalid_argument, or prints the message and aborts where a program has no exceptions.
[[noreturn, gnu::cold, gnu::noinline]] inline void fail(const Where& where, const std::string& what) {
  std::string message = "kassei::" + std::string(where.function);
  if (!where.activation.empty()) message += '(' + std::string(where.activation) + ')';
  message += ": " + what;
#ifdef __cpp_exceptions
  throw std::invalid_argument(message);
#else
  std::fputs((message + '\n').c_str(), stderr);
  std::abort();
#endif
}

inline void check_parameter(const Where& where, const Parameter& parameter, double value) {
  const auto [low, high] = parameter.allowed;
  const bool whole = parameter.type != Type::kBoolean || value == 0 || value == 1;
  const double smallest = parameter.smallest;
  if (value >= low && value <= high && whole && !(value > -smallest && value < smallest)) return;
  std::array<char, 128> text;
  std::snprintf(text.data(), text.size(),
                smallest > 0 ? " must be from %.9g to %.9g in size, got %.9g" : " must be from %.9g to %.9g, got %.9g",
                smallest > 0 ? smallest : low, high, value);
  fail(where, std::string(parameter.name) + text.data());
}

// An array of `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. For prelu, a channel is
// a place along `length`.
struct Layout {
  std::size_t outer = 1;
  std::size_t length = 1;
  std::size_t inner = 1;

  // The number of elements; none if it is beyond std::size_t.
  constexpr std::optional<std::size_t> size() const {
    if (outer == 0 || length == 0 || inner == 0) return 0;
    std::size_t rows = 0;
    std::size_t elements = 0;
    if (__builtin_mul_overflow(outer, inner, &rows) || __builtin_mul_overflow(rows, length, &elements)) return {};
    return elements;
  }

  // The layout of an array of this shape, whose last axis varies fastest, along one of its axes; negative ones count
  // from the end. The lengths of the axes may be of any integer type.
  template <std::ranges::sized_range Shape>
  requires std::integral<std::ranges::range_value_t<Shape>>
  static Layout along(const Shape& shape, int axis = -1) {
    const Where where{"Layout::along"};
    // An array without axes is one element, which is a row.
    const int rank = std::max(static_cast<int>(std::ranges::size(shape)), 1);
    if (axis < -rank || axis >= rank) {
      fail(where, "axis must be from " + std::to_string(-rank) + " to " + std::to_string(rank - 1) +
                      " for a shape of " + std::to_string(rank) + " axes, got " + std::to_string(axis));
    }
    Layout layout;
    int at = axis < 0 ? -axis - rank : -axis;  // of each axis its distance behind the chosen one
    for (const auto length : shape) {
      std::size_t& part = at < 0 ? layout.outer : at == 0 ? layout.length : layout.inner;
      if (std::cmp_less(length, 0) || __builtin_mul_overflow(part, length, &part)) {
        fail(where, "shape must have axes of length 0 or more that fit the memory, got " + std::to_string(length));
      }
      ++at;
    }
    return layout;
  }
  static Layout along(std::initializer_list<std::size_t> shape, int axis = -1) {
    return along(std::span(shape.begin(), shape.size()), axis);
  }
};

}  // namespace kassei
