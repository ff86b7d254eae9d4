package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.LawGroup;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of Publication 15-T of a year: annual percentage method tables, the amount of line 1g, and flat rates.
 *
 * @param standard the schedule of each status when the box of step 2 is empty
 * @param multipleJobs the schedule when it is ticked
 * @param lineOneGJoint line 1g of joint filers, in dollars
 * @param lineOneGOthers line 1g of all others
 * @param perChild what a child under 17 counts in step 3 of the form
 * @param perOtherDependent what another dependent counts
 * @param supplementalRate the flat rate on bonuses and the like
 * @param supplementalRateAboveMillion the rate on what is above a million of them in a year
 * @param note what to know of the year's tables
 * @param citation where the numbers are from
 */
record WithholdingLaw(
        Map<FilingStatus, List<Row>> standard,
        Map<FilingStatus, List<Row>> multipleJobs,
        BigDecimal lineOneGJoint,
        BigDecimal lineOneGOthers,
        BigDecimal perChild,
        BigDecimal perOtherDependent,
        BigDecimal supplementalRate,
        BigDecimal supplementalRateAboveMillion,
        Optional<String> note,
        Citation citation) {
    private static final Map<TaxYear, WithholdingLaw> READ = new ConcurrentHashMap<>();

    /** Base taxes of the printed tables are rounded, those of the box to half dollars. */
    private static final BigDecimal ROUNDING = BigDecimal.ONE;

    /**
     * A row of an annual schedule.
     *
     * @param over adjusted annual wages of at least this (column A), in dollars
     * @param tax the tax on them (column C)
     * @param rate the rate on what is above (column D)
     */
    record Row(BigDecimal over, BigDecimal tax, BigDecimal rate) {}

    static WithholdingLaw of(TaxYear year) {
        return READ.computeIfAbsent(year, key -> of(Law.of(key).group("paycheck_withholding")));
    }

    static WithholdingLaw of(LawGroup group) {
        Map<FilingStatus, List<Row>> standard = new EnumMap<>(FilingStatus.class);
        Map<FilingStatus, List<Row>> multipleJobs = new EnumMap<>(FilingStatus.class);
        LawGroup schedules = group.group("annual_schedules");
        for (FilingStatus status : FilingStatus.values()) {
            LawGroup schedule = schedules.group(box(status));
            standard.put(status, rows(schedule, "standard"));
            multipleJobs.put(status, rows(schedule, "step2_box_checked"));
        }
        LawGroup lineOneG = group.group("worksheet_1a_line_1g_subtraction");
        return new WithholdingLaw(
                standard,
                multipleJobs,
                lineOneG.decimal("married_joint"),
                lineOneG.decimal("other"),
                group.decimal("w4_step3_per_child"),
                group.decimal("w4_step3_per_other_dependent"),
                group.decimal("supplemental_wage_rate"),
                group.decimal("supplemental_wage_rate_over_1_million"),
                group.findText("note"),
                group.citation());
    }

    private static String box(FilingStatus status) {
        return switch (status) {
            case SINGLE, MARRIED_SEPARATE -> "single_or_married_separate";
            case MARRIED_JOINT, QUALIFYING_SURVIVING_SPOUSE -> "married_joint_or_qss";
            case HEAD_OF_HOUSEHOLD -> "head_of_household";
        };
    }

    private static List<Row> rows(LawGroup schedule, String key) {
        List<Row> rows = new ArrayList<>();
        for (LawGroup row : schedule.groups(key)) {
            Row next = new Row(row.decimal("over"), row.decimal("tax"), row.decimal("rate"));
            String place = schedule.citation().place() + ", " + key + ", row " + (rows.size() + 1);
            if (rows.isEmpty()) {
                InputException.require(
                        next.over().signum() == 0,
                        () -> place + ": expected to start at 0, not at " + next.over() + ". Correct the file.");
            } else {
                Row last = rows.get(rows.size() - 1);
                BigDecimal tax =
                        last.tax().add(next.over().subtract(last.over()).multiply(last.rate()));
                InputException.require(
                        next.over().compareTo(last.over()) > 0
                                && next.rate().compareTo(last.rate()) > 0
                                && next.tax().subtract(tax).abs().compareTo(ROUNDING) <= 0,
                        () -> place + ": expected wages and rate to rise and a tax of about " + tax + ", but found "
                                + next + ". Correct the file.");
            }
            rows.add(next);
        }
        return List.copyOf(rows);
    }

    /** The row of an adjusted annual wage on a form's schedule. */
    Row row(FormW4 form, BigDecimal adjustedWage) {
        Map<FilingStatus, List<Row>> schedules = form.multipleJobs() ? multipleJobs : standard;
        List<Row> rows = schedules.getOrDefault(form.status(), List.of());
        Row found = rows.get(0);
        for (Row row : rows) {
            if (adjustedWage.compareTo(row.over()) >= 0) {
                found = row;
            }
        }
        return found;
    }

    /** Line 1g of a form, in dollars. */
    BigDecimal lineOneG(FormW4 form) {
        if (form.multipleJobs()) {
            return BigDecimal.ZERO;
        }
        boolean jointBox = form.status() == FilingStatus.MARRIED_JOINT
                || form.status() == FilingStatus.QUALIFYING_SURVIVING_SPOUSE;
        return jointBox ? lineOneGJoint : lineOneGOthers;
    }
}
