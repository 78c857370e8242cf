#include "core/catalog/catalog.h"
#include "core/catalog/check.h"
#include "core/session/session.h"

namespace scope {

Result<Datum> payload_of(const Catalog& catalog, const FireInput& input, std::vector<Diagnostic>& problems) {
    auto event = catalog.require(input.event);
    if (!event) return tl::unexpected(event.error());
    problems.insert(problems.end(), input.findings.begin(), input.findings.end());
    Datum payload = Datum::ds_map({});
    const CatalogShape* shape = nullptr;
    if (!input.preset.empty()) {
        auto found = (*event)->find_shape(input.preset);
        if (!found) return tl::unexpected(found.error());
        shape = *found;
    } else if (!input.payload && !(*event)->shapes.empty()) {
        shape = &(*event)->shapes.front();
    }
    if (shape) payload = shape->sample;
    if (input.payload) payload = *input.payload;
    if (!shape) shape = guess_shape(**event, payload);
    for (const auto& [key, value] : input.set) {
        auto changed = set_key(shape, payload, key + "=" + value);
        if (!changed) return tl::unexpected(changed.error());
        payload = std::move(*changed);
    }
    if (!shape) shape = guess_shape(**event, payload);
    if (shape)
        for (KeyFinding& finding : validate(**event, *shape, payload))
            problems.push_back(std::move(finding.diagnostic));
    return payload;
}

} // namespace scope
