package ai.vivace.cli;

import ai.vivace.base.InputException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The day on which a question is asked. */
final class TaxTodayOption {
    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "Answer as if today were this day, such as 2026-11-26.")
    private @Nullable String today;

    /** The day. */
    LocalDate date() {
        return today == null ? LocalDate.now(ZoneId.systemDefault()) : date("--today", today);
    }

    /** A clock that shows the day. */
    Clock clock() {
        return Clock.fixed(date().atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    }

    /**
     * The date of a text.
     *
     * @param field the option or question, for messages
     * @throws InputException when it is none
     */
    static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new InputException(
                    field + ": expected a date with year, month and day, such as 2025-08-15, but found \"" + text
                            + "\".",
                    e);
        }
    }
}
