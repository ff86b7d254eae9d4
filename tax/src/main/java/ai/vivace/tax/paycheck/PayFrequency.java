package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How often somebody is paid (Publication 15-T, Table 3; a yearly payment is its own annual amount). */
public enum PayFrequency {
    /** Every working day, or for odd periods. */
    DAILY(260, "daily", "every day", "day", "miscellaneous"),
    /** Every week. */
    WEEKLY(52, "weekly", "every week", "week", "once a week"),
    /** Every two weeks. */
    BIWEEKLY(26, "biweekly", "every two weeks", "every 2 weeks", "fortnightly", "every other week"),
    /** Twice a month. */
    SEMIMONTHLY(24, "semimonthly", "twice a month", "half monthly", "bimonthly"),
    /** Every month. */
    MONTHLY(12, "monthly", "every month", "month", "once a month"),
    /** Every three months. */
    QUARTERLY(4, "quarterly", "every quarter", "quarter"),
    /** Twice a year. */
    SEMIANNUAL(2, "semiannually", "semiannual", "twice a year", "half yearly"),
    /** Once a year. */
    ANNUAL(1, "annually", "annual", "yearly", "once a year", "year");

    private final int perYear;
    private final String title;
    private final String words;

    PayFrequency(int perYear, String title, String... words) {
        this.perYear = perYear;
        this.title = title;
        this.words = String.join(",", words);
    }

    /** Pay periods in a year. */
    public int perYear() {
        return perYear;
    }

    /** The name in a sentence, such as <em>biweekly</em>. */
    public String title() {
        return title;
    }

    /**
     * The frequency that a text names: {@code biweekly}, <em>every two weeks</em>.
     *
     * @throws InputException for another word, with the nearest one
     */
    public static PayFrequency parse(String text) {
        String word =
                text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", " ").replace("-", "");
        for (PayFrequency frequency : values()) {
            if (frequency.title.equals(word)
                    || frequency.name().toLowerCase(Locale.ROOT).equals(word)
                    || List.of(frequency.words.split(",")).contains(word)) {
                return frequency;
            }
        }
        throw new InputException(Spelling.unknown("pay frequency", text.strip(), accepted()));
    }

    /** The words for the frequencies that {@link #parse} accepts, most often first. */
    public static List<String> accepted() {
        return Arrays.stream(values()).map(PayFrequency::title).toList();
    }

    /**
     * Paydays from the next one, which counts, to the end of its year. Twice a month means one payday up to the 15th and one after; daily
     * pay comes from Monday to Friday.
     */
    public int paydaysLeft(LocalDate next) {
        LocalDate end = LocalDate.of(next.getYear(), 12, 31);
        int monthsLeft = 12 - next.getMonthValue();
        return switch (this) {
            case DAILY ->
                (int) next.datesUntil(end.plusDays(1))
                        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                        .count();
            case WEEKLY -> (end.getDayOfYear() - next.getDayOfYear()) / 7 + 1;
            case BIWEEKLY -> (end.getDayOfYear() - next.getDayOfYear()) / 14 + 1;
            case SEMIMONTHLY -> 2 * monthsLeft + (next.getDayOfMonth() <= 15 ? 2 : 1);
            case MONTHLY -> monthsLeft + 1;
            case QUARTERLY -> monthsLeft / 3 + 1;
            case SEMIANNUAL -> monthsLeft / 6 + 1;
            case ANNUAL -> 1;
        };
    }
}
