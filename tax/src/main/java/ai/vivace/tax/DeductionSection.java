package ai.vivace.tax;

import ai.vivace.tax.law.Itemizing;
import java.math.BigDecimal;

/** From adjusted gross income to taxable income: the standard or itemized deduction, gifts, Schedule 1-A, the business deduction. */
final class DeductionSection {
    private DeductionSection() {}

    /** All deductions from adjusted gross income on the sheet. */
    static BigDecimal total(Sheet sheet) {
        return beforeBusiness(sheet).add(sheet.value(LineName.QBI_DEDUCTION));
    }

    private static BigDecimal beforeBusiness(Sheet sheet) {
        return sheet.value(LineName.DEDUCTION_AMOUNT)
                .add(charityBelowLine(sheet))
                .add(sheet.value(LineName.SCHEDULE_1A_DEDUCTIONS));
    }

    private static BigDecimal charityBelowLine(Sheet sheet) {
        return sheet.law().itemizing().charityAboveLine()
                ? BigDecimal.ZERO
                : sheet.value(LineName.CHARITY_WITHOUT_ITEMIZING);
    }

    /** Gifts of money that the standard deduction allows beside it, in dollars. */
    static BigDecimal charityWithoutItemizing(Sheet sheet) {
        return sheet.given(Item.CHARITY_CASH)
                .min(sheet.law().itemizing().charityWithoutItemizing().of(sheet.status()));
    }

    /** Puts those gifts on their line. */
    static void putCharity(Sheet sheet) {
        sheet.putUnlessZero(LineName.CHARITY_WITHOUT_ITEMIZING, charityWithoutItemizing(sheet), () -> Reason.of(
                        sheet.law().itemizing().citation(),
                        "gifts of money, at most "
                                + Money.text(sheet.law()
                                        .itemizing()
                                        .charityWithoutItemizing()
                                        .of(sheet.status())),
                        "In this year some gifts count even with the standard deduction.")
                .with("money", sheet.given(Item.CHARITY_CASH)));
    }

    /** Fills lines with the standard deduction and with itemized ones, and takes one of them. */
    static void fill(Sheet sheet) {
        BigDecimal standard = StandardDeductionWorksheet.fill(sheet);
        BigDecimal itemized = ScheduleA.fill(sheet);
        ScheduleOneA.fill(sheet);
        DeductionChoice choice = sheet.filer().deduction();
        BigDecimal standardWithGifts = standard.add(sheet.line(charityWithoutItemizing(sheet)));
        boolean mayItemize = itemized.signum() > 0 && choice != DeductionChoice.STANDARD;
        if (mayItemize && (choice == DeductionChoice.ITEMIZED || itemized.compareTo(standardWithGifts) > 0)) {
            itemize(sheet, itemized);
            BigDecimal limited = sheet.value(LineName.ITEMIZED_DEDUCTIONS);
            if (choice == DeductionChoice.ITEMIZED || limited.compareTo(standardWithGifts) > 0) {
                return;
            }
            sheet.remove(LineName.ITEMIZED_LIMIT);
        }
        takeStandard(sheet);
    }

    /** Takes the standard deduction, which may have changed with income. */
    static void takeStandard(Sheet sheet) {
        BigDecimal standard = StandardDeductionWorksheet.fill(sheet);
        sheet.remove(LineName.ITEMIZED_DEDUCTIONS);
        sheet.remove(LineName.QBI_DEDUCTION);
        if (!sheet.law().itemizing().charityAboveLine()) {
            putCharity(sheet);
        }
        sheet.put(
                LineName.DEDUCTION_AMOUNT,
                standard,
                () -> Reason.of(
                        "standard deduction", "The standard deduction is at least as much as what you could itemize."));
        BusinessDeductionForm.fill(sheet, beforeBusiness(sheet));
        taxable(sheet);
    }

    private static void itemize(Sheet sheet, BigDecimal itemized) {
        sheet.remove(LineName.CHARITY_WITHOUT_ITEMIZING);
        putItemized(sheet, itemized);
        // The business deduction looks at income before the limit of the highest bracket (199A(e)(1)).
        BusinessDeductionForm.fill(sheet, beforeBusiness(sheet));
        taxable(sheet);
        Itemizing law = sheet.law().itemizing();
        if (law.topBracketLimit().isEmpty()) {
            return;
        }
        BigDecimal topStart = sheet.law().brackets(sheet.status()).topStart();
        BigDecimal before = sheet.value(LineName.TAXABLE_INCOME);
        BigDecimal reduction = TopBracketLimit.reduction(law.topBracketLimit().get(), topStart, before, itemized);
        if (reduction.signum() == 0) {
            return;
        }
        BigDecimal rounded = sheet.put(LineName.ITEMIZED_LIMIT, reduction, () -> Reason.of(
                        law.citation(),
                        "2/37 of itemized deductions, or of income above " + Money.text(topStart)
                                + " before them when that is less",
                        "In the highest bracket itemized deductions save 35 cents of a dollar, not 37.")
                .with("itemized deductions", itemized)
                .with("taxable income before the limit", before)
                .with("start of the highest bracket", topStart));
        putItemized(sheet, itemized.subtract(rounded));
        taxable(sheet);
    }

    private static void putItemized(Sheet sheet, BigDecimal itemized) {
        Reason reason = Reason.of(
                sheet.law().itemizing().citation(),
                "medical + taxes + mortgage interest + gifts + other"
                        + (sheet.value(LineName.ITEMIZED_LIMIT).signum() > 0 ? " - limit of the highest bracket" : ""),
                "You itemize: that is more than the standard deduction, or you chose to.");
        sheet.put(LineName.ITEMIZED_DEDUCTIONS, itemized, () -> reason);
        sheet.put(LineName.DEDUCTION_AMOUNT, itemized, () -> reason);
    }

    private static void taxable(Sheet sheet) {
        BigDecimal deductions = total(sheet);
        BigDecimal income = sheet.value(LineName.AGI);
        sheet.put(LineName.TAXABLE_INCOME, income.subtract(deductions).max(BigDecimal.ZERO), () -> Reason.of(
                        "adjusted gross income - deductions, at least 0", "This is what the tax rates are applied to.")
                .with("adjusted gross income", income)
                .with("deductions", deductions));
    }
}
