#include "ui/model/workbench.h"

#include "core/base/numbers.h"
#include "core/data/datum_edit.h"

#include <algorithm>

namespace scope {

Datum Workbench::saved() const {
    std::vector<DatumEntry> splits;
    for (const auto& [name, ratio] : m_window.splits) splits.push_back({name, static_cast<double>(ratio)});
    std::vector<DatumEntry> lists;
    for (const auto& [name, look] : m_window.lists) lists.push_back({name, look.text()});
    std::vector<Datum> recents(m_window.recents.begin(), m_window.recents.end());
    const Composition& now = composition();
    return MapBuilder()
        .add("version", 1)
        .add("project", m_path)
        .add("theme", m_window.theme)
        .add("scale", static_cast<double>(m_window.scale))
        .add("bottom", m_window.bottom_shown ? static_cast<int>(m_window.bottom) : -1)
        .add("splits", Datum::structure(std::move(splits)))
        .add("lists", Datum::structure(std::move(lists)))
        .add("recents", Datum::array(std::move(recents)))
        .add("event", now.event)
        .add("shape", now.shape)
        .add("payload", now.payload)
        .structure();
}

void Workbench::restore(const Datum& state) {
    auto text = [&](const char* key, std::string otherwise) {
        const Datum* found = state.find(key);
        return found && found->is(DatumKind::string) ? std::string(found->text()) : otherwise;
    };
    std::string theme = text("theme", m_window.theme);
    if (theme == "dark" || theme == "light") m_window.theme = theme;
    if (const Datum* scale = state.find("scale"); scale && scale->is_number())
        m_window.scale = bounded(scale->as_real(), 0.5f, 4.0f, m_window.scale);
    if (const Datum* bottom = state.find("bottom"); bottom && bottom->is_number()) {
        double tab = bottom->as_real();
        m_window.bottom_shown = tab >= 0 && tab <= 4;
        if (m_window.bottom_shown) m_window.bottom = static_cast<BottomTab>(static_cast<int>(tab));
    }
    if (const Datum* splits = state.find("splits"))
        for (const DatumEntry& entry : splits->entries())
            if (entry.value.is_number())
                m_window.splits[std::string(entry.key.text())] = bounded(entry.value.as_real(), 0.02f, 0.98f, 0.5f);
    if (const Datum* lists = state.find("lists"))
        for (const DatumEntry& entry : lists->entries())
            m_window.lists[std::string(entry.key.text())] = ListLook::read(entry.value.text());
    if (const Datum* recents = state.find("recents"))
        for (const Datum& path : recents->items())
            if (!path.text().empty() && m_window.recents.size() < 12) m_window.recents.emplace_back(path.text());
    m_last_open = text("project", "");
    const CatalogEvent* known = m_catalog.find(text("event", ""));
    const Datum* payload = state.find("payload");
    if (!known || !payload || !payload->is(DatumKind::ds_map)) return;
    m_compose.history = CompositionHistory({known->constant, text("shape", ""), *payload});
}

} // namespace scope
