// A sound, emitter or group that does not exist and a value that means nothing are errors.
function refused(ask) {
    try {
        ask();
    } catch (error) {
        return error.message;
    }
    return "accepted";
}
show_debug_message(refused(function() { audio_play_sound(-1, 0, false); })); // expect: audio_play_sound argument 1 invalid reference to (sound)
show_debug_message(refused(function() { audio_play_sound(undefined, 0, false); })); // expect: audio_play_sound argument 1 incorrect type (undefined) expecting a sound
show_debug_message(refused(function() { audio_play_sound(spr_coin, 0, false); })); // expect: audio_play_sound argument 1 invalid reference to (sound)
show_debug_message(refused(function() { audio_play_sound_at(77, 0, 0, 0, 1, 1, 1, false, 0); })); // expect: audio_play_sound_at argument 1 invalid reference to (sound)
show_debug_message(refused(function() { audio_play_sound_on(5, snd_buy, false, 0); })); // expect: audio_play_sound_on argument 1 invalid reference to (audio_emitter)
show_debug_message(refused(function() { audio_play_sound_ext({ sound: -1 }); })); // expect: audio_play_sound_ext argument 1 invalid reference to (sound)
show_debug_message(refused(function() { audio_play_sound_ext({}); })); // expect: audio_play_sound_ext argument 1 incorrect type (struct) expecting a sound
show_debug_message(refused(function() { audio_sound_length(-1); })); // expect: audio_sound_length argument 1 invalid reference to (sound)
show_debug_message(refused(function() { audio_start_sync_group(55); })); // expect: audio_start_sync_group argument 1 invalid reference to (audio_sync_group)
show_debug_message(refused(function() { audio_falloff_set_model(99); })); // expect: audio_falloff_set_model argument 1 invalid falloff model
show_debug_message(refused(function() { var e = audio_emitter_create(); audio_emitter_gain(e, 1); audio_emitter_free(e); audio_emitter_gain(e, 1); })); // expect: audio_emitter_gain argument 1 invalid reference to (audio_emitter)

// A sound that was played has ended at once here. Its number is no error, and each has its own.
var first = audio_play_sound(snd_buy, 0, false), second = audio_play_sound_ext({ sound: snd_buy });
show_debug_message([first >= 0, first != second, audio_is_playing(first), audio_is_playing(-1)]); // expect: [ 1,1,0,0 ]
audio_sound_gain(first, 0.5);
audio_stop_sound(second);
show_debug_message(audio_exists(first)); // expect: 0
audio_falloff_set_model(audio_falloff_linear_distance);
var stream = audio_create_stream("music.ogg");
show_debug_message(audio_play_sound(stream, 0, true) > second); // expect: 1

// Or only lines in the log.
audio_throw_on_error(false);
show_debug_message(audio_play_sound(-1, 0, false)); // expect: audio_play_sound argument 1 invalid reference to (sound)
// expect: -1
audio_start_sync_group(55); // expect: audio_start_sync_group argument 1 invalid reference to (audio_sync_group)
show_debug_message(refused(function() { audio_play_sound(undefined, 0, false); })); // expect: audio_play_sound argument 1 incorrect type (undefined) expecting a sound
audio_throw_on_error(true);
audio_sound_pitch(99, 1); // expect fault: audio_sound_pitch argument 1 invalid reference to (sound)
