package ai.vivace.cli;

import ai.vivace.base.Rng;
import picocli.CommandLine.Option;

/** The option of commands that draw random numbers. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The start of every random stream; the same seed gives the same result (default: 42).")
    private long seed;

    long seed() {
        return seed;
    }

    /** The root of the random streams. */
    Rng rng() {
        return Rng.of(seed);
    }
}
