package ai.vivace.tax;

import java.math.BigDecimal;

/** What a person earned by work: wages and the profit of one's own business less half of self-employment tax. */
final class EarnedIncome {
    private EarnedIncome() {}

    /** Of everybody on the return, in dollars; a loss may make it negative. */
    static BigDecimal of(Sheet sheet) {
        return sheet.value(LineName.WAGES)
                .add(sheet.value(LineName.BUSINESS_INCOME))
                .subtract(sheet.value(LineName.SELF_EMPLOYMENT_DEDUCTION));
    }

    /** Of the filer alone. */
    static BigDecimal ofYou(Sheet sheet) {
        return sheet.given(Item.WAGES)
                .add(sheet.given(Item.SELF_EMPLOYMENT))
                .subtract(SelfEmploymentTax.ofYou(sheet).deductible());
    }

    /** Of the spouse alone. */
    static BigDecimal ofSpouse(Sheet sheet) {
        return sheet.given(Item.WAGES_SPOUSE)
                .add(sheet.given(Item.SELF_EMPLOYMENT_SPOUSE))
                .subtract(SelfEmploymentTax.ofSpouse(sheet).deductible());
    }
}
