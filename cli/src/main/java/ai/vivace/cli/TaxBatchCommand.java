package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.LineName;
import ai.vivace.tax.batch.Batch;
import ai.vivace.tax.batch.BatchFormat;
import ai.vivace.tax.batch.BatchReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The returns of a file of filers. */
@Command(
        name = "batch",
        description = {
            "Compute the returns of a file of filers, one a row.",
            "Files end in .csv, .jsonl or .ndjson; columns have the names that files of one filer have, and id is passed through. A bad row is"
                    + " reported by its number and column, and the others go on."
        },
        footer = {
            "  vivace tax batch filers.csv --out returns.csv",
            "  vivace tax batch filers.jsonl --out returns.csv --lines agi,taxable_income,total_tax"
        })
final class TaxBatchCommand implements Callable<Integer> {
    private static final int TOLD = 10;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Parameters(index = "0", paramLabel = "IN", description = "The file of filers.")
    @SuppressWarnings("NullAway.Init")
    private Path in;

    @Option(names = "--out", paramLabel = "OUT", required = true, description = "Where the results are written.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--lines",
            paramLabel = "NAMES",
            split = ",",
            description = "The lines in the results, such as agi,total_tax (default: the usual ones).")
    private List<String> lines = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many compute (default: all); results are the same.")
    private @Nullable Integer threads;

    @Override
    public Integer call() {
        Console console = tax.console();
        InputException.require(
                Files.isRegularFile(in), () -> "There is no file " + in + ". Give a file of filers, .csv or .jsonl.");
        RunFolder.checkWritable(out, "--out");
        Batch batch = Batch.of(BatchFormat.of(in), BatchFormat.of(out));
        if (threads != null) {
            batch = batch.threads(threads);
        }
        if (!lines.isEmpty()) {
            batch = batch.lines(lines.stream().map(LineName::parse).toList());
        }
        BatchReport report = batch.run(in, out);
        report.firstBad().stream().limit(TOLD).forEach(row -> console.warn(in + ", " + row));
        if (report.bad() > TOLD) {
            console.warn(String.format(
                    Locale.ROOT, "%,d more rows are wrong; each says why in %s.", report.bad() - TOLD, out));
        }
        console.print(String.format(
                Locale.ROOT, "%,d returns computed, %,d rows wrong. Wrote %s.", report.computed(), report.bad(), out));
        console.document(document(report));
        return 0;
    }

    private Map<String, Object> document(BatchReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("out", out.toString());
        document.put("rows", report.rows());
        document.put("computed", report.computed());
        document.put("bad", report.bad());
        document.put(
                "first_bad", report.firstBad().stream().map(Object::toString).toList());
        return document;
    }
}
