package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the report of a batch is written for programs, a picture a line. */
public enum ReportFormat {
    /** Comma-separated values with a header; notes in one cell, between semicolons. */
    CSV {
        @Override
        public String text(BatchReport report) {
            return HEADER + report.outcomes().stream().map(ReportFormat::csv).collect(Collectors.joining());
        }
    },
    /** An object of JSON for each picture. */
    JSON_LINES {
        @Override
        public String text(BatchReport report) {
            return report.outcomes().stream().map(ReportFormat::json).collect(Collectors.joining());
        }
    };

    private static final String HEADER = "number,source,target,status,way,changed,units,seconds,notes,reason\n";

    /** The whole report. */
    public abstract String text(BatchReport report);

    /**
     * The format of a file by the end of its name: {@code .csv}, {@code .jsonl} or {@code .ndjson}.
     *
     * @throws InputException for another end
     */
    public static ReportFormat of(Path file) {
        String extension = PictureKinds.extension(file);
        InputException.require(
                List.of("csv", "jsonl", "ndjson").contains(extension),
                () -> "Expected a report whose name ends with .csv, .jsonl or .ndjson, but found " + file + ".");
        return extension.equals("csv") ? CSV : JSON_LINES;
    }

    private static String csv(PictureOutcome outcome) {
        return String.join(
                        ",",
                        Integer.toString(outcome.task().number()),
                        cell(outcome.task().source().toString()),
                        cell(outcome.task().target().toString()),
                        status(outcome),
                        cell(outcome.way()),
                        Long.toString(outcome.changed()),
                        Long.toString(outcome.units()),
                        seconds(outcome),
                        cell(String.join("; ", outcome.notes())),
                        cell(outcome.reason()))
                + "\n";
    }

    /** A cell of comma-separated values, in quotes where it needs them. */
    static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String json(PictureOutcome outcome) {
        String notes = outcome.notes().stream().map(ReportFormat::quoted).collect(Collectors.joining(","));
        return "{\"number\":" + outcome.task().number()
                + ",\"source\":" + quoted(outcome.task().source().toString())
                + ",\"target\":" + quoted(outcome.task().target().toString())
                + ",\"status\":" + quoted(status(outcome))
                + ",\"way\":" + quoted(outcome.way())
                + ",\"changed\":" + outcome.changed()
                + ",\"units\":" + outcome.units()
                + ",\"seconds\":" + seconds(outcome)
                + ",\"notes\":[" + notes + "]"
                + ",\"reason\":" + quoted(outcome.reason())
                + "}\n";
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String status(PictureOutcome outcome) {
        return outcome.status().name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(PictureOutcome outcome) {
        return String.format(Locale.ROOT, "%.3f", outcome.seconds());
    }
}
