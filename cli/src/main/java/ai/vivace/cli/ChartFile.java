package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.Chart;
import java.nio.file.Path;
import java.util.Locale;

/** The file that an option such as {@code --chart} names. */
final class ChartFile {
    private ChartFile() {}

    /**
     * Makes sure, before the work, that a chart can be written there afterwards.
     *
     * @throws InputException when the name does not end in .svg or .png, or the place is not writable
     */
    static void check(Path file) {
        check(file, "--chart");
    }

    /** The same for a chart that another option names. */
    static void check(Path file, String option) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        InputException.require(
                name.endsWith(".svg") || name.endsWith(".png"),
                () -> option + " must be a file whose name ends in .svg or .png, but was " + file + ".");
        RunFolder.checkWritable(file, option);
    }

    static void write(Chart chart, Path file, Console console) {
        chart.save(file);
        console.note("Wrote " + file + ".");
    }
}
