package ai.vivace.tax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.tax.law.TaxYear;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the rules of RFC 5545. */
class CalendarFileTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static TaxCalendar calendar() {
        return TaxCalendar.of(
                List.of(TaxYear.of(2025), TaxYear.of(2026)),
                EnumSet.complementOf(EnumSet.of(Situation.NONRESIDENT, Situation.NONRESIDENT_WITHOUT_WAGES)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Section 3.1: a line break followed by a space is taken out. */
    private static List<String> unfolded(String text) {
        return List.of(text.replace("\r\n ", "").split("\r\n"));
    }

    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .toList();
    }

    @Test
    void linesEndInCrLfAndAreAtMost75Octets() {
        String text = calendar().ics();
        assertThat(text).endsWith("\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(text.split("\r\n")).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(1, 75));
        assertThat(text).contains("\r\n ");
    }

    @Test
    void foldingNeverCutsACharacterAndUnfoldingGivesTheTextBack() {
        String sentence = "ü€𝄞".repeat(60);
        TaxDate date = new TaxDate(TaxYear.of(2026), "x", LocalDate.of(2026, 5, 1), "title", sentence);
        String text = CalendarFile.text(List.of(date), NOW);
        assertThat(text.split("\r\n")).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(75));
        assertThat(values(unfolded(text), "DESCRIPTION:")).contains(sentence);
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void componentsAreNestedAndTheCalendarHasItsRequiredProperties() {
        List<String> lines = unfolded(calendar().ics());
        assertThat(lines.get(0)).isEqualTo("BEGIN:VCALENDAR");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("END:VCALENDAR");
        assertThat(lines).containsOnlyOnce("VERSION:2.0");
        assertThat(lines.stream().filter(line -> line.startsWith("PRODID:"))).hasSize(1);
        List<String> open = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("BEGIN:")) {
                open.add(line.substring(6));
            } else if (line.startsWith("END:")) {
                assertThat(open.remove(open.size() - 1)).isEqualTo(line.substring(4));
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void everyEventIsAllDayWithAStampAndAUidOfItsOwn() {
        TaxCalendar calendar = calendar();
        List<String> lines = unfolded(calendar.ics());
        int events = calendar.upcoming().size();
        List<String> uids = values(lines, "UID:");
        assertThat(uids).hasSize(events).doesNotHaveDuplicates();
        assertThat(values(lines, "DTSTAMP:")).hasSize(events).containsOnly("20260102T030405Z");
        List<String> starts = values(lines, "DTSTART;VALUE=DATE:");
        List<String> ends = values(lines, "DTEND;VALUE=DATE:");
        assertThat(starts).hasSize(events).contains("20260415");
        for (int i = 0; i < events; i++) {
            LocalDate start = LocalDate.parse(starts.get(i), DateTimeFormatter.BASIC_ISO_DATE);
            assertThat(start).isEqualTo(calendar.upcoming().get(i).date());
            assertThat(ends.get(i)).isEqualTo(start.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE));
        }
    }

    @Test
    void theSameDateHasTheSameUidTomorrow() {
        Set<Situation> facts = Set.of(Situation.EMPLOYEE);
        TaxCalendar today = TaxCalendar.of(List.of(TaxYear.of(2026)), facts, Clock.fixed(NOW, ZoneOffset.UTC));
        TaxCalendar tomorrow =
                TaxCalendar.of(List.of(TaxYear.of(2026)), facts, Clock.fixed(NOW.plusSeconds(86_400), ZoneOffset.UTC));
        assertThat(values(unfolded(tomorrow.ics()), "UID:")).isEqualTo(values(unfolded(today.ics()), "UID:"));
    }

    @Test
    void separatorsInTextsAreEscaped() {
        assertThat(CalendarFile.escape("a, b; c\\d\ne")).isEqualTo("a\\, b\\; c\\\\d\\ne");
        assertThat(unfolded(calendar().ics()).stream().filter(line -> line.startsWith("SUMMARY:")))
                .allSatisfy(line ->
                        assertThat(line.replace("\\,", "").replace("\\;", "")).doesNotContain(",", ";"));
    }

    @Test
    void aSavedFileHasTheTextAndAnotherEndingIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tax.ics");
        calendar().save(file);
        assertThat(Files.readString(file)).isEqualTo(calendar().ics());
        assertThatThrownBy(() -> calendar().save(folder.resolve("tax.txt"))).hasMessageContaining(".ics");
    }
}
