#pragma once
// Golden pictures: what the window looked like when somebody last looked. A folder per version of Dear ImGui, because
// each draws a little differently: a version with a folder of its own is compared pixel by pixel but for the rounding
// of the processor, any other with the nearest one and a tolerance that forgives the shapes of letters and lines, and
// not a missing panel. `./dev shots` takes them anew.

#include "ui/view/png.h"

#include <string>

namespace scope {

class GoldenPictures {
public:
    /// `folder` holds a folder per version; a picture that differs is written to `differences`, made when needed.
    GoldenPictures(std::string folder, std::string differences, bool update, std::string version);

    /// Compares, or with `update` takes the picture as it is now.
    Result<void> check(const std::string& name, const Image& drawn) const;

    /// What has to be said when this version is not compared with pictures of its own; "" when it is.
    std::string note() const;

private:
    Result<void> compare(const std::string& name, const Image& known, const Image& drawn) const;

    std::string m_folder;
    std::string m_differences;
    std::string m_version;  ///< of the library that draws
    std::string m_pictures; ///< the version whose pictures are used; "" when there are none
    bool m_update;
};

} // namespace scope
