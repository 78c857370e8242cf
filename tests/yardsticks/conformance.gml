/// Replaces objects/objRunner/Create_0.gml of GameMaker's own test project (GM-TestFramework, projects/xUnit): runs every
/// suite in the project's order, without its HTTP publisher, and logs one line per test:
///   @@TEST|<suite>|<test>|<result>|<assertions>|<first error or exception>
#macro FRAMEWORK_SHOULD_CATCH true // else the first test that throws ends the game
using_remote_server = false;       // read by the project's own hooks and events
socket = undefined;
network_buffer = undefined;

suites = [ BasicArrayTestSuite, BasicAudioTestSuite, BasicBase64TestSuite, BasicBufferTestSuite, BasicDataStructuresGridTestSuite,
	BasicDataStructuresListTestSuite, BasicDataStructuresMapTestSuite, BasicDataStructuresPriorityTestSuite,
	BasicDataStructuresQueueTestSuite, BasicDataStructuresStackTestSuite, BasicDataTypesTestSuite, BasicDateTimeTestSuite,
	BasicFileTestSuite, BasicFiltersEffectsTestSuite, BasicHandlesTestSuite, BasicIniTestSuite, BasicJsonTestSuite,
	BasicMathTestSuite, BasicMatrixTestSuite, BasicNameofTestSuite, BasicNetworkTestSuite, BasicRandomTestSuite,
	BasicRoomTestSuite, BasicScriptTestSuite, BasicShaderTestSuite, BasicShaderUniformsTestSuite, BasicStringTestSuite,
	BasicSurfaceTestSuite, BasicTilemapTestSuite, BasicVariableTestSuite, BasicWeakRefsTestSuite, ResourceAudioBuffersTestSuite,
	ResourceAudioEffectsTestSuite, ResourceAudioEmittersTestSuite, ResourceAudioGroupsTestSuite, ResourceAudioListenersTestSuite,
	ResourceAudioLoopPointsTestSuite, ResourceAudioSynchronisationTestSuite, ResourceCameraTestSuite, ResourceEventsTestSuite,
	ResourceLayersTestSuite, ResourceSequenceTestSuite, ResourceTimeSourceTestSuite ];

config_set("Test", { test_end_hook: function(_test, _bag) {
	var _error = _test.getDiagnostics("error"), _exception = _test.getDiagnostics("exception"), _why = "";
	if (is_array(_error)) _why = string(_error[0].description) + ": got " + string(_error[0].actual) + ", want " + string(_error[0].expected);
	if (is_array(_exception)) _why = "exception: " + (is_struct(_exception[0]) ? string(_exception[0][$ "message"]) : string(_exception[0]));
	show_debug_message("@@TEST|" + _bag.suite + "|" + _test.getName() + "|" + _test.getResultString() + "|"
		+ string(assert_get_singleton().getAssertionCount()) + "|" + string_replace_all(_why, "\n", " "));
	_test.doReset(); // lets go of the diagnostics, as the project's own hook does
} });
config_set("TestFrameworkRun", { framework_end_hook: function(_run, _bag) {
	show_debug_message("@@DONE");
	game_end(0);
} });

testFramework = new TestFrameworkRun();
for (var _i = 0; _i < array_length(suites); _i++) testFramework.addSuite(suites[_i]);
testFramework.run(undefined, {});
