// The places of rows, or of channels, in a flat array; and how the library tells what is wrong.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

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

// An array of `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. For prelu, a channel is
// a place along `length`.
struct Layout {
  std::size_t outer = 1;
  std::size_t length = 1;
  std::size_t inner = 1;

  constexpr std::size_t size() const { return outer * length * inner; }

  // The layout of an array of this shape, whose last axis varies fastest, along one of its axes; negative ones count
  // from the end.
  static Layout along(std::span<const std::size_t> shape, int axis = -1) {
    const auto rank = static_cast<int>(shape.size());
    if (axis < -rank || axis >= rank) {
      fail({"Layout::along"}, "axis must be from " + std::to_string(-rank) + " to " + std::to_string(rank - 1) +
                                  " for a shape of " + std::to_string(rank) + " axes, got " + std::to_string(axis));
    }
    const auto at = static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
    Layout layout{.length = shape[at]};
    for (const std::size_t size : shape.first(at)) layout.outer *= size;
    for (const std::size_t size : shape.subspan(at + 1)) layout.inner *= size;
    return layout;
  }
  static Layout along(std::initializer_list<std::size_t> shape, int axis = -1) {
    return along(std::span(shape.begin(), shape.size()), axis);
  }
};

}  // namespace kassei
