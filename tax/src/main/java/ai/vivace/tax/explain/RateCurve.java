package ai.vivace.tax.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis;
import ai.vivace.plot.Chart;
import ai.vivace.plot.LineChart;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the rates of a filer change with wages.
 *
 * @param title what is shown
 * @param wages in dollars, rising
 * @param rates the rates at each
 */
public record RateCurve(String title, List<BigDecimal> wages, List<TaxRates> rates) {
    public RateCurve {
        wages = List.copyOf(wages);
        rates = List.copyOf(rates);
    }

    /**
     * The rates from no wages up to an amount, in equal steps.
     *
     * @param filer all but the wages
     * @param highest the highest wages, in dollars, above zero
     * @param points how many steps, 2 to 2000
     * @throws InputException when {@code highest} or {@code points} is out of range
     */
    public static RateCurve of(Filer filer, BigDecimal highest, int points) {
        InputException.require(
                highest.signum() > 0,
                () -> "highest: expected wages above zero, but found " + Money.text(highest) + ".");
        InputException.require(
                points >= 2 && points <= 2000, () -> "points: expected 2 to 2000, but found " + points + ".");
        List<BigDecimal> wages = new ArrayList<>();
        List<TaxRates> rates = new ArrayList<>();
        // What was withheld from other wages would be more than small wages.
        Filer.Builder changed = filer.change().amount(Item.WITHHELD, BigDecimal.ZERO);
        for (int i = 1; i <= points; i++) {
            BigDecimal at = highest.multiply(BigDecimal.valueOf(i)).divideToIntegralValue(BigDecimal.valueOf(points));
            wages.add(at);
            rates.add(TaxRates.of(changed.amount(Item.WAGES, at).build()));
        }
        return new RateCurve("Federal rates by wages, " + filer.status().title() + ", " + filer.year(), wages, rates);
    }

    /** A chart of the bracket's rate, and the marginal, effective and all-in rates, in percent. */
    public Chart chart() {
        double[] x = wages.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        return LineChart.of(title)
                .xAxis(Axis.linear("wages, dollars"))
                .yAxis(Axis.linear("percent").robust())
                .line("bracket", x, percents(TaxRates::bracket))
                .line("marginal", x, percents(TaxRates::marginal))
                .line("effective", x, percents(TaxRates::effective))
                .line("all-in", x, percents(TaxRates::allIn))
                .build();
    }

    private double[] percents(Function<TaxRates, BigDecimal> rate) {
        return rates.stream()
                .map(rate)
                .mapToDouble(value -> value.movePointRight(2).doubleValue())
                .toArray();
    }
}
