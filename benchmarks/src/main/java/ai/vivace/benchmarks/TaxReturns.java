package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Person;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.batch.Batch;
import ai.vivace.tax.batch.BatchFormat;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one federal income tax return costs, and a thousand of them from CSV to CSV by one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TaxReturns {
    private static final int ROWS = 1_000;

    private Filer filer = Filer.of(TaxYear.of(2025), FilingStatus.SINGLE).build();
    private String file = "";

    /** Makes a family with a business, gains and itemized deductions, and a file of different filers. */
    @Setup
    public void prepare() {
        filer = Filer.of(TaxYear.of(2025), FilingStatus.MARRIED_JOINT)
                .you(Person.of(45))
                .spouse(Person.of(43))
                .dependents(5, 12, 17)
                .amount(Item.WAGES, 120_000)
                .amount(Item.SELF_EMPLOYMENT_SPOUSE, 40_000)
                .amount(Item.ORDINARY_DIVIDENDS, 3_000)
                .amount(Item.QUALIFIED_DIVIDENDS, 2_500)
                .amount(Item.LONG_TERM_GAIN, 10_000)
                .amount(Item.MORTGAGE_INTEREST, 18_000)
                .amount(Item.STATE_INCOME_TAX, 11_000)
                .amount(Item.CHARITY_CASH, 4_000)
                .amount(Item.CARE, 6_000)
                .amount(Item.WITHHELD, 15_000)
                .build();
        file = TaxFile.filers(ROWS, Rng.of(1));
    }

    /** A return as on the forms. */
    @Benchmark
    public BigDecimal form() {
        return TaxReturn.of(filer).totalTax();
    }

    /** A return by exact formulas. */
    @Benchmark
    public BigDecimal exact() {
        return TaxReturn.of(filer, Precision.EXACT).totalTax();
    }

    /** A thousand filers from CSV to CSV. */
    @Benchmark
    public long thousandRows() {
        return Batch.of(BatchFormat.CSV, BatchFormat.CSV)
                .threads(1)
                .run(new StringReader(file), new StringWriter())
                .computed();
    }
}
