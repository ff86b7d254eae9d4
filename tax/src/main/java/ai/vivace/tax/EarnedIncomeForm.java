package ai.vivace.tax;

import ai.vivace.tax.law.EarnedIncomeCredit;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The earned income credit (worksheets of Form 1040; Publication 596), by rows of 50 dollars as in its table. */
final class EarnedIncomeForm {
    private static final BigDecimal WIDTH = new BigDecimal(50);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private EarnedIncomeForm() {}

    static void fill(Sheet sheet) {
        EarnedIncomeCredit law = sheet.law().earnedIncomeCredit();
        BigDecimal earned = sheet.line(EarnedIncome.of(sheet));
        BigDecimal income = sheet.value(LineName.AGI);
        int children = children(sheet, law);
        EarnedIncomeCredit.Row row = law.forChildren(children);
        BigDecimal credit = credit(sheet, row, earned, income);
        if (credit.signum() == 0) {
            return;
        }
        Optional<String> refusal = refusal(sheet, law, children);
        sheet.put(LineName.EARNED_INCOME_CREDIT, refusal.isPresent() ? BigDecimal.ZERO : credit, () -> Reason.of(
                        law.citation(),
                        refusal.isPresent()
                                ? "not allowed"
                                : Money.percent(row.phaseInRate()) + " of earned income up to " + Money.text(row.most())
                                        + ", less "
                                        + Money.percent(row.phaseOutRate()) + " of income above "
                                        + Money.text(row.phaseOutStart(sheet.status()))
                                        + (sheet.precision() == Precision.FORM
                                                ? "; at the middle of the row of the table"
                                                : ""),
                        refusal.orElse("People with lower earnings get this even when they owe no tax."))
                .with("earned income", earned)
                .with("adjusted gross income", income)
                .with("children", BigDecimal.valueOf(children)));
    }

    /** Children under the age who are younger than a filer. */
    private static int children(Sheet sheet, EarnedIncomeCredit law) {
        int oldest =
                sheet.filer().people().stream().mapToInt(Person::years).max().orElse(0);
        return sheet.filer().dependentsUnder(Math.min(law.childAgeUnder(), oldest));
    }

    private static BigDecimal credit(Sheet sheet, EarnedIncomeCredit.Row row, BigDecimal earned, BigDecimal income) {
        if (earned.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        FilingStatus status = sheet.status();
        BigDecimal byEarnings = lookUp(sheet.precision(), row, status, earned);
        // The worksheet looks at adjusted gross income only where it can shrink the credit.
        return income.compareTo(row.phaseOutStart(status)) < 0
                ? byEarnings
                : byEarnings.min(lookUp(sheet.precision(), row, status, income));
    }

    /** The credit of an amount by the table, or by the formula. */
    static BigDecimal lookUp(Precision precision, EarnedIncomeCredit.Row row, FilingStatus status, BigDecimal amount) {
        if (precision == Precision.EXACT) {
            return row.credit(amount, status);
        }
        BigDecimal end = row.phaseOutStart(status).add(row.most().divide(row.phaseOutRate(), Precision.QUOTIENT));
        if (amount.compareTo(end) >= 0) {
            return BigDecimal.ZERO;
        }
        // The first row starts at 1 dollar, the last one ends where the credit does.
        BigDecimal rowStart = amount.subtract(amount.remainder(WIDTH));
        BigDecimal low = rowStart.max(BigDecimal.ONE);
        BigDecimal high = rowStart.add(WIDTH).min(end);
        BigDecimal middle = low.add(high).multiply(HALF);
        return row.credit(middle, status).setScale(0, RoundingMode.HALF_UP);
    }

    private static Optional<String> refusal(Sheet sheet, EarnedIncomeCredit law, int children) {
        Filer filer = sheet.filer();
        if (sheet.status() == FilingStatus.MARRIED_SEPARATE) {
            return Optional.of("Married people have this credit on a joint return only, unless they lived apart.");
        }
        if (filer.is(Circumstance.CLAIMED_BY_ANOTHER)) {
            return Optional.of("Whom another can claim as a dependent has no earned income credit.");
        }
        BigDecimal investments = investments(sheet);
        if (investments.compareTo(law.investmentIncomeLimit()) > 0) {
            return Optional.of("Your investment income of " + Money.text(investments) + " is above the limit of "
                    + Money.text(law.investmentIncomeLimit()) + ", so there is no earned income credit.");
        }
        if (children == 0 && filer.people().stream().noneMatch(person -> ageAllows(law, person))) {
            return Optional.of("Without children one of the filers must be of "
                    + law.childlessAgeLeast()
                    + law.childlessAgeMost().map(most -> " to " + most).orElse(" or more") + " years.");
        }
        return Optional.empty();
    }

    private static boolean ageAllows(EarnedIncomeCredit law, Person person) {
        return person.years() >= law.childlessAgeLeast()
                && law.childlessAgeMost()
                        .filter(most -> most.intValue() < person.years())
                        .isEmpty();
    }

    private static BigDecimal investments(Sheet sheet) {
        return sheet.sum(LineName.TAXABLE_INTEREST, LineName.TAX_EXEMPT_INTEREST, LineName.ORDINARY_DIVIDENDS)
                .add(sheet.value(LineName.CAPITAL_GAIN).max(BigDecimal.ZERO));
    }
}
