package ai.vivace.tax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaxCalendarTest {
    private static final TaxYear Y2025 = TaxYear.of(2025);
    private static final TaxYear Y2026 = TaxYear.of(2026);
    private static final Clock TODAY = on("2026-11-26");

    private static Clock on(String day) {
        return Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
    }

    private static LocalDate date(TaxCalendar calendar, String key) {
        return calendar.dates().stream()
                .filter(date -> date.key().equals(key))
                .findFirst()
                .orElseThrow()
                .date();
    }

    private static TaxCalendar all(TaxYear year) {
        return TaxCalendar.of(
                List.of(year),
                EnumSet.complementOf(EnumSet.of(Situation.NONRESIDENT, Situation.NONRESIDENT_WITHOUT_WAGES)),
                TODAY);
    }

    @Test
    void datesFor2025And2026AreThoseThatWerePublished() {
        TaxCalendar of2025 = all(Y2025);
        assertThat(date(of2025, "w2")).isEqualTo("2026-02-02");
        assertThat(date(of2025, "1099-nec")).isEqualTo("2026-02-02");
        assertThat(date(of2025, "return")).isEqualTo("2026-04-15");
        assertThat(date(of2025, "savings")).isEqualTo("2026-04-15");
        assertThat(date(of2025, "1120-s")).isEqualTo("2026-03-16");
        assertThat(date(of2025, "extended-return")).isEqualTo("2026-10-15");
        assertThat(date(of2025, "estimate-2")).isEqualTo("2025-06-16");
        TaxCalendar of2026 = all(Y2026);
        assertThat(date(of2026, "w2")).isEqualTo("2027-02-01");
        assertThat(date(of2026, "1120-s")).isEqualTo("2027-03-15");
        assertThat(date(of2026, "s-election")).isEqualTo("2026-03-16");
        assertThat(date(of2026, "return")).isEqualTo("2027-04-15");
        assertThat(date(of2026, "extended-return")).isEqualTo("2027-10-15");
        assertThat(date(of2026, "estimate-4")).isEqualTo("2027-01-15");
        assertThat(date(
                        TaxCalendar.of(List.of(Y2025), Set.of(Situation.NONRESIDENT_WITHOUT_WAGES), TODAY),
                        "nonresident-return"))
                .isEqualTo("2026-06-15");
        assertThat(date(
                        TaxCalendar.of(List.of(Y2026), Set.of(Situation.NONRESIDENT_WITHOUT_WAGES), TODAY),
                        "nonresident-return"))
                .isEqualTo("2027-06-15");
    }

    @Test
    void onThisDay2025IsLateAndFor2026OneEstimateAndTheLastPaychecksRemain() {
        TaxCalendar calendar =
                TaxCalendar.of(List.of(Y2026, Y2025), Set.of(Situation.EMPLOYEE, Situation.FREELANCER), TODAY);
        assertThat(calendar.messages())
                .containsExactly(
                        "The return for 2025 can only be filed late: it was due on 2026-04-15, or 2026-10-15 with an extension. What is owed grows with time;"
                                + " a refund can be asked for until three years after the due date.",
                        "For 2026 one estimated payment remains: 2027-01-15.",
                        "For 2026 a new Form W-4 still changes what is withheld from the paychecks up to 2026-12-31.",
                        "The return for 2026 and what is owed are due on 2027-04-15; with Form 4868 the return, but not the payment, on 2027-10-15.");
        assertThat(calendar.upcoming()).allMatch(date -> date.taxYear().equals(Y2026));
        assertThat(calendar.upcoming().get(0).key()).isEqualTo("last-paycheck");
    }

    @Test
    void aDayMovesDatesFromUpcomingToPassed() {
        Set<Situation> freelancer = Set.of(Situation.FREELANCER);
        TaxCalendar before = TaxCalendar.of(List.of(Y2025), freelancer, on("2026-04-15"));
        TaxCalendar after = TaxCalendar.of(List.of(Y2025), freelancer, on("2026-04-16"));
        assertThat(before.upcoming()).extracting(TaxDate::key).contains("return");
        assertThat(after.upcoming()).extracting(TaxDate::key).containsExactly("extended-return");
        assertThat(after.passed().size() + after.upcoming().size())
                .isEqualTo(after.dates().size());
        assertThat(after.messages()).anyMatch(message -> message.contains("Paying was due in any case"));
    }

    @Test
    void everySituationBringsItsDatesAndNoOther() {
        for (TaxYear year : TaxYear.known()) {
            Set<String> plain = keys(year, Set.of());
            assertThat(plain).containsExactlyInAnyOrder("return", "extended-return");
            for (Situation situation : Situation.values()) {
                assertThat(keys(year, Set.of(situation)))
                        .as("%s %s", year, situation)
                        .isNotEqualTo(plain);
            }
            assertThat(keys(year, Set.of(Situation.EMPLOYER)))
                    .contains("941-1", "941-4", "940")
                    .doesNotContain("1120-s", "w2");
            assertThat(keys(year, Set.of(Situation.NONRESIDENT))).containsExactly("nonresident-return");
        }
    }

    private static Set<String> keys(TaxYear year, Set<Situation> situations) {
        return TaxCalendar.of(List.of(year), situations, TODAY).dates().stream()
                .map(TaxDate::key)
                .collect(Collectors.toSet());
    }

    @Test
    void aFilersSituationsFollowFromTheAmounts() {
        Filer filer = Filer.of(Y2026, FilingStatus.SINGLE)
                .amount(Item.WAGES, 50_000)
                .amount(Item.IRA, 3_000)
                .amount(Item.WITHHELD, 4_000)
                .build();
        assertThat(TaxCalendar.situations(filer)).containsExactly(Situation.EMPLOYEE, Situation.SAVER);
        Filer investor = filer.change().amount(Item.LONG_TERM_GAIN, 50_000).build();
        assertThat(TaxCalendar.situations(investor)).contains(Situation.ESTIMATED_TAX);
        Filer freelancer = filer.change().amount(Item.SELF_EMPLOYMENT, 20_000).build();
        assertThat(TaxCalendar.situations(freelancer)).contains(Situation.FREELANCER, Situation.ESTIMATED_TAX);
    }

    @Test
    void situationsAreReadFromTheirKeys() {
        for (Situation situation : Situation.values()) {
            assertThat(Situation.parse(situation.key().replace('_', ' '))).isEqualTo(situation);
        }
        assertThatThrownBy(() -> Situation.parse("freelancr")).hasMessageContaining("Did you mean \"freelancer\"?");
        assertThat(Arrays.stream(Situation.values()).map(Situation::title).distinct())
                .hasSize(Situation.values().length);
    }

    @Test
    void aCalendarWithoutYearOrWithoutDatesLeftIsRefused() {
        assertThatThrownBy(() -> TaxCalendar.of(List.of(), Set.of(), TODAY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a tax year");
        assertThatThrownBy(() -> TaxCalendar.of(List.of(TaxYear.of(2020)), Set.of(), TODAY)
                        .ics())
                .hasMessageContainingAll("2020", "2026-11-26");
    }
}
