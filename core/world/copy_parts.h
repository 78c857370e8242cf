#pragma once
// Copies what world_parts.h lists from one world into another, new one: what holds no values of a heap is assigned, the
// rest goes value by value through a HeapCopier.

#include "core/value/clone.h"
#include "core/world/world_parts.h"

#include <concepts>
#include <type_traits>

namespace scope {

template<typename T>
concept HasParts = requires {
    WorldParts::of(static_cast<const T*>(nullptr));
};
template<typename T>
concept ListLike = requires(T& list) {
    list.push_back(std::move(list.front()));
};
template<typename T>
concept MapLike = requires {
    typename T::mapped_type;
};
template<typename T> struct IsArray : std::false_type {};
template<typename T, size_t n> struct IsArray<std::array<T, n>> : std::true_type {};
template<typename T> struct IsOptional : std::false_type {};
template<typename T> struct IsOptional<std::optional<T>> : std::true_type {};
template<typename T> struct IsPair : std::false_type {};
template<typename A, typename B> struct IsPair<std::pair<A, B>> : std::true_type {};
template<typename T> struct IsOwned : std::false_type {};
template<typename T> struct IsOwned<std::unique_ptr<T>> : std::true_type {};

/// Calls `visit(part)` for each part of T.
template<typename T, typename Visit> constexpr void for_each_part(const Visit& visit) {
    std::apply([&](const auto&... part) { (visit(part), ...); }, WorldParts::of(static_cast<const T*>(nullptr)));
}

/// Whether a T holds values of a heap, so that it has to be copied piece by piece.
template<typename T> constexpr bool holds_values() {
    if constexpr (std::is_same_v<T, Value>)
        return true;
    else if constexpr (IsOwned<T>::value)
        return true;
    else if constexpr (MapLike<T>)
        return holds_values<typename T::mapped_type>();
    else if constexpr (IsPair<T>::value)
        return holds_values<typename T::first_type>() || holds_values<typename T::second_type>();
    else if constexpr (std::is_same_v<T, std::string>)
        return false;
    else if constexpr (ListLike<T> || IsArray<T>::value || IsOptional<T>::value)
        return holds_values<typename T::value_type>();
    else if constexpr (HasParts<T>) {
        bool any = !std::is_copy_assignable_v<T>;
        for_each_part<T>([&any]<typename Owner, typename Member>(const Part<Owner, Member>&) {
            any = any || holds_values<Member>();
        });
        return any;
    } else
        return false;
}

/// `to` is new, or as its world made it.
template<typename T> void copy_part(const T& from, T& to, HeapCopier& copier) {
    if constexpr (!holds_values<T>()) {
        to = from;
    } else if constexpr (std::is_same_v<T, Value>) {
        to = copier.copy(from);
    } else if constexpr (IsOwned<T>::value) {
        to = from ? std::make_unique<typename T::element_type>() : nullptr;
        if (from) copy_part(*from, *to, copier);
    } else if constexpr (MapLike<T>) {
        to.clear();
        for (const auto& [key, value] : from) copy_part(value, to[key], copier);
    } else if constexpr (IsPair<T>::value) {
        copy_part(from.first, to.first, copier);
        copy_part(from.second, to.second, copier);
    } else if constexpr (IsOptional<T>::value) {
        if (!from) return to.reset();
        to.emplace();
        copy_part(*from, *to, copier);
    } else if constexpr (IsArray<T>::value) {
        for (size_t at = 0; at < from.size(); ++at) copy_part(from[at], to[at], copier);
    } else if constexpr (ListLike<T>) {
        to.clear();
        for (const auto& one : from) copy_part(one, to.emplace_back(), copier);
    } else {
        for_each_part<T>([&](const auto& part) { copy_part(from.*part.member, to.*part.member, copier); });
    }
    if constexpr (requires { to.copied_from(from); }) to.copied_from(from);
}

} // namespace scope
