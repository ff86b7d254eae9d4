package ai.vivace.tax.plan;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes dates as iCalendar text (RFC 5545). */
final class CalendarFile {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** RFC 5545, section 3.1: octets of a line without its break. */
    private static final int LINE_OCTETS = 75;

    private final StringBuilder text = new StringBuilder();

    private CalendarFile() {}

    static String text(List<TaxDate> dates, Instant now) {
        CalendarFile file = new CalendarFile();
        file.line("BEGIN:VCALENDAR");
        file.line("VERSION:2.0");
        file.line("PRODID:-//Vivace//Tax calendar//EN");
        file.line("CALSCALE:GREGORIAN");
        dates.forEach(date -> file.event(date, now));
        file.line("END:VCALENDAR");
        return file.text.toString();
    }

    private void event(TaxDate date, Instant now) {
        line("BEGIN:VEVENT");
        line("UID:" + date.taxYear() + "-" + date.key() + "@vivace.ai");
        line("DTSTAMP:" + STAMP.format(now));
        line("DTSTART;VALUE=DATE:" + DAY.format(date.date()));
        // The end of an all-day event is the day after.
        line("DTEND;VALUE=DATE:" + DAY.format(date.date().plusDays(1)));
        line("SUMMARY:" + escape(date.title()));
        line("DESCRIPTION:" + escape(date.sentence()));
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line("DESCRIPTION:" + escape(date.title()));
        line("TRIGGER:-P7D");
        line("END:VALARM");
        line("END:VEVENT");
    }

    /** A content line, folded between characters so that no part is longer than allowed. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); i = content.offsetByCodePoints(i, 1)) {
            String character = Character.toString(content.codePointAt(i));
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LINE_OCTETS) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += size;
        }
        text.append("\r\n");
    }

    static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }
}
