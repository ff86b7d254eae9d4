package ai.vivace.table;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Collects the dates of a column as days since 1970: int32 until a moment comes, then float64, which tells milliseconds apart. */
final class DateBuilder {
    private final NumberBuilder days = new NumberBuilder();

    void add(@Nullable LocalDate date) {
        if (date == null) {
            missing();
        } else {
            days.add(date.toEpochDay(), 0);
        }
    }

    void add(@Nullable LocalDateTime moment) {
        if (moment == null) {
            missing();
        } else {
            addMillis(moment.toInstant(ZoneOffset.UTC).toEpochMilli());
        }
    }

    void addMillis(long sinceEpoch) {
        days.add(sinceEpoch / DateColumn.MILLIS_OF_DAY);
    }

    void missing() {
        days.missing();
    }

    DateColumn build(String name) {
        return new DateColumn(name, days.build());
    }
}
