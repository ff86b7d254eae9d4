package ai.vivace.tax;

import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A federal income tax return: Form 1040 with its schedules, as named lines, each of which can say why it has its value.
 *
 * <p>A planning estimate by the law of the year as of {@link #parameterDate}, not tax advice; federal tax only. In {@link Precision#FORM}
 * modelled lines are those of the forms, to the dollar. What was assumed, what the inputs suggest but is not modelled, and what looks wrong
 * stand in {@link #assumptions}, {@link #notModelled} and {@link #warnings}. Immutable; no personal data is kept anywhere.
 */
public final class TaxReturn {
    private final Filer filer;
    private final Law law;
    private final Precision precision;
    private final Sheet sheet;

    private TaxReturn(Filer filer, Law law, Precision precision) {
        this.filer = filer;
        this.law = law;
        this.precision = precision;
        this.sheet = new Sheet(filer, law, precision);
        fill();
    }

    /** The return of a filer, as on the forms. */
    public static TaxReturn of(Filer filer) {
        return of(filer, Precision.FORM);
    }

    /** The return of a filer by a precision. */
    public static TaxReturn of(Filer filer, Precision precision) {
        return new TaxReturn(filer, Law.of(filer.year()), precision);
    }

    private void fill() {
        IncomeSection.fill(sheet);
        BigDecimal adjustments = AdjustmentsSection.fillBeforeStudentLoans(sheet);
        income(adjustments);
        DeductionSection.fill(sheet);
        if (law.itemizing().charityAboveLine()
                && sheet.value(LineName.ITEMIZED_DEDUCTIONS).signum() == 0) {
            giftsAboveLine(adjustments);
        }
        TaxSection.fill(sheet);
        MinimumTaxForm.fill(sheet);
        BigDecimal minimum = sheet.value(LineName.AMT);
        sheet.put(
                LineName.TAX_BEFORE_CREDITS,
                sheet.value(LineName.REGULAR_INCOME_TAX).add(minimum),
                () -> Reason.of("tax + alternative minimum tax", "The income tax before credits.")
                        .with("tax", sheet.value(LineName.REGULAR_INCOME_TAX))
                        .with("alternative minimum tax", minimum));
        NonrefundableCredits.fill(sheet);
        EarnedIncomeForm.fill(sheet);
        ChildCreditForm.fillAdditional(sheet);
        OtherTaxes.fill(sheet);
        PaymentsSection.fill(sheet);
    }

    private void income(BigDecimal adjustments) {
        BenefitsWorksheet.fill(sheet, adjustments);
        IncomeSection.total(sheet);
        AdjustmentsSection.studentLoans(sheet, adjustments);
        AdjustmentsSection.total(sheet);
    }

    /** 2020: who does not itemize takes some gifts off before adjusted gross income, which moves everything after it. */
    private void giftsAboveLine(BigDecimal adjustments) {
        DeductionSection.putCharity(sheet);
        BigDecimal gifts = sheet.value(LineName.CHARITY_WITHOUT_ITEMIZING);
        if (gifts.signum() > 0) {
            income(adjustments.add(gifts));
            DeductionSection.takeStandard(sheet);
        }
    }

    /** Whose return it is. */
    public Filer filer() {
        return filer;
    }

    /** The tax year. */
    public TaxYear year() {
        return filer.year();
    }

    /** The day on which the numbers of the law were collected. */
    public LocalDate parameterDate() {
        return law.parameterDate();
    }

    /** The law of the year. */
    public Law law() {
        return law;
    }

    /** How lines are rounded. */
    public Precision precision() {
        return precision;
    }

    /** The lines that are on the return, in the order in which they are explained. */
    public List<Line> lines() {
        return sheet.lines();
    }

    /** A line, if it is on the return. */
    public Optional<Line> line(LineName name) {
        return sheet.lines().stream().filter(line -> line.name() == name).findFirst();
    }

    /** The amount of a line, in dollars; zero when it is not on the return. */
    public BigDecimal value(LineName name) {
        return sheet.value(name);
    }

    /** Adjusted gross income, in dollars. */
    public BigDecimal adjustedGrossIncome() {
        return value(LineName.AGI);
    }

    /** Taxable income, in dollars. */
    public BigDecimal taxableIncome() {
        return value(LineName.TAXABLE_INCOME);
    }

    /** Total tax, in dollars, before credits that are paid out. */
    public BigDecimal totalTax() {
        return value(LineName.TOTAL_TAX);
    }

    /** What the year costs: total tax less the credits that are paid out, in dollars; negative when more is paid out. */
    public BigDecimal netTax() {
        BigDecimal paidBefore =
                sheet.sum(LineName.WITHHELD, LineName.ADDITIONAL_MEDICARE_WITHHELD, LineName.ESTIMATED_PAYMENTS);
        return totalTax().subtract(value(LineName.TOTAL_PAYMENTS).subtract(paidBefore));
    }

    /** What comes back, in dollars; negative when it is owed. */
    public BigDecimal refundOrBalance() {
        return value(LineName.REFUND).subtract(value(LineName.BALANCE_DUE));
    }

    /** Whether deductions are itemized. */
    public boolean itemizes() {
        return value(LineName.ITEMIZED_DEDUCTIONS).signum() > 0;
    }

    /** What was assumed because it was not given, as sentences. */
    public List<String> assumptions() {
        return ReturnNotes.assumptions(this);
    }

    /** What the inputs suggest and this return does not model, as sentences. */
    public List<String> notModelled() {
        return ReturnNotes.notModelled(this);
    }

    /** What looks like a mistake in the inputs, as sentences. */
    public List<String> warnings() {
        return ReturnNotes.warnings(this);
    }
}
