package ai.vivace.tax.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.TaxYear;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ResidencyTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    private static Newcomer.Builder in(int year) {
        return Newcomer.of(TaxYear.of(year)).clock(CLOCK);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Residency student(String arrival, int year) {
        return Residency.of(in(year).stay(Visa.F1, day(arrival)).build());
    }

    @Test
    void aStudentIsNonresidentInFiveCalendarYearsAndResidentInTheSixth() {
        for (int year = 2021; year <= 2025; year++) {
            assertThat(student("2021-12-30", year).residence()).as("%d", year).isEqualTo(Residence.NONRESIDENT);
        }
        Residency sixth = student("2021-12-30", 2026);
        assertThat(sixth.residence()).isEqualTo(Residence.RESIDENT);
        assertThat(sixth.residentFrom()).contains(day("2026-01-01"));
        assertThat(sixth.presence()).isEqualTo(new SubstantialPresence(2026, 365, 0, 0));
        assertThat(sixth.steps()).anyMatch(step -> step.contains("exempt calendar years are used up"));
    }

    @Test
    void aTeacherIsExemptInTwoOfSixYears() {
        Newcomer.Builder scholar = in(2024).stay(Visa.J1_TEACHER, day("2023-09-01"));
        assertThat(Residency.of(scholar.build()).residence()).isEqualTo(Residence.NONRESIDENT);
        assertThat(Residency.of(in(2025).stay(Visa.J1_TEACHER, day("2023-09-01"))
                                .build())
                        .residence())
                .isEqualTo(Residence.RESIDENT);
        // Two student years in the six before use the teacher's years up.
        Residency after = Residency.of(in(2024).stay(Visa.F1, day("2019-08-01"), day("2020-05-31"))
                .stay(Visa.J1_TEACHER, day("2024-01-01"))
                .build());
        assertThat(after.residence()).isEqualTo(Residence.RESIDENT);
        // Once the window has moved on, teacher years are free again.
        Residency later = Residency.of(in(2026).stay(Visa.F1, day("2018-08-01"), day("2019-05-31"))
                .stay(Visa.J1_TEACHER, day("2026-01-01"))
                .build());
        assertThat(later.residence()).isEqualTo(Residence.NONRESIDENT);
    }

    @Test
    void teacherYearsCountAmongAStudentsFive() {
        Residency residency = Residency.of(in(2026).stay(Visa.J1_TEACHER, day("2020-01-01"), day("2021-12-31"))
                .stay(Visa.F1, day("2023-01-01"))
                .build());
        // 2020, 2021, 2023, 2024, 2025 are five.
        assertThat(residency.residence()).isEqualTo(Residence.RESIDENT);
    }

    @Test
    void changingFromStudentToWorkerLateInTheYearStaysNonresidentAndOwesFicaFromThen() {
        Residency residency = Residency.of(in(2026).stay(Visa.F1, day("2022-08-15"), day("2026-09-30"))
                .stay(Visa.H1B, day("2026-10-01"))
                .build());
        assertThat(residency.residence()).isEqualTo(Residence.NONRESIDENT);
        assertThat(residency.presence().current()).isEqualTo(92);
        assertThat(residency.payroll())
                .extracting(PayrollDuty::visa, PayrollDuty::owed, PayrollDuty::from)
                .containsExactly(tuple(Visa.F1, false, day("2026-01-01")), tuple(Visa.H1B, true, day("2026-10-01")));
        assertThat(residency.payroll().get(0).sentence()).contains("Form 843", "8316");
        assertThat(residency.professional()).anyMatch(text -> text.contains("First-year choice"));
    }

    @Test
    void changingToWorkerEarlyInTheYearIsDualStatusForAProfessional() {
        Residency residency = Residency.of(in(2026).stay(Visa.F1, day("2022-08-15"), day("2026-03-31"))
                .stay(Visa.H1B, day("2026-04-01"))
                .build());
        assertThat(residency.residence()).isEqualTo(Residence.DUAL_STATUS);
        assertThat(residency.residentFrom()).contains(day("2026-04-01"));
        assertThat(residency.professional()).anyMatch(text -> text.contains("dual-status"));
        assertThat(residency.payroll()).extracting(PayrollDuty::owed).containsExactly(false, true);
        assertThatThrownBy(residency::requireForm1040)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("professional");
    }

    @Test
    void theYearAfterArrivalOfAWorkerIsAFullResidentYear() {
        Newcomer.Builder worker = in(2025).stay(Visa.H1B, day("2025-05-01"));
        assertThat(Residency.of(worker.build()).residence()).isEqualTo(Residence.DUAL_STATUS);
        Residency next = Residency.of(in(2026).stay(Visa.H1B, day("2025-05-01")).build());
        assertThat(next.residence()).isEqualTo(Residence.RESIDENT);
        assertThat(next.residentFrom()).contains(day("2026-01-01"));
        assertThatCode(next::requireForm1040).doesNotThrowAnyException();
        assertThat(next.forms())
                .extracting(FormToFile::form)
                .contains("Form 1040")
                .doesNotContain("Form 8843");
    }

    @Test
    void aGreenCardDecidesWithoutDays() {
        Residency residency = Residency.of(in(2025).greenCard(day("2020-03-01")).build());
        assertThat(residency.residence()).isEqualTo(Residence.RESIDENT);
        Residency fresh = Residency.of(in(2025).greenCard(day("2025-03-01")).build());
        assertThat(fresh.residence()).isEqualTo(Residence.DUAL_STATUS);
        assertThat(fresh.residentFrom()).contains(day("2025-03-01"));
    }

    @Test
    void leavingInTheYearIsSentToAProfessional() {
        Residency residency = Residency.of(
                in(2025).stay(Visa.H1B, day("2022-01-01"), day("2025-10-31")).build());
        assertThat(residency.residence()).isEqualTo(Residence.DUAL_STATUS);
        assertThat(residency.professional()).anyMatch(text -> text.contains("You left"));
    }

    @Test
    void fewDaysWithoutCloserTiesNameForm8840() {
        Residency residency = Residency.of(
                in(2025).days(2025, 150).days(2024, 150).days(2023, 150).build());
        assertThat(residency.presence().met()).isTrue();
        assertThat(residency.professional()).anyMatch(text -> text.contains("Form 8840"));
    }

    @Test
    void aNonresidentStudentFilesForm1040NrAnd8843AndWithoutIncomeOnly8843InJune() {
        Residency working = student("2024-08-15", 2025);
        assertThat(working.forms()).extracting(FormToFile::form).containsExactly("Form 1040-NR", "Form 8843");
        assertThat(working.forms()).allMatch(form -> form.due().orElseThrow().equals(day("2026-04-15")));
        Residency idle = Residency.of(
                in(2025).stay(Visa.F1, day("2024-08-15")).income(UsIncome.NONE).build());
        assertThat(idle.forms()).extracting(FormToFile::form).containsExactly("Form 8843");
        assertThat(idle.forms().get(0).due()).contains(day("2026-06-15"));
        Residency investing = Residency.of(
                in(2025).stay(Visa.F1, day("2024-08-15")).income(UsIncome.OTHER).build());
        assertThat(investing.forms().get(0).due()).contains(day("2026-06-15"));
    }

    @Test
    void onlyStudentsFromIndiaHaveAStandardDeductionAsNonresidents() {
        Newcomer.Builder builder = in(2025).stay(Visa.F1, day("2024-08-15"));
        assertThat(Residency.of(builder.country("India").build())
                        .standardDeduction()
                        .orElseThrow())
                .isEqualByComparingTo("15750");
        assertThat(Residency.of(builder.country("Brazil").build()).standardDeduction())
                .isEmpty();
        assertThat(Residency.of(in(2025).stay(Visa.J1_TEACHER, day("2024-08-15"))
                                .country("India")
                                .build())
                        .standardDeduction())
                .isEmpty();
        Residency resident = Residency.of(
                in(2026).stay(Visa.F1, day("2020-08-15")).country("India").build());
        assertThat(resident.residence()).isEqualTo(Residence.RESIDENT);
        assertThat(resident.standardDeduction()).isEmpty();
    }

    @Test
    void aNonresidentIsToldWhatCannotBeClaimedAndStoppedBeforeForm1040() {
        Residency residency = student("2024-08-15", 2025);
        assertThat(residency.notAvailable())
                .contains("EITC", "head of household", "education credits")
                .anyMatch(text -> text.contains("joint return"));
        assertThat(residency.nonresidentRules())
                .anyMatch(text -> text.contains("bank account is not taxed"))
                .anyMatch(text -> text.contains("30%"));
        assertThatThrownBy(residency::requireForm1040)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Form 1040-NR");
    }

    @Test
    void familiesOfStudentsDoNotCountDaysButOweFica() {
        Residency residency = Residency.of(
                in(2025).stay(Visa.STUDENT_FAMILY, day("2024-08-15")).build());
        assertThat(residency.residence()).isEqualTo(Residence.NONRESIDENT);
        assertThat(residency.payroll()).extracting(PayrollDuty::owed).containsExactly(true);
    }

    @Test
    void aStudentWhoBecameResidentOwesFica() {
        PayrollDuty duty = student("2020-08-15", 2026).payroll().get(0);
        assertThat(duty.owed()).isTrue();
        assertThat(duty.sentence()).contains("3121(b)(10)");
    }

    @Test
    void arrivalInTheFutureIsRefused() {
        assertThatThrownBy(() -> in(2026).stay(Visa.F1, day("2026-11-27")).build())
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("arrival", "2026-11-27", "today, 2026-11-26");
        assertThatCode(() -> in(2026).stay(Visa.F1, day("2026-11-26")).build()).doesNotThrowAnyException();
        assertThatThrownBy(() -> in(2026).greenCard(day("2027-01-01")).build()).hasMessageContaining("green card");
    }

    @Test
    void daysThatContradictTheStaysAreRefused() {
        assertThatThrownBy(() -> in(2025).days(2025, 400).build()).hasMessageContaining("0 to 365");
        assertThatThrownBy(() ->
                        in(2025).stay(Visa.F1, day("2025-12-01")).days(2025, 40).build())
                .hasMessageContainingAll("at most 31", "40");
        assertThatThrownBy(() -> in(2025).stay(Visa.F1, day("2024-01-01"))
                        .stay(Visa.H1B, day("2025-01-01"))
                        .build())
                .hasMessageContaining("one status at a time");
        assertThatThrownBy(() -> in(2025).stay(Visa.F1, day("2024-01-02"), day("2024-01-01"))
                        .build())
                .hasMessageContaining("on or after");
        assertThatThrownBy(() -> in(2025).build()).hasMessageContaining("Expected times in the USA");
    }

    @Test
    void daysAwayAreTakenFromTheTimeThatDoesNotCount() {
        Residency residency = Residency.of(in(2025).stay(Visa.F1, day("2021-08-15"), day("2025-06-30"))
                .stay(Visa.H1B, day("2025-07-01"))
                .days(2025, 300)
                .build());
        assertThat(residency.presence().current()).isEqualTo(184);
        assertThat(residency.assumptions()).anyMatch(text -> text.contains("Days away in 2025"));
    }

    @Test
    void aYearThatIsNotOverIsProjectedAndSaysSo() {
        assertThat(student("2025-08-15", 2026).assumptions()).anyMatch(text -> text.contains("which is not over"));
        assertThat(student("2024-08-15", 2025).assumptions()).noneMatch(text -> text.contains("which is not over"));
    }

    @Test
    void aYearSpentAbroadDoesNotUseUpAnExemptYear() {
        Newcomer.Builder builder = in(2026).stay(Visa.F1, day("2021-08-15"));
        assertThat(Residency.of(builder.build()).residence()).isEqualTo(Residence.RESIDENT);
        Residency residency = Residency.of(builder.days(2023, 0).build());
        assertThat(residency.residence()).isEqualTo(Residence.NONRESIDENT);
        Residency away = Residency.of(
                in(2023).stay(Visa.F1, day("2021-08-15")).days(2023, 0).build());
        assertThat(away.forms()).extracting(FormToFile::form).doesNotContain("Form 8843");
    }

    @Test
    void theResultSaysWhereItsRulesAreFrom() {
        Residency residency = student("2024-08-15", 2025);
        assertThat(residency.citation().source()).contains("7701(b)");
        assertThat(residency.parameterDate()).isEqualTo("2026-11-23");
    }
}
