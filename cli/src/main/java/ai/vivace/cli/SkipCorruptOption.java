package ai.vivace.cli;

import picocli.CommandLine.Option;

/** The option of commands that read pictures. */
final class SkipCorruptOption {
    @Option(
            names = "--skip-corrupt",
            description = "Leave out pictures that cannot be read, and count them, instead of stopping at the first.")
    private boolean skipped;

    boolean isChosen() {
        return skipped;
    }
}
