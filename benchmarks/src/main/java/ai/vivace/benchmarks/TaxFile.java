package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.tax.batch.Batch;
import ai.vivace.tax.batch.BatchFormat;
import ai.vivace.tax.batch.BatchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Times returns of a file of filers, from the start of the program's work to the written results. Options: {@code --rows}, {@code --threads}. The
 * file is made before the clock starts, and lies with the results in a temporary folder.
 */
final class TaxFile {
    private static final String[] STATUSES = {"single", "mfj", "mfs", "hoh", "qss"};
    private static final int MEGABYTE = 1_000_000;

    private TaxFile() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        int rows = options.number("rows", 100_000);
        int threads = options.number("threads", 2);
        options.read();
        Path folder = Files.createTempDirectory("tax");
        Path filers = folder.resolve("filers.csv");
        Path results = folder.resolve("results.csv");
        try {
            Files.writeString(filers, filers(rows, Rng.of(1)));
            long start = System.nanoTime();
            BatchReport report =
                    Batch.of(BatchFormat.CSV, BatchFormat.CSV).threads(threads).run(filers, results);
            double seconds = (System.nanoTime() - start) / 1e9;
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    "%d filers, %d bad, %d threads: %.2f s, heap of at most %d MB%n",
                    report.rows(), report.bad(), threads, seconds, runtime.totalMemory() / MEGABYTE);
        } finally {
            for (Path file : new Path[] {filers, results, folder}) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A CSV file of filers of all years and statuses. */
    static String filers(int rows, Rng rng) {
        StringBuilder text = new StringBuilder(
                "id,tax_year,filing_status,age_primary,dependent_ages,wages_primary,wages_spouse,"
                        + "self_employment_primary,taxable_interest,ordinary_dividends,qualified_dividends,long_term_gain,social_security,"
                        + "state_income_tax,mortgage_interest,charity_cash,student_loan_interest,federal_withholding\n");
        for (int row = 0; row < rows; row++) {
            String status = STATUSES[row % STATUSES.length];
            int wages = rng.nextInt(250_000);
            int dividends = some(rng, 8_000);
            text.append(row).append(',').append(2020 + row % 7).append(',').append(status);
            text.append(',').append(18 + rng.nextInt(70)).append(',').append(rng.nextInt(2) == 0 ? "4;16" : "10");
            text.append(',').append(wages).append(',').append(status.equals("mfj") ? some(rng, 90_000) : 0);
            text.append(',').append(some(rng, 80_000)).append(',').append(some(rng, 3_000));
            text.append(',').append(dividends).append(',').append(dividends / 2);
            text.append(',').append(some(rng, 60_000) - 10_000).append(',').append(some(rng, 30_000));
            text.append(',').append(some(rng, 15_000)).append(',').append(some(rng, 25_000));
            text.append(',').append(some(rng, 6_000)).append(',').append(some(rng, 3_000));
            text.append(',').append(wages / 8).append('\n');
        }
        return text.toString();
    }

    /** An amount in half of the draws, else nothing. */
    private static int some(Rng rng, int most) {
        return rng.nextInt(2) == 0 ? rng.nextInt(most) : 0;
    }
}
