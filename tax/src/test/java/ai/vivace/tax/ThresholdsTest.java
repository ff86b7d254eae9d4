package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tax.law.ChildCredit;
import ai.vivace.tax.law.EarnedIncomeCredit;
import ai.vivace.tax.law.EducationCredits;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Itemizing;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.NewDeductions;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One dollar on each side of the thresholds of every year and status, taken from the law files. */
class ThresholdsTest {
    private static final BigDecimal ONE = BigDecimal.ONE;

    private static void everyYearAndStatus(BiConsumer<Law, FilingStatus> check) {
        for (TaxYear year : TaxYear.known()) {
            for (FilingStatus status : FilingStatus.values()) {
                check.accept(Law.of(year), status);
            }
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Filer.Builder filer(Law law, FilingStatus status) {
        Filer.Builder builder = Filer.of(law.year(), status).you(Person.of(40));
        if (status.joint()) {
            builder.spouse(Person.of(40));
        }
        return status == FilingStatus.HEAD_OF_HOUSEHOLD ? builder.dependents(30) : builder;
    }

    private static BigDecimal exact(Filer.Builder filer, LineName name) {
        return TaxReturn.of(filer.build(), Precision.EXACT).value(name);
    }

    private static BigDecimal atIncome(Filer.Builder filer, BigDecimal income, LineName name) {
        return exact(filer.amount(Item.OTHER_INCOME, income), name);
    }

    @Test
    void netInvestmentIncomeTaxStartsAboveItsThreshold() {
        everyYearAndStatus((law, status) -> {
            BigDecimal threshold = law.investmentIncomeTax().threshold().of(status);
            Filer.Builder filer = filer(law, status).amount(Item.TAXABLE_INTEREST, 5_000);
            BigDecimal rest = threshold.subtract(number("5000"));
            assertThat(atIncome(filer, rest, LineName.NET_INVESTMENT_INCOME_TAX))
                    .isEqualByComparingTo("0");
            assertThat(atIncome(filer, rest.add(ONE), LineName.NET_INVESTMENT_INCOME_TAX))
                    .isEqualByComparingTo("0.038");
            assertThat(atIncome(filer, threshold, LineName.NET_INVESTMENT_INCOME_TAX))
                    .isEqualByComparingTo("190");
            assertThat(atIncome(filer, threshold.add(ONE), LineName.NET_INVESTMENT_INCOME_TAX))
                    .as("not more than on all of the investment income")
                    .isEqualByComparingTo("190");
        });
    }

    @Test
    void additionalMedicareTaxStartsAboveItsThreshold() {
        everyYearAndStatus((law, status) -> {
            BigDecimal threshold = law.additionalMedicare().threshold().of(status);
            Filer.Builder filer = filer(law, status).amount(Item.WAGES, threshold);
            assertThat(exact(filer, LineName.ADDITIONAL_MEDICARE_TAX)).isEqualByComparingTo("0");
            assertThat(exact(filer.amount(Item.WAGES, threshold.add(ONE)), LineName.ADDITIONAL_MEDICARE_TAX))
                    .isEqualByComparingTo("0.009");
        });
    }

    @Test
    void wagesUseUpTheThresholdOfSelfEmployment() {
        everyYearAndStatus((law, status) -> {
            BigDecimal threshold = law.additionalMedicare().threshold().of(status);
            Filer.Builder filer = filer(law, status)
                    .amount(Item.WAGES, threshold.subtract(ONE))
                    .amount(Item.SELF_EMPLOYMENT, 1_000);
            assertThat(exact(filer, LineName.ADDITIONAL_MEDICARE_TAX)).isEqualByComparingTo("8.3025");
        });
    }

    @Test
    void selfEmploymentTaxStartsAtFourHundredOfNetEarnings() {
        everyYearAndStatus((law, status) -> {
            Filer.Builder filer = filer(law, status);
            assertThat(exact(filer.amount(Item.SELF_EMPLOYMENT, "433.13"), LineName.SELF_EMPLOYMENT_TAX))
                    .isEqualByComparingTo("0");
            assertThat(exact(filer.amount(Item.SELF_EMPLOYMENT, "433.14"), LineName.SELF_EMPLOYMENT_TAX))
                    .isGreaterThan(number("61"));
        });
    }

    @Test
    void wagesUpToTheBaseLeaveNoRoomForSocialSecurityTaxOfABusiness() {
        everyYearAndStatus((law, status) -> {
            BigDecimal base = law.payroll().wageBase();
            Filer.Builder filer = filer(law, status).amount(Item.SELF_EMPLOYMENT, 10_000);
            BigDecimal medicareOnly = number("9235").multiply(number("0.029"));
            assertThat(exact(filer.amount(Item.WAGES, base), LineName.SELF_EMPLOYMENT_TAX))
                    .isEqualByComparingTo(medicareOnly);
            assertThat(exact(filer.amount(Item.WAGES, base.subtract(ONE)), LineName.SELF_EMPLOYMENT_TAX))
                    .isEqualByComparingTo(medicareOnly.add(number("0.124")));
        });
    }

    @Test
    void lossesCountUpToTheirLimit() {
        everyYearAndStatus((law, status) -> {
            BigDecimal limit = law.capitalGains().lossLimit().of(status);
            assertThat(limit).isEqualByComparingTo(status == FilingStatus.MARRIED_SEPARATE ? "1500" : "3000");
            Filer.Builder filer = filer(law, status);
            for (BigDecimal loss : new BigDecimal[] {limit.subtract(ONE), limit, limit.add(ONE)}) {
                assertThat(exact(filer.amount(Item.LONG_TERM_GAIN, loss.negate()), LineName.CAPITAL_GAIN))
                        .isEqualByComparingTo(loss.min(limit).negate());
            }
        });
    }

    @Test
    void gainsAreUntaxedUpToTheFirstLimitAndBearTwentyAboveTheSecond() {
        everyYearAndStatus((law, status) -> {
            BigDecimal first = law.capitalGains().zeroUpTo().of(status);
            BigDecimal second = law.capitalGains().fifteenUpTo().of(status);
            IncomeTax ordinary = new IncomeTax(law.brackets(status), Precision.EXACT);
            for (Object[] step : new Object[][] {{first, "0.15"}, {second, "0.2"}}) {
                BigDecimal end = (BigDecimal) step[0];
                BigDecimal at = GainsTax.of(law.capitalGains(), status, ordinary, end, end)
                        .tax();
                BigDecimal above = GainsTax.of(law.capitalGains(), status, ordinary, end.add(ONE), end.add(ONE))
                        .tax();
                assertThat(above.subtract(at)).isEqualByComparingTo(step[1].toString());
            }
            assertThat(GainsTax.of(law.capitalGains(), status, ordinary, first, first)
                            .tax())
                    .isEqualByComparingTo("0");
        });
    }

    @Test
    void studentLoanInterestShrinksOverItsRange() {
        everyYearAndStatus((law, status) -> {
            Filer.Builder filer = filer(law, status).amount(Item.STUDENT_LOAN_INTEREST, 3_000);
            if (status == FilingStatus.MARRIED_SEPARATE) {
                assertThat(atIncome(filer, number("20000"), LineName.STUDENT_LOAN_INTEREST))
                        .isEqualByComparingTo("0");
                return;
            }
            BigDecimal start = law.studentLoanInterest().phaseoutStart().of(status);
            BigDecimal end = start.add(law.studentLoanInterest().phaseoutWidth().of(status));
            assertThat(atIncome(filer, start, LineName.STUDENT_LOAN_INTEREST)).isEqualByComparingTo("2500");
            assertThat(atIncome(filer, start.add(ONE), LineName.STUDENT_LOAN_INTEREST))
                    .isLessThan(number("2500"));
            assertThat(atIncome(filer, end.subtract(ONE), LineName.STUDENT_LOAN_INTEREST))
                    .isPositive();
            assertThat(atIncome(filer, end, LineName.STUDENT_LOAN_INTEREST)).isEqualByComparingTo("0");
        });
    }

    @Test
    void theChildCreditShrinksByFiftyForEachThousandOrPartOfIt() {
        everyYearAndStatus((law, status) -> {
            ChildCredit credit = law.childCredit();
            BigDecimal start = credit.phaseoutStart().of(status);
            Filer.Builder filer = filer(law, status).dependents(10);
            BigDecimal full = atIncome(filer, start, LineName.CHILD_TAX_CREDIT);
            assertThat(full).isEqualByComparingTo(credit.perChild());
            assertThat(atIncome(filer, start.add(ONE), LineName.CHILD_TAX_CREDIT))
                    .isEqualByComparingTo(full.subtract(number("50")));
            assertThat(atIncome(filer, start.add(number("1000")), LineName.CHILD_TAX_CREDIT))
                    .isEqualByComparingTo(full.subtract(number("50")));
            assertThat(atIncome(filer, start.add(number("1001")), LineName.CHILD_TAX_CREDIT))
                    .isEqualByComparingTo(full.subtract(number("100")));
        });
    }

    @Test
    void theLargerCreditOf2021ShrinksToTheUsualOne() {
        Law law = Law.of(TaxYear.of(2021));
        ChildCredit credit = law.childCredit();
        for (FilingStatus status : FilingStatus.values()) {
            BigDecimal start = credit.enlarged().orElseThrow().phaseoutStart().of(status);
            Filer.Builder filer = filer(law, status).dependents(5, 17);
            assertThat(atIncome(filer, start, LineName.CHILD_TAX_CREDIT)).isEqualByComparingTo("6600");
            assertThat(atIncome(filer, start.add(ONE), LineName.CHILD_TAX_CREDIT))
                    .isEqualByComparingTo("6550");
            // A surviving spouse's first phase-out ends after 2,500, where the second one starts.
            BigDecimal least = number("6600")
                    .subtract(credit.phaseoutStart()
                            .of(status)
                            .subtract(start)
                            .multiply(number("0.05"))
                            .min(number("2600")));
            assertThat(atIncome(filer, credit.phaseoutStart().of(status), LineName.CHILD_TAX_CREDIT))
                    .isEqualByComparingTo(least);
        }
    }

    @Test
    void aChildTurnsIntoAnotherDependentAtTheAgeOfTheYear() {
        for (TaxYear year : TaxYear.known()) {
            Law law = Law.of(year);
            int age = law.childCredit().ageUnder();
            assertThat(age).isEqualTo(year.number() == 2021 ? 18 : 17);
            Filer.Builder filer = filer(law, FilingStatus.SINGLE).amount(Item.WAGES, 80_000);
            assertThat(exact(filer.dependents(age - 1), LineName.CHILD_TAX_CREDIT))
                    .isPositive();
            assertThat(exact(filer.dependents(age), LineName.CHILD_TAX_CREDIT)).isEqualByComparingTo("0");
            assertThat(exact(filer, LineName.OTHER_DEPENDENT_CREDIT)).isEqualByComparingTo("500");
        }
    }

    @Test
    void theEarnedIncomeCreditShrinksFromItsStartOn() {
        everyYearAndStatus((law, status) -> {
            EarnedIncomeCredit credit = law.earnedIncomeCredit();
            for (int children = 0; children <= 3; children++) {
                EarnedIncomeCredit.Row row = credit.forChildren(children);
                BigDecimal start = row.phaseOutStart(status);
                assertThat(row.credit(start, status)).isEqualByComparingTo(row.most());
                assertThat(row.most().subtract(row.credit(start.add(ONE), status)))
                        .isEqualByComparingTo(row.phaseOutRate());
                BigDecimal end = start.add(row.most().divide(row.phaseOutRate(), Precision.QUOTIENT));
                assertThat(EarnedIncomeForm.lookUp(Precision.FORM, row, status, end))
                        .isEqualByComparingTo("0");
                assertThat(EarnedIncomeForm.lookUp(Precision.FORM, row, status, end.subtract(number("60"))))
                        .isPositive();
            }
        });
    }

    @Test
    void oneDollarMoreOfInvestmentIncomeTakesTheEarnedIncomeCredit() {
        for (TaxYear year : TaxYear.known()) {
            Law law = Law.of(year);
            BigDecimal limit = law.earnedIncomeCredit().investmentIncomeLimit();
            Filer.Builder filer =
                    filer(law, FilingStatus.SINGLE).dependents(3, 4).amount(Item.WAGES, 12_000);
            assertThat(exact(filer.amount(Item.TAX_EXEMPT_INTEREST, limit), LineName.EARNED_INCOME_CREDIT))
                    .isPositive();
            assertThat(exact(filer.amount(Item.TAX_EXEMPT_INTEREST, limit.add(ONE)), LineName.EARNED_INCOME_CREDIT))
                    .isEqualByComparingTo("0");
        }
    }

    @Test
    void theEarnedIncomeCreditWithoutChildrenDependsOnAge() {
        for (TaxYear year : TaxYear.known()) {
            Law law = Law.of(year);
            boolean of2021 = year.number() == 2021;
            for (int age : new int[] {18, 19, 24, 25, 64, 65}) {
                boolean allowed = of2021 ? age >= 19 : age >= 25 && age <= 64;
                Filer.Builder filer =
                        filer(law, FilingStatus.SINGLE).you(Person.of(age)).amount(Item.WAGES, 7_000);
                assertThat(exact(filer, LineName.EARNED_INCOME_CREDIT).signum() > 0)
                        .as("%s %d", year, age)
                        .isEqualTo(allowed);
            }
        }
    }

    @Test
    void sixtyFiveRaisesTheStandardDeduction() {
        everyYearAndStatus((law, status) -> {
            Filer.Builder filer = filer(law, status);
            BigDecimal younger = exact(filer.you(Person.of(64)), LineName.STANDARD_DEDUCTION);
            assertThat(exact(filer.you(Person.of(65)), LineName.STANDARD_DEDUCTION))
                    .isEqualByComparingTo(
                            younger.add(law.standardDeduction().additional().of(status)));
        });
    }

    @Test
    void tipsAndOvertimeShrinkByFullThousandsAndCarLoansByStartedOnes() {
        everyYearAndStatus((law, status) -> {
            if (law.newDeductions().isEmpty()) {
                return;
            }
            NewDeductions deductions = law.newDeductions().get();
            BigDecimal carStart = deductions.carLoanStart().of(status);
            BigDecimal interest = number("4000");
            assertThat(ScheduleOneA.carLoan(deductions, status, carStart, interest))
                    .isEqualByComparingTo("4000");
            assertThat(ScheduleOneA.carLoan(deductions, status, carStart.add(ONE), interest))
                    .isEqualByComparingTo("3800");
            if (status == FilingStatus.MARRIED_SEPARATE) {
                assertThat(ScheduleOneA.tips(deductions, status, ONE, interest)).isEqualByComparingTo("0");
                assertThat(ScheduleOneA.overtime(deductions, status, ONE, interest))
                        .isEqualByComparingTo("0");
                assertThat(ScheduleOneA.seniors(deductions, status, ONE, 1)).isEqualByComparingTo("0");
                return;
            }
            BigDecimal start = deductions.tipsStart().of(status);
            assertThat(ScheduleOneA.tips(deductions, status, start.add(number("999")), interest))
                    .isEqualByComparingTo("4000");
            assertThat(ScheduleOneA.tips(deductions, status, start.add(number("1000")), interest))
                    .isEqualByComparingTo("3900");
            assertThat(ScheduleOneA.overtime(deductions, status, start.add(number("999")), interest))
                    .isEqualByComparingTo("4000");
            assertThat(ScheduleOneA.overtime(deductions, status, start.add(number("1000")), interest))
                    .isEqualByComparingTo("3900");
            BigDecimal seniorStart = deductions.seniorStart().of(status);
            assertThat(ScheduleOneA.seniors(deductions, status, seniorStart, 2)).isEqualByComparingTo("12000");
            assertThat(ScheduleOneA.seniors(deductions, status, seniorStart.add(ONE), 2))
                    .isEqualByComparingTo("11999.88");
        });
    }

    @Test
    void theCapOfStateTaxesShrinksToItsFloor() {
        everyYearAndStatus((law, status) -> {
            Itemizing itemizing = law.itemizing();
            BigDecimal cap = itemizing.taxCap().of(status);
            if (itemizing.taxCapPhaseDown().isEmpty()) {
                assertThat(itemizing.taxCap(status, number("9000000"))).isEqualByComparingTo(cap);
                return;
            }
            BigDecimal start = itemizing.taxCapPhaseDown().get().over().of(status);
            assertThat(itemizing.taxCap(status, start)).isEqualByComparingTo(cap);
            assertThat(itemizing.taxCap(status, start.add(ONE))).isEqualByComparingTo(cap.subtract(number("0.3")));
            assertThat(itemizing.taxCap(status, number("9000000")))
                    .isEqualByComparingTo(
                            itemizing.taxCapPhaseDown().get().floor().of(status));
        });
    }

    @Test
    void theBusinessDeductionShrinksAboveItsThreshold() {
        everyYearAndStatus((law, status) -> {
            BigDecimal threshold = law.businessDeduction().threshold().of(status);
            BigDecimal end =
                    threshold.add(law.businessDeduction().phaseInWidth().of(status));
            BigDecimal income = number("50000");
            Function<BigDecimal, BigDecimal> at = taxable -> BusinessDeductionForm.deduction(
                    law.businessDeduction(), status, income, BigDecimal.ZERO, Set.of(), taxable, BigDecimal.ZERO);
            assertThat(at.apply(threshold)).isEqualByComparingTo("10000");
            assertThat(at.apply(threshold.add(ONE))).isLessThan(number("10000"));
            assertThat(at.apply(end.subtract(ONE)))
                    .isGreaterThan(law.businessDeduction().least().min(number("0.1")));
            assertThat(at.apply(end))
                    .isEqualByComparingTo(law.businessDeduction().least());
        });
    }

    @Test
    void educationCreditsShrinkOverTheirRange() {
        everyYearAndStatus((law, status) -> {
            EducationCredits credits = law.educationCredits();
            Filer.Builder filer = filer(law, status).studentExpenses(number("4000"));
            if (status == FilingStatus.MARRIED_SEPARATE) {
                assertThat(atIncome(filer, number("50000"), LineName.REFUNDABLE_EDUCATION_CREDIT))
                        .isEqualByComparingTo("0");
                return;
            }
            BigDecimal start = credits.opportunityStart().of(status);
            BigDecimal end = credits.opportunityEnd().of(status);
            assertThat(atIncome(filer, start, LineName.REFUNDABLE_EDUCATION_CREDIT))
                    .isEqualByComparingTo("1000");
            assertThat(atIncome(filer, start.add(ONE), LineName.REFUNDABLE_EDUCATION_CREDIT))
                    .isLessThan(number("1000"));
            assertThat(atIncome(filer, end.subtract(ONE), LineName.REFUNDABLE_EDUCATION_CREDIT))
                    .isPositive();
            assertThat(atIncome(filer, end, LineName.REFUNDABLE_EDUCATION_CREDIT))
                    .isEqualByComparingTo("0");
        });
    }

    @Test
    void benefitsAreTaxedFromTheFirstBaseOn() {
        everyYearAndStatus((law, status) -> {
            BigDecimal first = law.benefitsTaxation().firstBase().of(status);
            BigDecimal second = law.benefitsTaxation().secondBase().of(status);
            Filer.Builder filer = filer(law, status).amount(Item.SOCIAL_SECURITY, 20_000);
            BigDecimal half = number("10000");
            assertThat(atIncome(filer, first.subtract(half), LineName.TAXABLE_SOCIAL_SECURITY))
                    .isEqualByComparingTo("0");
            assertThat(atIncome(filer, first.subtract(half).add(ONE), LineName.TAXABLE_SOCIAL_SECURITY))
                    .isEqualByComparingTo("0.5");
            BigDecimal atSecond = atIncome(filer, second.subtract(half), LineName.TAXABLE_SOCIAL_SECURITY);
            assertThat(atIncome(filer, second.subtract(half).add(ONE), LineName.TAXABLE_SOCIAL_SECURITY)
                            .subtract(atSecond))
                    .isEqualByComparingTo("0.85");
        });
    }

    @Test
    void exemptionOfTheMinimumTaxShrinksAboveItsStart() {
        everyYearAndStatus((law, status) -> {
            BigDecimal start = law.minimumTax().phaseoutStart().of(status);
            BigDecimal exemption = law.minimumTax().exemption().of(status);
            String rate = law.year().number() < 2026 ? "0.25" : "0.5";
            Filer.Builder filer = filer(law, status);
            assertThat(atIncome(filer, start, LineName.AMT_INCOME)).isEqualByComparingTo(start);
            assertThat(atIncome(filer, start, LineName.AMT_EXEMPTION)).isEqualByComparingTo(exemption);
            assertThat(atIncome(filer, start.add(ONE), LineName.AMT_EXEMPTION))
                    .isEqualByComparingTo(exemption.subtract(number(rate)));
        });
    }

    @Test
    void minimumTaxStartsAboveItsExemptionAndHasItsHigherRateFromItsBoundOn() {
        everyYearAndStatus((law, status) -> {
            BigDecimal exemption = law.minimumTax().exemption().of(status);
            BigDecimal bound = exemption.add(law.minimumTax().highRateOver().of(status));
            Filer.Builder filer = filer(law, status);
            assertThat(atIncome(filer, exemption, LineName.TENTATIVE_MINIMUM_TAX))
                    .isEqualByComparingTo("0");
            assertThat(atIncome(filer, exemption.add(ONE), LineName.TENTATIVE_MINIMUM_TAX))
                    .isEqualByComparingTo("0.26");
            BigDecimal before = atIncome(filer, bound.subtract(ONE), LineName.TENTATIVE_MINIMUM_TAX);
            BigDecimal at = atIncome(filer, bound, LineName.TENTATIVE_MINIMUM_TAX);
            BigDecimal after = atIncome(filer, bound.add(ONE), LineName.TENTATIVE_MINIMUM_TAX);
            assertThat(at.subtract(before)).isEqualByComparingTo("0.26");
            assertThat(after.subtract(at)).isEqualByComparingTo("0.28");
        });
    }

    @Test
    void careCreditFallsByAPointAboveTheStartOfEachStep() {
        everyYearAndStatus((law, status) -> {
            if (status == FilingStatus.MARRIED_SEPARATE) {
                return;
            }
            BigDecimal paid = number("3000");
            Filer.Builder filer =
                    filer(law, status).dependents(5).amount(Item.WAGES, 5_000).amount(Item.CARE, paid);
            if (status.joint()) {
                filer.amount(Item.WAGES_SPOUSE, 5_000);
            }
            BigDecimal wages = number(status.joint() ? "10000" : "5000");
            BigDecimal rate = law.careCredit().highestRate();
            BigDecimal start = law.careCredit().steps().get(0).over().of(status);
            assertCare(filer, start.subtract(wages), paid.multiply(rate));
            assertCare(filer, start.subtract(wages).add(ONE), paid.multiply(rate.subtract(number("0.01"))));
        });
    }

    /** The credit before the tax limits it, where it does. */
    private static void assertCare(Filer.Builder filer, BigDecimal otherIncome, BigDecimal credit) {
        TaxReturn taxReturn =
                TaxReturn.of(filer.amount(Item.OTHER_INCOME, otherIncome).build(), Precision.EXACT);
        BigDecimal most = taxReturn.law().careCredit().refundable()
                ? credit
                : credit.min(taxReturn.value(LineName.TAX_BEFORE_CREDITS));
        assertThat(taxReturn.value(LineName.CARE_CREDIT)).isEqualByComparingTo(most);
    }
}
