// Activations by name at run time.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "activations.hpp"
#include "concepts.hpp"
#include "layout.hpp"

namespace kassei {

// Any activation with its parameters; std::visit tells which one.
using AnyActivation = decltype([]<class... A>(List<A...>) { return std::variant<A...>{}; }(Activations{}));

// A parameter's value under its Keras name: a number, or the slopes of prelu, which must outlive the activation. Of
// several values of one parameter the last counts.
struct Setting {
  std::string_view name;
  std::variant<double, std::span<const float>> value;
  Setting(std::string_view parameter, std::convertible_to<double> auto number)
      : name(parameter), value(static_cast<double>(number)) {}
  Setting(std::string_view parameter, std::span<const float> numbers) : name(parameter), value(numbers) {}
};

namespace detail {

inline std::string joined(const auto& names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
  return list.empty() ? "none" : list;
}

// The activation with these settings, and its defaults for other parameters.
template <class A>
A with_settings(const Where& where, std::span<const Setting> settings) {
  constexpr std::size_t kCount = kMembers<A>;
  std::array<std::string_view, kCount> names{};
  std::array<std::optional<double>, kCount> given{};
  for (std::size_t i = 0; i < kCount; ++i) {
    names[i] = A::info.parameters[i].name;
    if (kDefaults<A>) given[i] = (*kDefaults<A>)[i];
  }
  for (const auto& [name, value] : settings) {
    const auto at = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
    if (at == kCount) {
      fail(where, "no parameter " + std::string(name) + ", there are: " + joined(names) +
                      (Rowwise<A> ? "; the layout tells the axis of rows" : ""));
    }
    if (!std::holds_alternative<double>(value)) fail(where, std::string(name) + " must be a number, got an array");
    check_parameter(where, A::info.parameters[at], std::get<double>(value));
    given[at] = std::get<double>(value);
  }
  Parameters<A> parameters{};
  for (std::size_t i = 0; i < kCount; ++i) {
    if (!given[i]) fail(where, std::string(names[i]) + " must be given");
    parameters[i] = *given[i];
  }
  return with_parameters<A>(parameters.data());
}

template <Channelwise A>
A with_settings(const Where& where, std::span<const Setting> settings) {
  A activation{};
  for (const auto& [name, value] : settings) {
    if (name != "slope") fail(where, "no parameter " + std::string(name) + ", there are: slope");
    const auto* slope = std::get_if<std::span<const float>>(&value);
    if (!slope) fail(where, "slope must be an array of floats, got a number");
    activation.slope = *slope;
  }
  if (activation.slope.empty()) fail(where, "slope must be given");
  return activation;
}

}  // namespace detail

// The activation with a Keras name or alias, such as "hard_sigmoid", and these parameters.
[[nodiscard]] inline AnyActivation find(std::string_view name, std::span<const Setting> settings = {}) {
  std::optional<AnyActivation> found;
  std::vector<std::string_view> names;
  Activations::each([&]<class A> {
    names.push_back(A::info.name);
    names.insert(names.end(), A::info.aliases.begin(), A::info.aliases.end());
    const bool meant = A::info.name == name || std::ranges::find(A::info.aliases, name) != A::info.aliases.end();
    if (meant) found = detail::with_settings<A>({"find", A::info.name}, settings);
  });
  if (!found) fail({"find"}, "no activation \"" + std::string(name) + "\", there are: " + detail::joined(names));
  return *found;
}

[[nodiscard]] inline AnyActivation find(std::string_view name, std::initializer_list<Setting> settings) {
  return find(name, std::span(settings.begin(), settings.size()));
}

}  // namespace kassei
