/// Replaces objects/o_grc_test_starter/Create_0.gml of Ganary (bscotch/ganary): runs all of its tests that ask nothing of a
/// person, and logs one line per test:
///   @@TEST|<suite>|<test>|<result>|1|<error>
/// Its suite does not count assertions.
olympus_run(function() {
	grc_register_sync_function_tests();
	grc_register_async_function_tests();
	olympus_add_hook_after_suite_finish(function(_summary) {
		for (var _i = 0; _i < array_length(_summary.tests); _i++) {
			var _test = _summary.tests[_i], _why = _test[$ "err"];
			if (is_struct(_why)) _why = _why[$ "message"] ?? json_stringify(_why);
			show_debug_message("@@TEST|ganary|" + _test.name + "|" + _test.status + "|1|"
				+ string_replace_all(string(_why ?? ""), "\n", " "));
		}
		show_debug_message("@@DONE");
		game_end();
	});
}, {
	olympus_suite_options_skip_user_feedback_tests: true,
	olympus_suite_options_abandon_unfinished_record: true,
	olympus_suite_options_global_timeout_millis: 20000,
	olympus_suite_options_suite_name: "ganary"
});
instance_destroy();
