package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void withoutArgumentsItPrintsTheHelp() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: vivace").contains("doctor");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void unknownCommandsSuggestTheNearestAndExitWithTwo() {
        CommandRun run = CommandRun.of("docter");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("Unknown command \"docter\". Did you mean \"doctor\"?")
                .contains("vivace --help");
    }

    @Test
    void unknownOptionsSuggestTheNearestAndExitWithTwo() {
        CommandRun run = CommandRun.of("doctor", "--jsn");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Unknown option --jsn of vivace doctor. Did you mean --json?")
                .contains("vivace doctor --help");
    }

    @Test
    void helpOfAnUnknownCommandExitsWithTwo() {
        CommandRun run = CommandRun.of("help", "doktor");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean \"doctor\"?");
    }

    @Test
    void aSurplusArgumentIsNamed() {
        CommandRun run = CommandRun.of("doctor", "everything");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Unexpected argument \"everything\" of vivace doctor.");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfEveryCommandSaysWhatItDoesAndHasAnExampleThatNamesIt(CommandLine command) {
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
        String examples = help.substring(help.indexOf("Examples:"));

        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(examples).contains(command.getCommandSpec().qualifiedName());
    }

    static Stream<CommandLine> commands() {
        return withThoseBelow(Main.commandLine(Terminal.none()));
    }

    private static Stream<CommandLine> withThoseBelow(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(MainTest::withThoseBelow));
    }

    @Test
    void aStartThatNamesACommandMakesNoOther() {
        Set<String> names = Main.commandLine(Terminal.none()).getSubcommands().keySet();

        assertThat(names).contains("train", "watermark", "warm-up");
        names.stream()
                .filter(name -> !Set.of("help", "completion").contains(name))
                .forEach(name -> assertThat(Main.commandLine(Terminal.none(), name)
                                .getSubcommands()
                                .keySet())
                        .containsExactly(name));
    }

    @Test
    void commandsThatShowOthersHaveThemAll() {
        assertThat(CommandRun.of("help", "watermark").out()).contains("embed");
        assertThat(CommandRun.of("watermark", "txt", "trees").err()).contains("Did you mean \"text\"?");
    }

    @Test
    void sharedOptionsWorkBeforeAndAfterTheCommand() {
        CommandRun before = CommandRun.of("--json", "completion", "zsh");
        CommandRun after = CommandRun.of("completion", "zsh", "--json");

        assertThat(before.exitCode()).isZero();
        assertThat(before.out()).startsWith("{").isEqualTo(after.out());
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        CommandRun run = CommandRun.of("completion", "bash");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("doctor");
    }

    @Test
    void hiddenCommandsAreNotOffered() {
        assertThat(CommandRun.of("--help").out()).doesNotContain("warm-up");
        assertThat(CommandRun.of("warmup").err()).doesNotContain("warm-up");
    }

    @Test
    void helpIsColouredOnlyWhereColoursAreWanted() {
        Map<String, String> environment = Map.of("TERM", "xterm");
        Terminal colourful = new Terminal(true, true, StandardCharsets.UTF_8, environment);

        assertThat(CommandRun.of(colourful, "--help").out()).contains("\u001b[");
        assertThat(CommandRun.of(colourful, "--help", "--no-color").out()).doesNotContain("\u001b[");
        assertThat(CommandRun.of("--help").out()).doesNotContain("\u001b[");
    }
}
