package ai.vivace.tax.law;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueDateTest {
    @Test
    void theRuleGivesAllDatesOfTheLawFilesButThosePostponedIn2020() {
        for (TaxYear year : TaxYear.known()) {
            if (year.number() == 2020) {
                continue;
            }
            Deadlines deadlines = Law.of(year).deadlines();
            int next = year.number() + 1;
            assertThat(deadlines.returnDue()).isEqualTo(DueDate.of(next, Month.APRIL, 15));
            assertThat(deadlines.extendedReturnDue()).isEqualTo(DueDate.of(next, Month.OCTOBER, 15));
            assertThat(deadlines.estimatedDue())
                    .containsExactly(
                            DueDate.of(year.number(), Month.APRIL, 15),
                            DueDate.of(year.number(), Month.JUNE, 15),
                            DueDate.of(year.number(), Month.SEPTEMBER, 15),
                            DueDate.of(next, Month.JANUARY, 15));
        }
    }

    @Test
    void datesOfPayersAndCompaniesMoveOverTheWeekend() {
        assertThat(DueDate.of(2026, Month.JANUARY, 31)).isEqualTo("2026-02-02");
        assertThat(DueDate.of(2027, Month.JANUARY, 31)).isEqualTo("2027-02-01");
        assertThat(DueDate.of(2026, Month.MARCH, 15)).isEqualTo("2026-03-16");
        assertThat(DueDate.of(2027, Month.MARCH, 15)).isEqualTo("2027-03-15");
    }

    @Test
    void everyLegalHolidayIsPassedOver() {
        List<String> holidays = List.of(
                "2026-01-01",
                "2026-01-19",
                "2026-02-16",
                "2026-04-16",
                "2026-05-25",
                "2026-06-19",
                "2026-07-03",
                "2026-09-07",
                "2026-10-12",
                "2026-11-11",
                "2026-11-26",
                "2026-12-25",
                "2021-12-31");
        assertThat(holidays).noneMatch(day -> DueDate.isBusinessDay(LocalDate.parse(day)));
        assertThat(DueDate.isBusinessDay(LocalDate.of(2020, 6, 19))).isTrue();
    }

    @Test
    void aDueDateIsTheFirstBusinessDay() {
        Rng random = Rng.of(7).split("due dates");
        for (int i = 0; i < 2_000; i++) {
            LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(365 * 9));
            LocalDate due = DueDate.onOrAfter(day);
            assertThat(DueDate.isBusinessDay(due)).isTrue();
            assertThat(day.datesUntil(due)).noneMatch(DueDate::isBusinessDay);
            assertThat(due).isBefore(day.plusDays(5));
        }
    }
}
