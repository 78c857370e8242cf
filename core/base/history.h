#pragma once
// What only ever grows and what a copy shares with its original: a list in chunks, and a table of things that were
// seen. A copy costs a pointer for each chunk; what either adds afterwards the other does not see.

#include <cstddef>
#include <iterator>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scope {

/// A list to which things are added at its end. References stay good until the next one is added.
template<typename T> class History {
public:
    size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const T& operator[](size_t at) const { return (*m_chunks[at / chunk])[at % chunk]; }
    const T& at(size_t place) const { return (*this)[place]; }
    const T& front() const { return (*this)[0]; }
    const T& back() const { return (*this)[m_size - 1]; }

    void push_back(T item) {
        size_t used = m_size % chunk;
        if (used == 0) {
            m_chunks.push_back(std::make_shared<std::vector<T>>());
            m_chunks.back()->reserve(chunk);
        } else if (m_chunks.back()->size() != used) { // a copy has gone on in this chunk
            auto own = std::make_shared<std::vector<T>>();
            own->reserve(chunk);
            own->insert(own->end(), m_chunks.back()->begin(), m_chunks.back()->begin() + static_cast<ptrdiff_t>(used));
            m_chunks.back() = std::move(own);
        }
        m_chunks.back()->push_back(std::move(item));
        ++m_size;
    }

    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;
        Iterator(const History& of, size_t at) : m_of(&of), m_at(at) {}
        const T& operator*() const { return (*m_of)[m_at]; }
        const T* operator->() const { return &(*m_of)[m_at]; }
        Iterator& operator++() { return ++m_at, *this; }
        Iterator operator++(int) { return {*m_of, m_at++}; }
        bool operator==(const Iterator& other) const { return m_at == other.m_at; }

    private:
        const History* m_of;
        size_t m_at;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, m_size}; }

private:
    static constexpr size_t chunk = 64;
    std::vector<std::shared_ptr<std::vector<T>>> m_chunks;
    size_t m_size = 0;
};

/// A table whose entries are added and never changed. A copy freezes what there is into a layer that both read; a layer
/// takes in those that are not twice as large, so there are few.
template<typename Key, typename T, typename Hash = std::hash<Key>> class SharedTable {
public:
    SharedTable() = default;
    SharedTable(const SharedTable& other) : m_layers(other.freeze()) {}
    SharedTable& operator=(const SharedTable& other) {
        if (this == &other) return *this;
        m_layers = other.freeze();
        m_own.clear();
        return *this;
    }

    /// Null when it is not there.
    const T* find(const Key& key) const {
        if (auto found = m_own.find(key); found != m_own.end()) return &found->second;
        for (const auto& layer : m_layers)
            if (auto found = layer->find(key); found != layer->end()) return &found->second;
        return nullptr;
    }
    /// One that is not there.
    void add(Key key, T value) { m_own.emplace(std::move(key), std::move(value)); }
    size_t size() const {
        size_t all = m_own.size();
        for (const auto& layer : m_layers) all += layer->size();
        return all;
    }

private:
    using Entries = std::unordered_map<Key, T, Hash>;
    using Layers = std::vector<std::shared_ptr<const Entries>>;

    const Layers& freeze() const {
        if (m_own.empty()) return m_layers;
        Entries all = std::exchange(m_own, {});
        while (!m_layers.empty() && m_layers.back()->size() < 2 * all.size()) {
            all.insert(m_layers.back()->begin(), m_layers.back()->end());
            m_layers.pop_back();
        }
        m_layers.push_back(std::make_shared<const Entries>(std::move(all)));
        return m_layers;
    }

    mutable Layers m_layers; // mutable: to freeze changes nothing that is seen
    mutable Entries m_own;
};

} // namespace scope
