package ai.vivace.tax.paycheck;

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
import java.util.List;
import org.junit.jupiter.api.Test;

class W4AdviceTest {
    private static final TaxYear YEAR = TaxYear.of(2026);
    private static final FormW4 SINGLE = FormW4.of(FilingStatus.SINGLE);

    private static BigDecimal dollars(long amount) {
        return BigDecimal.valueOf(amount);
    }

    private static BigDecimal amount(W4Advice advice, String step) {
        return advice.entries().stream()
                .filter(entry -> entry.name().equals(step))
                .findFirst()
                .map(ExplainedAmount::amount)
                .orElseThrow();
    }

    /** What comes back by a return that has everything withheld on it. */
    private static BigDecimal refundByReturn(Filer filer, List<Job> jobs) {
        BigDecimal withheld =
                jobs.stream().map(job -> job.withheldInYear(YEAR)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return TaxReturn.of(filer.change()
                        .amount(Item.WITHHELD, filer.amount(Item.WITHHELD).add(withheld))
                        .build())
                .refundOrBalance();
    }

    @Test
    void aPlainJobNeedsNothingExtra() {
        Filer filer =
                Filer.of(YEAR, FilingStatus.SINGLE).amount(Item.WAGES, 65_000).build();
        W4Advice advice = W4Advice.of(filer, Job.of(SINGLE, PayFrequency.BIWEEKLY, dollars(2_500)))
                .advise();
        assertThat(advice.refundBefore().abs()).isLessThan(dollars(4));
        assertThat(advice.form().extra()).isLessThanOrEqualTo(dollars(1));
        assertThat(advice.warnings()).noneMatch(text -> text.contains("Two jobs"));
    }

    @Test
    void theExtraAmountBringsTheYearToTheRefundThatWasChosen() {
        Rng random = Rng.of(21).split("w4");
        for (int i = 0; i < 300; i++) {
            FilingStatus status = List.of(FilingStatus.values()).get(random.nextInt(3));
            PayFrequency frequency = List.of(PayFrequency.values()).get(1 + random.nextInt(4));
            BigDecimal pay = dollars((45_000 + random.nextInt(120_000)) / frequency.perYear());
            int left = 1 + random.nextInt(frequency.perYear());
            BigDecimal soFar = dollars(random.nextInt(9_000));
            Filer filer = Filer.of(YEAR, status)
                    .amount(Item.WAGES, pay.multiply(dollars(frequency.perYear())))
                    .amount(Item.TAXABLE_INTEREST, random.nextInt(4_000))
                    .amount(Item.SELF_EMPLOYMENT, random.nextInt(20_000))
                    .amount(Item.IRA, random.nextInt(5_000))
                    .build();
            Job job = Job.of(FormW4.of(status), frequency, pay).withPaychecksLeft(left, soFar);
            BigDecimal target = dollars(random.nextInt(1_500));
            W4Advice advice = W4Advice.of(filer, job).refund(target).advise();
            BigDecimal reached = refundByReturn(filer, List.of(job.withForm(advice.form())));
            assertThat(reached.subtract(advice.refundAfter()).abs()).isLessThanOrEqualTo(BigDecimal.ONE);
            boolean tooSmall = advice.warnings().stream().anyMatch(text -> text.contains("too small"));
            boolean enough = advice.warnings().stream().anyMatch(text -> text.contains("More than enough"));
            if (tooSmall) {
                assertThat(reached).isLessThan(target);
            } else if (enough) {
                assertThat(reached).isGreaterThanOrEqualTo(target);
            } else {
                assertThat(reached)
                        .as("%s %s pay %s left %d", status, frequency, pay, left)
                        .isBetween(target.subtract(BigDecimal.ONE), target.add(dollars(left + 1)));
            }
        }
    }

    @Test
    void childrenGoIntoStep3AndOtherIncomeAndDeductionsIntoStep4() {
        Filer filer = Filer.of(YEAR, FilingStatus.MARRIED_JOINT)
                .dependents(4, 9, 19)
                .amount(Item.WAGES, 120_000)
                .amount(Item.TAXABLE_INTEREST, 1_000)
                .amount(Item.ORDINARY_DIVIDENDS, 500)
                .amount(Item.IRA, 3_000)
                .amount(Item.SELF_EMPLOYMENT, 20_000)
                .build();
        W4Advice advice = W4Advice.of(
                        filer, Job.of(FormW4.of(FilingStatus.MARRIED_JOINT), PayFrequency.MONTHLY, dollars(10_000)))
                .advise();
        // Two children of 2,200 and one other dependent of 500.
        assertThat(amount(advice, "Step 3")).isEqualByComparingTo("4900");
        assertThat(amount(advice, "Step 4(a)")).isEqualByComparingTo("1500");
        assertThat(amount(advice, "Step 4(b)")).isEqualByComparingTo("3000");
        // The business is paid for by the extra amount.
        assertThat(amount(advice, "Step 4(c)")).isGreaterThan(dollars(300));
        assertThat(advice.refundAfter()).isBetween(BigDecimal.ZERO, dollars(12));
    }

    @Test
    void whenTooMuchWasWithheldTheRestOfTheYearGivesItBack() {
        Filer filer =
                Filer.of(YEAR, FilingStatus.SINGLE).amount(Item.WAGES, 65_000).build();
        Job job = Job.of(SINGLE, PayFrequency.BIWEEKLY, dollars(2_500)).withPaychecksLeft(10, dollars(4_500));
        W4Advice advice = W4Advice.of(filer, job).advise();
        assertThat(advice.refundBefore()).isGreaterThan(dollars(500));
        assertThat(advice.form().credits()).isPositive();
        assertThat(advice.form().extra()).isEqualByComparingTo("0");
        assertThat(advice.refundAfter()).isBetween(BigDecimal.ZERO, dollars(2));
    }

    @Test
    void twoJobsWithTheBoxEmptyAreWarnedAbout() {
        Filer filer = Filer.of(YEAR, FilingStatus.MARRIED_JOINT)
                .amount(Item.WAGES, 78_000)
                .amount(Item.WAGES_SPOUSE, 70_200)
                .build();
        FormW4 form = FormW4.of(FilingStatus.MARRIED_JOINT);
        Job yours = Job.of(form, PayFrequency.BIWEEKLY, dollars(3_000));
        Job spouses = Job.of(form, PayFrequency.BIWEEKLY, dollars(2_700));
        W4Advice advice = W4Advice.of(filer, yours).others(spouses).advise();
        assertThat(advice.warnings()).anyMatch(text -> text.contains("step 2(c) is empty"));
        assertThat(advice.refundBefore()).isLessThan(dollars(-3_000));
        assertThat(advice.refundAfter()).isBetween(BigDecimal.ZERO, dollars(27));
        W4Advice ticked = W4Advice.of(filer, yours.withForm(form.withMultipleJobs()))
                .others(spouses.withForm(form.withMultipleJobs()))
                .advise();
        assertThat(ticked.warnings()).noneMatch(text -> text.contains("is empty"));
        assertThat(ticked.form().multipleJobs()).isTrue();
        assertThat(ticked.form().extra()).isLessThan(dollars(5));
        assertThat(W4Advice.of(filer, yours).advise().warnings())
                .anyMatch(text -> text.contains("only one job was given"));
    }

    @Test
    void paychecksTooSmallForWhatIsMissingSaySo() {
        Filer filer = Filer.of(YEAR, FilingStatus.SINGLE)
                .amount(Item.WAGES, 26_000)
                .amount(Item.LONG_TERM_GAIN, 200_000)
                .build();
        Job job = Job.of(SINGLE, PayFrequency.BIWEEKLY, dollars(1_000)).withPaychecksLeft(2, dollars(1_000));
        W4Advice advice = W4Advice.of(filer, job).advise();
        assertThat(advice.warnings()).anyMatch(text -> text.contains("too small") && text.contains("2027-01-15"));
        assertThat(job.withForm(advice.form()).withheldEach(YEAR)).isLessThanOrEqualTo(dollars(924));
    }

    @Test
    void withoutAPaycheckLeftThereIsNoAdvice() {
        Filer filer =
                Filer.of(YEAR, FilingStatus.SINGLE).amount(Item.WAGES, 65_000).build();
        Job done = Job.of(SINGLE, PayFrequency.BIWEEKLY, dollars(2_500)).withPaychecksLeft(0, dollars(5_000));
        assertThatThrownBy(() -> W4Advice.of(filer, done).advise())
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("paychecks left", "estimated tax");
        assertThatThrownBy(() -> done.withPaychecksLeft(60, dollars(0))).hasMessageContaining("0 to 28");
        assertThatThrownBy(() -> W4Advice.of(filer, Job.of(SINGLE, PayFrequency.BIWEEKLY, dollars(1)))
                        .refund(dollars(-1)))
                .hasMessageContaining("refund");
    }
}
