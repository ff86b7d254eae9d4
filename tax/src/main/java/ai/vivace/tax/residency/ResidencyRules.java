package ai.vivace.tax.residency;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.LawGroup;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The rules of residency, which are the same every year (Internal Revenue Code 7701(b); Publication 519).
 *
 * @param currentYearLeast with fewer days in the year itself the test is not met: 31
 * @param weightedLeast the least sum of weighted days: 183
 * @param firstPriorDivisor days of the year before count one in this many: 3
 * @param secondPriorDivisor days of the year before that count one in this many: 6
 * @param studentYears calendar years in which days of a student do not count: 5
 * @param teacherYears calendar years in which days of a teacher do not count: 2
 * @param teacherWindow of this many years: 6
 * @param flatRate the rate on dividends and other income not from work or a business: 0.3
 * @param notAvailable what a nonresident cannot claim
 * @param citation where the test is from
 */
record ResidencyRules(
        int currentYearLeast,
        int weightedLeast,
        int firstPriorDivisor,
        int secondPriorDivisor,
        int studentYears,
        int teacherYears,
        int teacherWindow,
        BigDecimal flatRate,
        List<String> notAvailable,
        Citation citation) {
    ResidencyRules {
        notAvailable = List.copyOf(notAvailable);
    }

    /** Reads them once. */
    private static final class Loaded {
        private static final ResidencyRules RULES = load(Law.general());
    }

    static ResidencyRules get() {
        return Loaded.RULES;
    }

    private static ResidencyRules load(Map<String, LawGroup> general) {
        LawGroup residency = group(general, "residency");
        LawGroup test = residency.group("substantial_presence_test");
        LawGroup weights = test.group("weights");
        LawGroup exempt = residency.group("exempt_individuals");
        LawGroup nonresident = group(general, "nonresident_filing");
        return new ResidencyRules(
                test.integer("current_year_min_days"),
                test.integer("weighted_min_days"),
                divisor(weights, "first_prior"),
                divisor(weights, "second_prior"),
                exempt.integer("student_calendar_years"),
                exempt.integer("teacher_calendar_years"),
                exempt.integer("teacher_window_years"),
                nonresident.decimal("fdap_rate"),
                nonresident.texts("not_available"),
                residency.citation());
    }

    static LawGroup group(Map<String, LawGroup> general, String name) {
        LawGroup group = general.get(name);
        if (group == null) {
            throw new InputException("general.json: expected the group \"" + name + "\", but it is missing. Add it.");
        }
        return group;
    }

    private static int divisor(LawGroup weights, String key) {
        String text = weights.text(key);
        InputException.require(
                text.matches("1/[1-9]\\d?"),
                () -> weights.citation().place() + ": expected a weight such as 1/3 at \"" + key + "\", but found \""
                        + text + "\". Correct the file.");
        return Integer.parseInt(text.substring(2));
    }
}
