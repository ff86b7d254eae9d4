package ai.vivace.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Vivace's version, as its jar's manifest has it. */
final class Version implements IVersionProvider {
    /** The version, or {@code development} for classes that run outside their jar. */
    static String current() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Vivace " + current()};
    }
}
