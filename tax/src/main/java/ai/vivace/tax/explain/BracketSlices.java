package ai.vivace.tax.explain;

import ai.vivace.plot.BarChart;
import ai.vivace.plot.Chart;
import ai.vivace.tax.Filer;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.Bracket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How each slice of taxable income is taxed, lowest rate first; gains and qualified dividends follow in slices of their own.
 *
 * @param title what is shown
 * @param slices those that hold something
 */
public record BracketSlices(String title, List<Slice> slices) {

    /**
     * A slice of taxable income.
     *
     * @param name what it is, such as <em>10% of ordinary income</em>
     * @param rate 0 to 1
     * @param amount the income in it, in dollars
     */
    public record Slice(String name, BigDecimal rate, BigDecimal amount) {
        /** The tax on it, in dollars. */
        public BigDecimal tax() {
            return amount.multiply(rate);
        }
    }

    public BracketSlices {
        slices = List.copyOf(slices);
    }

    /** The slices of a filer's taxable income, by exact formulas. */
    public static BracketSlices of(Filer filer) {
        TaxReturn result = TaxReturn.of(filer, Precision.EXACT);
        List<Slice> slices = new ArrayList<>();
        BigDecimal ordinary = ordinaryPart(result);
        for (Bracket row : result.law().brackets(filer.status()).rows()) {
            add(slices, "ordinary income", row.rate(), row.slice(ordinary));
        }
        add(slices, "gains and dividends", BigDecimal.ZERO, result.value(LineName.GAINS_AT_ZERO));
        add(
                slices,
                "gains and dividends",
                result.law().capitalGains().middleRate(),
                result.value(LineName.GAINS_AT_FIFTEEN));
        add(
                slices,
                "gains and dividends",
                result.law().capitalGains().highRate(),
                result.value(LineName.GAINS_AT_TWENTY));
        return new BracketSlices(
                "Tax on each slice of " + Money.text(result.taxableIncome()) + ", "
                        + filer.status().title() + ", " + filer.year(),
                slices);
    }

    private static void add(List<Slice> slices, String what, BigDecimal rate, BigDecimal amount) {
        if (amount.signum() > 0) {
            slices.add(new Slice(Money.percent(rate) + " of " + what, rate, amount));
        }
    }

    /** Taxable income without what has lower rates, in dollars. */
    static BigDecimal ordinaryPart(TaxReturn result) {
        return result.taxableIncome()
                .subtract(result.value(LineName.GAINS_AT_ZERO))
                .subtract(result.value(LineName.GAINS_AT_FIFTEEN))
                .subtract(result.value(LineName.GAINS_AT_TWENTY));
    }

    /** The tax on all slices, in dollars: line 16 of the return, by the formula. */
    public BigDecimal tax() {
        return slices.stream().map(Slice::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A chart of income and tax in each slice; none without taxable income. */
    public Optional<Chart> chart() {
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(BarChart.of(title, slices.stream().map(Slice::name).toList())
                .bars(
                        "income in the slice",
                        doubles(slices.stream().map(Slice::amount).toList()))
                .bars("tax on it", doubles(slices.stream().map(Slice::tax).toList()))
                .written(dollars -> Money.text(BigDecimal.valueOf(Math.rint(dollars))))
                .build());
    }

    private static double[] doubles(List<BigDecimal> amounts) {
        return amounts.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }
}
