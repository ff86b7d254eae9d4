package ai.vivace.tax.batch;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.tax.LineName;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Computes the returns of a file of filers.
 *
 * <p>Columns, or keys, are those of {@link ai.vivace.tax.FilerFields} and {@code id}, which is passed through. Results keep the order of the
 * rows for any number of threads. A bad row gives a result that says which column is wrong, and the next rows go on. Rows are read, computed
 * and written in pieces, so memory does not grow with the file.
 *
 * @param in the format of filers
 * @param out the format of results
 * @param threads how many compute, 1 or more; results do not depend on it
 * @param lines the lines in results, besides row, id, error, year, status and parameter date
 */
public record Batch(BatchFormat in, BatchFormat out, int threads, List<LineName> lines) {
    private static final int PIECE = 500;
    private static final List<LineName> USUAL = List.of(
            LineName.TOTAL_INCOME,
            LineName.TAXABLE_SOCIAL_SECURITY,
            LineName.AGI,
            LineName.DEDUCTION_AMOUNT,
            LineName.SCHEDULE_1A_DEDUCTIONS,
            LineName.QBI_DEDUCTION,
            LineName.TAXABLE_INCOME,
            LineName.REGULAR_INCOME_TAX,
            LineName.AMT,
            LineName.CARE_CREDIT,
            LineName.EDUCATION_CREDIT,
            LineName.SAVERS_CREDIT,
            LineName.CHILD_TAX_CREDIT,
            LineName.OTHER_DEPENDENT_CREDIT,
            LineName.SELF_EMPLOYMENT_TAX,
            LineName.ADDITIONAL_MEDICARE_TAX,
            LineName.NET_INVESTMENT_INCOME_TAX,
            LineName.TOTAL_TAX,
            LineName.EARNED_INCOME_CREDIT,
            LineName.ADDITIONAL_CHILD_TAX_CREDIT,
            LineName.REFUNDABLE_EDUCATION_CREDIT,
            LineName.TOTAL_PAYMENTS,
            LineName.REFUND,
            LineName.BALANCE_DUE);

    /** @throws InputException for fewer threads than one */
    public Batch {
        lines = List.copyOf(lines);
        int given = threads;
        InputException.require(given >= 1, () -> "threads: expected 1 or more, but found " + given + ".");
    }

    /** Filers in a format to results in another, on all processors, with the usual lines. */
    public static Batch of(BatchFormat in, BatchFormat out) {
        return new Batch(in, out, Runtime.getRuntime().availableProcessors(), USUAL);
    }

    /** The same with another number of threads. */
    public Batch threads(int threads) {
        return new Batch(in, out, threads, lines);
    }

    /** The same with other lines in results. */
    public Batch lines(List<LineName> lines) {
        return new Batch(in, out, threads, lines);
    }

    /**
     * Computes a file; the results are written whole or not at all.
     *
     * @throws InputException when the file cannot be read or its header has a name that is no field
     */
    public BatchReport run(Path filers, Path results) {
        List<BatchReport> reports = new ArrayList<>(1);
        AtomicFile.write(results, out -> {
            try (BufferedReader reader = open(filers)) {
                Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                reports.add(run(reader, writer));
                writer.flush();
            }
        });
        return reports.get(0);
    }

    private static BufferedReader open(Path filers) {
        try {
            return Files.newBufferedReader(filers);
        } catch (IOException e) {
            throw new InputException("Cannot read the file of filers " + filers + ". Is the path right?", e);
        }
    }

    /**
     * Computes what a reader gives.
     *
     * @throws InputException when the header has a name that is no field
     * @throws UncheckedIOException when reading or writing fails
     */
    public BatchReport run(Reader filers, Writer results) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "tax-batch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return run(filers, results, workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** What a piece of rows became. */
    private record Piece(String text, int rows, List<BadRow> bad) {}

    private BatchReport run(Reader filers, Writer results, ExecutorService workers) throws IOException {
        BufferedReader reader = filers instanceof BufferedReader buffered ? buffered : new BufferedReader(filers);
        RowSource source = in == BatchFormat.CSV ? new CsvSource(reader) : new JsonLinesSource(reader);
        ResultWriter writer = new ResultWriter(out, lines);
        Tally tally = new Tally(results);
        results.write(writer.header());
        ArrayDeque<Future<Piece>> running = new ArrayDeque<>();
        for (List<RowSource.Entry> rows = read(source); !rows.isEmpty(); rows = read(source)) {
            List<RowSource.Entry> piece = rows;
            running.add(workers.submit(() -> compute(piece, writer)));
            if (running.size() > 2 * threads) {
                tally.add(finished(running.remove()));
            }
        }
        for (Future<Piece> piece : running) {
            tally.add(finished(piece));
        }
        return tally.report();
    }

    private static List<RowSource.Entry> read(RowSource source) throws IOException {
        List<RowSource.Entry> rows = new ArrayList<>(PIECE);
        while (rows.size() < PIECE) {
            Optional<RowSource.Entry> next = source.next();
            if (next.isEmpty()) {
                return rows;
            }
            rows.add(next.get());
        }
        return rows;
    }

    private static Piece compute(List<RowSource.Entry> rows, ResultWriter writer) {
        BatchRows reader = new BatchRows();
        StringBuilder text = new StringBuilder(rows.size() * 256);
        List<BadRow> bad = new ArrayList<>();
        for (RowSource.Entry row : rows) {
            BatchRows.Outcome outcome = reader.outcome(row);
            outcome.bad().ifPresent(bad::add);
            writer.write(outcome, text);
        }
        return new Piece(text.toString(), rows.size(), bad);
    }

    private static Piece finished(Future<Piece> piece) {
        try {
            return piece.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VivaceException("The computation of a file of filers was interrupted.", e);
        } catch (ExecutionException e) {
            throw new VivaceException("A return of a file of filers could not be computed: " + e.getCause(), e);
        }
    }

    /** Writes pieces in order and counts. */
    private static final class Tally {
        private final Writer results;
        private long rows;
        private long bad;
        private final List<BadRow> firstBad = new ArrayList<>();

        Tally(Writer results) {
            this.results = results;
        }

        void add(Piece piece) throws IOException {
            results.write(piece.text());
            rows += piece.rows();
            bad += piece.bad().size();
            for (BadRow row : piece.bad()) {
                if (firstBad.size() < BatchReport.MOST_KEPT) {
                    firstBad.add(row);
                }
            }
        }

        BatchReport report() {
            return new BatchReport(rows, bad, firstBad);
        }
    }
}
