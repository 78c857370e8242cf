#pragma once
// What holds for all data structures between two calls, checked from outside: handles that lead to their structure,
// free indices that are free, maps that find each of their keys, sizes that agree. Linear in all entries. Torment
// builds check after every input of a session.

#include <string>

namespace scope {

class DsStore;

class DsInvariants {
public:
    /// The first thing that is wrong; empty when all structures are whole.
    static std::string broken(const DsStore& store);
};

} // namespace scope
