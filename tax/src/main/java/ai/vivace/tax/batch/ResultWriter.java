package ai.vivace.tax.batch;

import ai.vivace.tax.LineName;
import ai.vivace.tax.TaxReturn;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** Writes outcomes as texts of a format. */
final class ResultWriter {
    private static final List<String> FIRST =
            List.of("row", "id", "error", "tax_year", "filing_status", "parameter_date");

    private final BatchFormat format;
    private final List<LineName> lines;

    ResultWriter(BatchFormat format, List<LineName> lines) {
        this.format = format;
        this.lines = lines;
    }

    /** What stands before the first result. */
    String header() {
        if (format == BatchFormat.JSON_LINES) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.join(",", FIRST));
        lines.forEach(line -> text.append(',').append(line.key()));
        return text.append('\n').toString();
    }

    /** Appends a result. */
    void write(BatchRows.Outcome outcome, StringBuilder text) {
        if (format == BatchFormat.CSV) {
            writeCsv(outcome, text);
        } else {
            writeJson(outcome, text);
        }
    }

    private void writeCsv(BatchRows.Outcome outcome, StringBuilder text) {
        text.append(outcome.row()).append(',').append(cell(outcome.id())).append(',');
        if (outcome.bad().isPresent()) {
            text.append(cell(outcome.bad().get().toString())).append(",".repeat(FIRST.size() - 3 + lines.size()));
        } else {
            TaxReturn result = outcome.result().orElseThrow();
            text.append(',').append(result.year().number());
            text.append(',').append(result.filer().status().key());
            text.append(',').append(result.parameterDate());
            for (LineName line : lines) {
                text.append(',').append(result.value(line).toPlainString());
            }
        }
        text.append('\n');
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private void writeJson(BatchRows.Outcome outcome, StringBuilder text) {
        text.append("{\"row\":").append(outcome.row());
        if (!outcome.id().isEmpty()) {
            field(text, "id", outcome.id());
        }
        if (outcome.bad().isPresent()) {
            BadRow bad = outcome.bad().get();
            bad.column().ifPresent(column -> field(text, "column", column));
            field(text, "error", bad.message());
        } else {
            TaxReturn result = outcome.result().orElseThrow();
            text.append(",\"tax_year\":").append(result.year().number());
            field(text, "filing_status", result.filer().status().key());
            field(text, "parameter_date", result.parameterDate().toString());
            for (LineName line : lines) {
                text.append(",\"")
                        .append(line.key())
                        .append("\":")
                        .append(result.value(line).toPlainString());
            }
        }
        text.append("}\n");
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(",\"").append(name).append("\":\"");
        text.append(JsonStringEncoder.getInstance().quoteAsString(value));
        text.append('"');
    }
}
