package ai.vivace.tax.residency;

import ai.vivace.base.InputException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A time in the USA in one status.
 *
 * @param visa the status
 * @param from the first day in it
 * @param to the last day in it; none while it goes on
 */
public record Stay(Visa visa, LocalDate from, Optional<LocalDate> to) {
    /** @throws InputException when the last day is before the first */
    public Stay {
        LocalDate first = from;
        to.ifPresent(last -> InputException.require(
                !last.isBefore(first),
                () -> visa.title() + ": expected the last day on or after the first, " + first + ", but found " + last
                        + "."));
    }

    /** The last day of the stay, or the last day of a year while it goes on. */
    LocalDate lastDay(int year) {
        LocalDate end = LocalDate.of(year, 12, 31);
        return to.filter(last -> last.isBefore(end)).orElse(end);
    }

    /** The first day of the stay that is in a year. */
    Optional<LocalDate> firstDayIn(int year) {
        LocalDate start = LocalDate.of(year, 1, 1);
        LocalDate first = from.isAfter(start) ? from : start;
        return first.isAfter(lastDay(year)) ? Optional.empty() : Optional.of(first);
    }

    /** The days of the stay in a year, both ends counted: a part of a day is a day. */
    int daysIn(int year) {
        return firstDayIn(year)
                .map(first -> (int) ChronoUnit.DAYS.between(first, lastDay(year)) + 1)
                .orElse(0);
    }

    /** Whether the stay lasts through the end of a year. */
    boolean lastsThrough(int year) {
        return lastDay(year).equals(LocalDate.of(year, 12, 31));
    }

    @Override
    public String toString() {
        return visa.title() + " from " + from + to.map(last -> " to " + last).orElse("");
    }
}
