// Assets that only draw, sound or move: the facts that GML can ask for.
#include "core/project/load.h"

namespace scope {

/// A sprite's or sequence's playback speed type: 0 frames per second, 1 frames per game frame.
static bool per_game_frame(JsonValue sequence) {
    return sequence["playbackSpeedType"].integer() == 1;
}

Sprite read_sprite(JsonValue yy, const std::string& name) {
    JsonValue sequence = yy["sequence"];
    Sprite sprite;
    sprite.name = name;
    sprite.width = yy["width"].integer32();
    sprite.height = yy["height"].integer32();
    for ([[maybe_unused]] JsonValue frame : yy["frames"]) ++sprite.frames;
    sprite.origin_x = sequence["xorigin"].number();
    sprite.origin_y = sequence["yorigin"].number();
    sprite.speed = sequence["playbackSpeed"].number();
    sprite.speed_per_game_frame = per_game_frame(sequence);
    sprite.bbox_left = yy["bbox_left"].integer32();
    sprite.bbox_top = yy["bbox_top"].integer32();
    sprite.bbox_right = yy["bbox_right"].integer32();
    sprite.bbox_bottom = yy["bbox_bottom"].integer32();
    sprite.texture_group = reference(yy["textureGroupId"]);
    return sprite;
}

Sound read_sound(JsonValue yy, const std::string& name) {
    Sound sound;
    sound.name = name;
    sound.file = yy["soundFile"].text();
    sound.duration = yy["duration"].number();
    sound.volume = yy["volume"].number(1);
    sound.sample_rate = yy["sampleRate"].integer32();
    sound.type = yy["type"].integer32();
    sound.audio_group = reference(yy["audioGroupId"]);
    return sound;
}

Font read_font(JsonValue yy, const std::string& name) {
    Font font;
    font.name = name;
    font.font_name = yy["fontName"].text();
    font.size = yy["size"].number(font.size);
    font.bold = yy["bold"].boolean();
    font.italic = yy["italic"].boolean();
    bool first = true;
    for (JsonValue range : yy["ranges"]) {
        int32_t lower = range["lower"].integer32(font.first);
        int32_t upper = range["upper"].integer32(font.last);
        font.first = first || lower < font.first ? lower : font.first;
        font.last = first || upper > font.last ? upper : font.last;
        first = false;
    }
    font.texture_group = reference(yy["textureGroupId"]);
    return font;
}

Path read_path(JsonValue yy, const std::string& name) {
    Path path;
    path.name = name;
    path.closed = yy["closed"].boolean();
    path.smooth = yy["kind"].integer() == 1;
    path.precision = yy["precision"].integer32(path.precision);
    for (JsonValue point : yy["points"])
        path.points.push_back({point["x"].number(), point["y"].number(), point["speed"].number(100)});
    return path;
}

Timeline read_timeline(Loading& loading, const YyFile& yy, const std::string& name) {
    Timeline timeline;
    timeline.name = name;
    for (JsonValue entry : yy.root()["momentList"]) {
        TimelineMoment moment;
        moment.moment = entry["moment"].integer32();
        std::string number = std::to_string(moment.moment);
        moment.code = loading.add_code("gml_Timeline_" + name + "_" + number,
                                       folder_of(yy.path) + "/moment_" + number + ".gml", yy);
        timeline.moments.push_back(moment);
    }
    return timeline;
}

Sequence read_sequence(JsonValue yy, const std::string& name) {
    Sequence sequence;
    sequence.name = name;
    sequence.length = yy["length"].number();
    sequence.playback_speed = yy["playbackSpeed"].number(sequence.playback_speed);
    sequence.speed_per_game_frame = per_game_frame(yy);
    sequence.playback = yy["playback"].integer32();
    sequence.origin_x = yy["xorigin"].number();
    sequence.origin_y = yy["yorigin"].number();
    sequence.volume = yy["volume"].number(1);
    return sequence;
}

TileSet read_tileset(JsonValue yy, const std::string& name) {
    TileSet tileset;
    tileset.name = name;
    tileset.sprite = reference(yy["spriteId"]);
    tileset.tile_width = yy["tileWidth"].integer32(tileset.tile_width);
    tileset.tile_height = yy["tileHeight"].integer32(tileset.tile_height);
    tileset.tile_count = yy["tile_count"].integer32();
    tileset.separation_x = yy["tilehsep"].integer32();
    tileset.separation_y = yy["tilevsep"].integer32();
    tileset.offset_x = yy["tilexoff"].integer32();
    tileset.offset_y = yy["tileyoff"].integer32();
    tileset.texture_group = reference(yy["textureGroupId"]);
    return tileset;
}

AnimCurve read_anim_curve(JsonValue yy, const std::string& name) {
    AnimCurve curve;
    curve.name = name;
    curve.function = yy["function"].integer32();
    for (JsonValue entry : yy["channels"]) {
        CurveChannel channel;
        channel.name = entry["name"].text();
        for (JsonValue point : entry["points"])
            channel.points.push_back({point["x"].number(), point["y"].number(), point["th0"].number(),
                                      point["tv0"].number(), point["th1"].number(), point["tv1"].number()});
        curve.channels.push_back(std::move(channel));
    }
    return curve;
}

ParticleSystem read_particle_system(JsonValue yy, const std::string& name) {
    ParticleSystem system;
    system.name = name;
    for (JsonValue emitter : yy["emitters"]) system.emitters.emplace_back(emitter["name"].text());
    return system;
}

} // namespace scope
