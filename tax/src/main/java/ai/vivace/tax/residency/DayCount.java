package ai.vivace.tax.residency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which of somebody's days in the USA count.
 *
 * <p>Days of students do not count in five calendar years, those of teachers and trainees not when two of the six years before were such
 * years already; a part of a year is a year, and years of both kinds add up (Publication 519, chapter 1).
 */
final class DayCount {
    private final Newcomer newcomer;
    private final SortedSet<Integer> exemptYears;

    private DayCount(Newcomer newcomer, SortedSet<Integer> exemptYears) {
        this.newcomer = newcomer;
        this.exemptYears = exemptYears;
    }

    static DayCount of(Newcomer newcomer) {
        SortedSet<Integer> years = new TreeSet<>();
        int last = newcomer.year().number();
        int first = newcomer.stays().stream()
                .mapToInt(stay -> stay.from().getYear())
                .min()
                .orElse(last);
        for (int year = first; year <= last; year++) {
            int calendarYear = year;
            boolean away = newcomer.days().getOrDefault(year, 1) == 0;
            if (!away && newcomer.stays().stream().anyMatch(stay -> ruleHolds(stay, calendarYear, years))) {
                years.add(year);
            }
        }
        return new DayCount(newcomer, Collections.unmodifiableSortedSet(years));
    }

    private static boolean ruleHolds(Stay stay, int year, SortedSet<Integer> before) {
        ResidencyRules rules = ResidencyRules.get();
        if (stay.daysIn(year) == 0) {
            return false;
        }
        SortedSet<Integer> earlier = before.headSet(year);
        if (stay.visa().studentRule()) {
            return earlier.size() < rules.studentYears();
        }
        return stay.visa().teacherRule()
                && earlier.tailSet(year - rules.teacherWindow()).size() < rules.teacherYears();
    }

    /** Whether the days of a stay do not count in a year. */
    boolean exempt(Stay stay, int year) {
        boolean diplomat = stay.visa().role() == Visa.Role.DIPLOMAT && stay.daysIn(year) > 0;
        return diplomat || ruleHolds(stay, year, exemptYears);
    }

    /** Whether somebody is an exempt individual for a part of a year, who must file Form 8843. */
    boolean exemptIn(int year) {
        return exemptYears.contains(year);
    }

    /** Days in the USA in a year, counted or not. */
    int present(int year) {
        return newcomer.days().getOrDefault(year, possible(year));
    }

    private int possible(int year) {
        return newcomer.stays().stream().mapToInt(stay -> stay.daysIn(year)).sum();
    }

    /** Days of a year that count. Where days away are not dated, they are taken to fall into the time that does not count. */
    int counted(int year) {
        if (newcomer.stays().isEmpty()) {
            return present(year);
        }
        int countable = newcomer.stays().stream()
                .filter(stay -> !exempt(stay, year))
                .mapToInt(stay -> stay.daysIn(year))
                .sum();
        return Math.min(present(year), countable);
    }

    SubstantialPresence test(int year) {
        return new SubstantialPresence(year, counted(year), counted(year - 1), counted(year - 2));
    }

    /** What was counted in the three years of the test, as sentences. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        int year = newcomer.year().number();
        for (int y = year; y > year - 3; y--) {
            steps.add(step(y));
        }
        return steps;
    }

    private String step(int year) {
        int present = present(year);
        int counted = counted(year);
        StringBuilder text = new StringBuilder(year + ": " + days(present) + " in the USA");
        if (present == 0) {
            return text.append(".").toString();
        }
        for (Stay stay : newcomer.stays()) {
            if (exempt(stay, year)) {
                text.append("; days as ").append(stay.visa().title()).append(" do not count");
                if (stay.visa().role() != Visa.Role.DIPLOMAT) {
                    int number = exemptYears.headSet(year + 1).size();
                    text.append(" (exempt calendar year ").append(number).append(")");
                }
            } else if (stay.daysIn(year) > 0
                    && (stay.visa().studentRule() || stay.visa().teacherRule())) {
                text.append("; days as ")
                        .append(stay.visa().title())
                        .append(" count, as the exempt calendar years are used up");
            }
        }
        return text.append("; ")
                .append(days(counted))
                .append(counted == 1 ? " counts." : " count.")
                .toString();
    }

    private static String days(int number) {
        return number == 1 ? "1 day" : number + " days";
    }
}
