#pragma once
// The observers of a world: none, one, which is then called directly, or several, which all hear the same in the order
// in which they came.

#include "core/world/observer.h"

#include <memory>
#include <vector>

namespace scope {

class Observers {
public:
    Observers();
    ~Observers();

    void add(Observer& observer);
    void remove(Observer& observer); ///< one that is not there may be removed too
    void clear() { m_all.clear(); }

    /// Whom to tell; null: nobody.
    Observer* told() const;
    bool want_data() const;
    bool want_writes() const;
    bool want_code() const;

private:
    class Several;
    std::vector<Observer*> m_all;
    std::unique_ptr<Several> m_several;
};

} // namespace scope
