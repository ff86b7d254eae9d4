package ai.vivace.tax.law;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * What is due on a Saturday, a Sunday or a legal holiday is due on the next day that is none (Internal Revenue Code 7503). Legal
 * holidays are those of the District of Columbia, with Emancipation Day; a holiday on a Saturday is kept the day before, one on a
 * Sunday the day after. Postponements by notice, as in 2020, are in the law files, not here.
 */
public final class DueDate {
    private static final int FIRST_JUNETEENTH = 2021;

    private DueDate() {}

    /** The day itself when it is a business day, else the next one. */
    public static LocalDate onOrAfter(LocalDate day) {
        LocalDate due = day;
        while (!isBusinessDay(due)) {
            due = due.plusDays(1);
        }
        return due;
    }

    /** The due date of a nominal day of the year, such as March 15. */
    public static LocalDate of(int year, Month month, int day) {
        return onOrAfter(LocalDate.of(year, month, day));
    }

    /** Whether a day is neither a Saturday or Sunday nor a legal holiday. */
    public static boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays(day.getYear()).contains(day)
                && !day.equals(kept(LocalDate.of(day.getYear() + 1, Month.JANUARY, 1)));
    }

    private static List<LocalDate> holidays(int year) {
        return List.of(
                kept(LocalDate.of(year, Month.JANUARY, 1)),
                monday(year, Month.JANUARY, 3),
                monday(year, Month.FEBRUARY, 3),
                kept(LocalDate.of(year, Month.APRIL, 16)),
                LocalDate.of(year, Month.MAY, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)),
                // Before it was a holiday, a day that is one anyway.
                year < FIRST_JUNETEENTH ? monday(year, Month.SEPTEMBER, 1) : kept(LocalDate.of(year, Month.JUNE, 19)),
                kept(LocalDate.of(year, Month.JULY, 4)),
                monday(year, Month.SEPTEMBER, 1),
                monday(year, Month.OCTOBER, 2),
                kept(LocalDate.of(year, Month.NOVEMBER, 11)),
                LocalDate.of(year, Month.NOVEMBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY)),
                kept(LocalDate.of(year, Month.DECEMBER, 25)));
    }

    private static LocalDate monday(int year, Month month, int ordinal) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    }

    private static LocalDate kept(LocalDate holiday) {
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> holiday.minusDays(1);
            case SUNDAY -> holiday.plusDays(1);
            default -> holiday;
        };
    }
}
