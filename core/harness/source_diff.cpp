#include "core/harness/source_diff.h"

#include "core/harness/likeness.h"
#include "core/harness/match.h"

#include <algorithm>
#include <functional>

namespace scope {

static std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        out.push_back(line.substr(0, line.find_last_not_of(" \t\r") + 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string SourceHunk::unified() const {
    auto range = [](uint32_t first, uint32_t count) { return std::to_string(first) + "," + std::to_string(count); };
    return "@@ -" + range(left, left_lines) + " +" + range(right, right_lines) + " @@\n" + text;
}

std::vector<SourceHunk> source_diff(std::string_view left_text, std::string_view right_text, bool masked,
                                    uint32_t context) {
    std::vector<std::string_view> left = lines_of(left_text), right = lines_of(right_text);
    auto hashes = [&](const std::vector<std::string_view>& lines) {
        std::vector<uint64_t> out;
        for (std::string_view line : lines)
            out.push_back(masked ? std::hash<std::string>()(without_images(line))
                                 : std::hash<std::string_view>()(line));
        return out;
    };
    struct Edit { ///< lines that are replaced, from 0
        uint32_t left, left_end, right, right_end;
    };
    std::vector<Edit> edits;
    uint32_t i = 0, k = 0;
    auto gap = [&](uint32_t left_end, uint32_t right_end) {
        // A line with a masked secret in it is like the line it was.
        while (masked && i < left_end && k < right_end && is_like(left[i], right[k], true)) ++i, ++k;
        if (i < left_end || k < right_end) edits.push_back({i, left_end, k, right_end});
        i = left_end, k = right_end;
    };
    for (const Match& found : match(hashes(left), hashes(right))) {
        gap(found.left, found.right);
        ++i, ++k;
    }
    gap(static_cast<uint32_t>(left.size()), static_cast<uint32_t>(right.size()));

    std::vector<SourceHunk> out;
    for (size_t at = 0; at < edits.size();) {
        size_t end = at + 1;
        while (end < edits.size() && edits[end].left - edits[end - 1].left_end <= 2 * context) ++end;
        uint32_t before = std::min({context, edits[at].left, edits[at].right});
        SourceHunk hunk;
        uint32_t from = edits[at].left - before, to = edits[at].right - before;
        hunk.left = from + 1, hunk.right = to + 1;
        auto same_until = [&](uint32_t left_end) {
            for (; from < left_end; ++from, ++to) hunk.text += " " + std::string(left[from]) + "\n";
        };
        for (size_t edit = at; edit < end; ++edit) {
            same_until(edits[edit].left);
            for (; from < edits[edit].left_end; ++from) hunk.text += "-" + std::string(left[from]) + "\n";
            for (; to < edits[edit].right_end; ++to) hunk.text += "+" + std::string(right[to]) + "\n";
        }
        hunk.first_changed = edits[at].right + 1;
        hunk.last_changed = std::max(edits[end - 1].right_end, hunk.first_changed);
        same_until(std::min(
            {from + context, static_cast<uint32_t>(left.size()), from + static_cast<uint32_t>(right.size()) - to}));
        hunk.left_lines = from + 1 - hunk.left, hunk.right_lines = to + 1 - hunk.right;
        out.push_back(std::move(hunk));
        at = end;
    }
    return out;
}

} // namespace scope
