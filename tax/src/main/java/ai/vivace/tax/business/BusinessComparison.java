package ai.vivace.tax.business;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis;
import ai.vivace.plot.Chart;
import ai.vivace.plot.LineChart;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.StateFees;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The forms of business of a case side by side, with what stops some of them first.
 *
 * <p>For a nonresident owner only the stops and fees are given: the arithmetic is that of Form 1040. Registering a company protects from
 * liability and makes things formal; it does not change federal income tax by itself.
 *
 * @param businessCase what was asked
 * @param stops what must be settled before any arithmetic
 * @param costs each form that is not forbidden; empty for a nonresident
 * @param breakEvenAtSalary the profit from which an S-corporation pays, with the salary that was typed
 * @param breakEvenAtShare the same with the share of the profit that this salary is; flattering at low profit, where such a salary is not
 *     credible
 * @param notes what the numbers leave out, and where they are not certain
 */
public record BusinessComparison(
        BusinessCase businessCase,
        List<HardStop> stops,
        List<FormCost> costs,
        Optional<BigDecimal> breakEvenAtSalary,
        Optional<BigDecimal> breakEvenAtShare,
        List<String> notes) {
    private static final int CHART_POINTS = 60;

    public BusinessComparison {
        stops = List.copyOf(stops);
        costs = List.copyOf(costs);
        notes = List.copyOf(notes);
    }

    /** The comparison of a case. */
    public static BusinessComparison of(BusinessCase businessCase) {
        List<HardStop> stops = BusinessNotes.stops(businessCase);
        List<String> notes = BusinessNotes.notes(businessCase);
        if (businessCase.residence() == BusinessCase.OwnerResidence.NONRESIDENT) {
            return new BusinessComparison(businessCase, stops, List.of(), Optional.empty(), Optional.empty(), notes);
        }
        BreakEven breakEven = BreakEven.of(businessCase.filer(), businessCase.corporationCost());
        return new BusinessComparison(
                businessCase,
                stops,
                costs(businessCase, stops),
                breakEven.profit(SalaryRule.fixed(businessCase.salary())),
                breakEven.profit(SalaryRule.share(share(businessCase))),
                notes);
    }

    private static BigDecimal share(BusinessCase businessCase) {
        return businessCase.salary().divide(businessCase.profit(), MathContext.DECIMAL64);
    }

    private static List<FormCost> costs(BusinessCase businessCase, List<HardStop> stops) {
        Set<BusinessForm> possible = EnumSet.allOf(BusinessForm.class);
        stops.forEach(stop -> possible.removeAll(stop.forbids()));
        FederalCost federal = new FederalCost(businessCase.filer(), businessCase.corporationCost());
        List<FormCost> costs = new ArrayList<>();
        for (BusinessForm form : possible) {
            FederalCost.Cost cost = federal.of(form, businessCase.profit(), businessCase.salary());
            BigDecimal first = BigDecimal.ZERO;
            BigDecimal yearly = BigDecimal.ZERO;
            if (form.registered()) {
                for (StateFees fees : BusinessNotes.states(businessCase)) {
                    first = first.add(fees.filingFee()).add(fees.perYear());
                    yearly = yearly.add(fees.perYear());
                }
            }
            costs.add(new FormCost(
                    form, cost.tax(), cost.other(), cost.keptOf(businessCase.profit()), first, yearly, cost.lines()));
        }
        return costs;
    }

    /** Where the taxes of corporations are from. */
    public Citation citation() {
        return CorporationLaw.get().citation();
    }

    /** The day on which the numbers of the law were collected. */
    public LocalDate parameterDate() {
        return Law.of(businessCase.filer().year()).parameterDate();
    }

    /**
     * The cost of a form.
     *
     * @throws InputException when a hard stop forbids it
     */
    public FormCost cost(BusinessForm form) {
        return costs.stream()
                .filter(cost -> cost.form() == form)
                .findFirst()
                .orElseThrow(() -> new InputException("No cost of " + form.title()
                        + " was computed: a hard stop forbids it or the arithmetic. Read the stops first."));
    }

    /**
     * What a company leaves its owner more than a sole proprietor keeps, over the profit, with the salary that was typed.
     *
     * @throws InputException for a nonresident owner, for whom nothing was computed
     */
    public Chart chart() {
        InputException.require(
                !costs.isEmpty(),
                () -> "No chart for a nonresident owner: nothing was computed. Read the stops first.");
        BreakEven breakEven = BreakEven.of(businessCase.filer(), businessCase.corporationCost());
        SalaryRule rule = SalaryRule.fixed(businessCase.salary());
        double from = Math.max(businessCase.salary().doubleValue(), BreakEven.STEP);
        double to = Math.max(2 * businessCase.profit().doubleValue(), from + 10 * BreakEven.STEP);
        double[] profits = new double[CHART_POINTS + 1];
        double[] asS = new double[profits.length];
        double[] asC = new double[profits.length];
        for (int i = 0; i < profits.length; i++) {
            profits[i] = Math.rint(from + (to - from) * i / CHART_POINTS);
            BigDecimal profit = BigDecimal.valueOf(profits[i]);
            asS[i] = breakEven
                    .difference(BusinessForm.S_CORPORATION, profit, rule)
                    .doubleValue();
            asC[i] = breakEven
                    .difference(BusinessForm.C_CORPORATION, profit, rule)
                    .doubleValue();
        }
        LineChart.Builder chart = LineChart.of("What a company leaves more than a sole proprietor keeps")
                .xAxis(Axis.linear("profit, dollars a year"))
                .yAxis(Axis.linear("dollars a year"))
                .line("S-corporation", profits, asS)
                .line("C-corporation", profits, asC)
                .level("sole proprietor", 0)
                .marker("your profit", businessCase.profit().doubleValue());
        breakEvenAtSalary
                .filter(profit -> profit.doubleValue() <= to)
                .ifPresent(profit -> chart.marker("break-even", profit.doubleValue()));
        return chart.build();
    }
}
