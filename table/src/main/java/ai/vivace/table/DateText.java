package ai.vivace.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads dates from characters: as ISO 8601 writes them, and by a pattern if there is one. */
final class DateText {
    private static final int DAY_LENGTH = 10;
    private static final int LONGEST = 40;

    private final @Nullable DateTimeFormatter pattern;

    /** Made when the first moment comes: most files have none. */
    private static final class Moment {
        static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss]")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendPattern("[ ][XXX][XX][X]")
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    DateText(@Nullable DateTimeFormatter pattern) {
        this.pattern = pattern;
    }

    /** Takes a pattern at its word: there is no 30 February. Years are those of our era. */
    static DateTimeFormatter strict(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Milliseconds since 1970; null when it is no date. */
    @Nullable
    Long read(char[] text, int from, int length) {
        if (isIso(text, from, length)) {
            return length == DAY_LENGTH ? day(text, from) : parsed(Moment.FORMAT, text, from, length);
        }
        return pattern == null || length > LONGEST ? null : parsed(pattern, text, from, length);
    }

    private static boolean isIso(char[] text, int from, int length) {
        if (length < DAY_LENGTH || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < DAY_LENGTH; i++) {
            char letter = text[from + i];
            boolean fits = (i == 4 || i == 7) ? letter == '-' : (letter >= '0' && letter <= '9');
            if (!fits) {
                return false;
            }
        }
        return length == DAY_LENGTH || text[from + DAY_LENGTH] == 'T' || text[from + DAY_LENGTH] == ' ';
    }

    private static @Nullable Long day(char[] text, int from) {
        try {
            LocalDate date = LocalDate.of(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2));
            return date.toEpochDay() * (long) DateColumn.MILLIS_OF_DAY;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int digits(char[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    private static @Nullable Long parsed(DateTimeFormatter format, char[] text, int from, int length) {
        try {
            TemporalAccessor found = format.parseBest(
                    new String(text, from, length), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            LocalDateTime moment = found instanceof OffsetDateTime zoned
                    ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                    : found instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) found;
            return moment.toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
