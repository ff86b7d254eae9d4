package ai.vivace.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A column of days, or of moments to the millisecond. Moments have no time zone: those that came with one are in UTC, others as they
 * were written.
 */
public final class DateColumn implements Column {
    static final double MILLIS_OF_DAY = 86_400_000;

    private final String name;
    private final NumberStore days;

    DateColumn(String name, NumberStore days) {
        this.name = Column.checked(name);
        this.days = days;
    }

    /** Days, null where one is missing. */
    public static DateColumn of(String name, @Nullable LocalDate... values) {
        DateBuilder builder = new DateBuilder();
        for (LocalDate value : values) {
            builder.add(value);
        }
        return builder.build(name);
    }

    /** Moments, null where one is missing. Parts of milliseconds are left off. */
    public static DateColumn of(String name, @Nullable LocalDateTime... values) {
        DateBuilder builder = new DateBuilder();
        for (LocalDateTime value : values) {
            builder.add(value);
        }
        return builder.build(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.DATE;
    }

    @Override
    public int rows() {
        return days.size();
    }

    /** Days since 1970-01-01, with the part of the day that is over; NaN when the value is missing. */
    public double day(int row) {
        return days.value(row);
    }

    /** A row's moment, midnight when it is a day; null when it is missing. */
    public @Nullable LocalDateTime moment(int row) {
        double day = day(row);
        return Double.isNaN(day) ? null : moment(day);
    }

    /** The moment so many days after 1970-01-01. */
    static LocalDateTime moment(double day) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.round(day * MILLIS_OF_DAY)), ZoneOffset.UTC);
    }

    /** A moment as text: only the day when it is midnight. */
    static String text(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.toString();
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(day(row));
    }

    /** As ISO 8601 has it, only the day when it is midnight. */
    @Override
    public @Nullable String text(int row) {
        LocalDateTime moment = moment(row);
        return moment == null ? null : text(moment);
    }

    @Override
    public DateColumn rows(int[] chosen) {
        return new DateColumn(name, days.rows(chosen));
    }

    @Override
    public DateColumn named(String newName) {
        return new DateColumn(newName, days);
    }

    @Override
    public long bytes() {
        return days.bytes();
    }

    @Override
    public String toString() {
        return name + ": " + rows() + " dates";
    }
}
