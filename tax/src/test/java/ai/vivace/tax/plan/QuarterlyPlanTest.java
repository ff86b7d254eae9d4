package ai.vivace.tax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QuarterlyPlanTest {
    private static final TaxYear YEAR = TaxYear.of(2026);

    private static Clock on(String day) {
        return Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
    }

    private static BigDecimal dollars(long amount) {
        return BigDecimal.valueOf(amount);
    }

    private static Filer freelancer(long profit, long wages, long withheld) {
        return Filer.of(YEAR, FilingStatus.SINGLE)
                .amount(Item.SELF_EMPLOYMENT, profit)
                .amount(Item.WAGES, wages)
                .amount(Item.WITHHELD, withheld)
                .build();
    }

    @Test
    void aNewFreelancerPaysAQuarterOf90PercentOnEachDate() {
        // Profit 100,000: self-employment tax 14,130; taxable income 61,470 after half of it, 16,100, and 20%: tax
        // 8,240.
        QuarterlyPlan plan = QuarterlyQuestion.of(freelancer(100_000, 0, 0))
                .clock(on("2026-01-05"))
                .plan();
        TaxReturn taxReturn = TaxReturn.of(freelancer(100_000, 0, 0));
        assertThat(plan.expectedTax()).isEqualByComparingTo(taxReturn.totalTax());
        assertThat(plan.expectedTax().doubleValue()).isBetween(22_300.0, 22_500.0);
        assertThat(plan.harbour()).isEqualTo(SafeHarbour.THIS_YEAR);
        assertThat(plan.installments())
                .extracting(Installment::due)
                .containsExactly(
                        LocalDate.of(2026, 4, 15),
                        LocalDate.of(2026, 6, 15),
                        LocalDate.of(2026, 9, 15),
                        LocalDate.of(2027, 1, 15));
        BigDecimal sum = plan.installments().stream().map(Installment::toPay).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
                .isEqualByComparingTo(
                        plan.expectedTax().multiply(new BigDecimal("0.9")).setScale(0, RoundingMode.CEILING));
        assertThat(plan.dueWithReturn()).isEqualByComparingTo(plan.expectedTax().subtract(sum));
        assertThat(plan.steps())
                .extracting(ExplainedAmount::name)
                .contains("Self-employment tax", "Qualified business income deduction");
        assertThat(plan.penaltyThreatens()).isFalse();
    }

    @Test
    void lastYearsTaxMakesTheHarbourWhenItIsLess() {
        QuarterlyQuestion question =
                QuarterlyQuestion.of(freelancer(100_000, 0, 0)).clock(on("2026-01-05"));
        QuarterlyPlan plan = question.lastYear(new LastYear(dollars(8_000), dollars(150_000)))
                .plan();
        assertThat(plan.harbour()).isEqualTo(SafeHarbour.LAST_YEAR);
        assertThat(plan.required()).isEqualByComparingTo("8000");
        assertThat(plan.installments()).allMatch(date -> date.toPay().compareTo(dollars(2_000)) == 0);
        // One dollar more of income last year, and it is 110%.
        assertThat(question.lastYear(new LastYear(dollars(8_000), dollars(150_001)))
                        .plan()
                        .required())
                .isEqualByComparingTo("8800");
        assertThat(question.lastYear(new LastYear(dollars(50_000), dollars(90_000)))
                        .plan()
                        .harbour())
                .isEqualTo(SafeHarbour.THIS_YEAR);
    }

    @Test
    void theHighIncomeBoundIsHalfForWhoFilesSeparately() {
        Filer separate = Filer.of(YEAR, FilingStatus.MARRIED_SEPARATE)
                .amount(Item.SELF_EMPLOYMENT, 100_000)
                .build();
        QuarterlyQuestion question = QuarterlyQuestion.of(separate).clock(on("2026-01-05"));
        assertThat(question.lastYear(new LastYear(dollars(8_000), dollars(75_000)))
                        .plan()
                        .required())
                .isEqualByComparingTo("8000");
        assertThat(question.lastYear(new LastYear(dollars(8_000), dollars(75_001)))
                        .plan()
                        .required())
                .isEqualByComparingTo("8800");
    }

    @Test
    void lessThan1000AfterWithholdingNeedsNothing() {
        BigDecimal tax = TaxReturn.of(freelancer(5_000, 60_000, 0)).totalTax();
        QuarterlyPlan below = QuarterlyQuestion.of(freelancer(5_000, 60_000, tax.longValueExact() - 999))
                .clock(on("2026-01-05"))
                .plan();
        assertThat(below.harbour()).isEqualTo(SafeHarbour.SMALL_BALANCE);
        assertThat(below.next()).isEmpty();
        assertThat(below.dueWithReturn()).isEqualByComparingTo("999");
        QuarterlyPlan at = QuarterlyQuestion.of(freelancer(5_000, 60_000, tax.longValueExact() - 1_000))
                .clock(on("2026-01-05"))
                .plan();
        assertThat(at.harbour()).isEqualTo(SafeHarbour.THIS_YEAR);
    }

    @Test
    void noTaxLastYearNeedsNothing() {
        QuarterlyPlan plan = QuarterlyQuestion.of(freelancer(100_000, 0, 0))
                .lastYear(new LastYear(BigDecimal.ZERO, dollars(9_000)))
                .clock(on("2026-01-05"))
                .plan();
        assertThat(plan.harbour()).isEqualTo(SafeHarbour.NO_TAX_LAST_YEAR);
        assertThat(plan.next()).isEmpty();
        assertThat(plan.dueWithReturn()).isEqualByComparingTo(plan.expectedTax());
    }

    @Test
    void missedDatesThreatenAndAreCaughtUpOnTheNextOne() {
        // The day in the description of this guide: three dates have passed, one remains.
        QuarterlyPlan plan = QuarterlyQuestion.of(freelancer(100_000, 0, 0))
                .lastYear(new LastYear(dollars(8_000), dollars(70_000)))
                .paid(LocalDate.of(2026, 4, 15), dollars(2_000))
                .paid(LocalDate.of(2026, 6, 16), dollars(2_000))
                .clock(on("2026-11-26"))
                .plan();
        assertThat(plan.installments())
                .extracting(Installment::state)
                .containsExactly(
                        Installment.State.PASSED,
                        Installment.State.PASSED,
                        Installment.State.PASSED,
                        Installment.State.NEXT);
        assertThat(plan.installments())
                .extracting(installment -> installment.missed().longValueExact())
                // June's came a day late; nothing came for September.
                .containsExactly(0L, 2_000L, 2_000L, 0L);
        assertThat(plan.penaltyThreatens()).isTrue();
        assertThat(plan.next().orElseThrow().toPay()).isEqualByComparingTo("4000");
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("Pay the missing $2,000 now"));
    }

    @Test
    void aDateIsNextUntilItsDayIsOver() {
        QuarterlyQuestion question = QuarterlyQuestion.of(freelancer(100_000, 0, 0));
        assertThat(question.clock(on("2026-04-15")).plan().next().orElseThrow().number())
                .isEqualTo(1);
        assertThat(question.clock(on("2026-04-16")).plan().next().orElseThrow().number())
                .isEqualTo(2);
        QuarterlyPlan over = question.clock(on("2027-01-16")).plan();
        assertThat(over.next()).isEmpty();
        assertThat(over.dueWithReturn()).isEqualByComparingTo(over.expectedTax());
    }

    @Test
    void keepingThePlanReachesTheHarbourOnEveryDate() {
        Rng random = Rng.of(5).split("plans");
        for (int i = 0; i < 200; i++) {
            Filer filer = freelancer(random.nextInt(200_000), random.nextInt(100_000), 0);
            filer = filer.change()
                    .amount(
                            Item.WITHHELD,
                            random.nextInt(1 + filer.amount(Item.WAGES).intValueExact() / 6))
                    .build();
            QuarterlyQuestion question = QuarterlyQuestion.of(filer).clock(on("2026-02-01"));
            if (random.nextBoolean()) {
                question = question.lastYear(
                        new LastYear(dollars(random.nextInt(40_000)), dollars(random.nextInt(200_000))));
            }
            QuarterlyPlan plan = question.plan();
            BigDecimal paid = BigDecimal.ZERO;
            for (Installment installment : plan.installments()) {
                paid = paid.add(installment.toPay());
                BigDecimal withheld =
                        plan.withheld().multiply(dollars(installment.number())).divide(dollars(4));
                BigDecimal required =
                        plan.required().multiply(dollars(installment.number())).divide(dollars(4));
                assertThat(paid.add(withheld)).isGreaterThanOrEqualTo(required);
                assertThat(installment.toPay()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            }
            assertThat(plan.dueWithReturn())
                    .isEqualByComparingTo(
                            plan.expectedTax().subtract(plan.withheld()).subtract(paid));
            boolean covered = paid.add(plan.withheld()).compareTo(plan.required()) >= 0;
            assertThat(covered).isTrue();
            assertThat(plan.setAside().orElse(BigDecimal.ZERO).doubleValue()).isBetween(0.0, 0.6);
        }
    }

    @Test
    void datesOf2020ArePostponed() {
        Filer filer = Filer.of(TaxYear.of(2020), FilingStatus.SINGLE)
                .amount(Item.SELF_EMPLOYMENT, 60_000)
                .build();
        QuarterlyPlan plan = QuarterlyQuestion.of(filer).clock(on("2020-07-15")).plan();
        assertThat(plan.installments().get(0).due())
                .isEqualTo(plan.installments().get(1).due())
                .isEqualTo("2020-07-15");
        assertThat(plan.returnDue()).isEqualTo("2021-05-17");
        assertThat(plan.penaltyThreatens()).isFalse();
    }

    @Test
    void paymentsWithoutDateOrInTheFutureAreRefused() {
        Filer filer = freelancer(100_000, 0, 0)
                .change()
                .amount(Item.ESTIMATED_PAYMENTS, 4_000)
                .build();
        assertThatThrownBy(() -> QuarterlyQuestion.of(filer))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("estimated_payments", "$4,000", "date");
        assertThatThrownBy(() -> QuarterlyQuestion.of(freelancer(100_000, 0, 0))
                        .clock(on("2026-05-01"))
                        .paid(LocalDate.of(2026, 5, 2), dollars(1)))
                .hasMessageContaining("up to today");
        assertThatThrownBy(() -> new Payment(LocalDate.of(2026, 5, 2), dollars(-1)))
                .hasMessageContaining("-$1");
        assertThatThrownBy(() -> new LastYear(dollars(-1), dollars(0))).hasMessageContaining("last year's tax");
    }

    @Test
    void theOrderOfPaymentsDoesNotMatter() {
        QuarterlyQuestion question =
                QuarterlyQuestion.of(freelancer(90_000, 0, 0)).clock(on("2026-11-26"));
        QuarterlyPlan one = question.paid(LocalDate.of(2026, 4, 1), dollars(10))
                .paid(LocalDate.of(2026, 9, 1), dollars(20))
                .plan();
        QuarterlyPlan other = question.paid(LocalDate.of(2026, 9, 1), dollars(20))
                .paid(LocalDate.of(2026, 4, 1), dollars(10))
                .plan();
        assertThat(one.installments()).isEqualTo(other.installments());
    }
}
