package ai.vivace.tax.business;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.LawGroup;
import java.math.BigDecimal;

/**
 * Taxes of corporations and employers that are the same in all years from 2020 on.
 *
 * @param rate the income tax rate of C-corporations, 0.21
 * @param unemploymentBase wages of one employee that bear federal unemployment tax, in dollars
 * @param unemploymentRate the rate after the credit for state unemployment tax, 0.006
 * @param citation where the numbers are from
 */
record CorporationLaw(BigDecimal rate, BigDecimal unemploymentBase, BigDecimal unemploymentRate, Citation citation) {
    private static final String GROUP = "corporation_taxes";

    /** Reads them once. */
    private static final class Loaded {
        private static final CorporationLaw LAW = load();
    }

    static CorporationLaw get() {
        return Loaded.LAW;
    }

    private static CorporationLaw load() {
        LawGroup group = Law.general().get(GROUP);
        if (group == null) {
            throw new InputException("general.json: expected the group \"" + GROUP + "\", but it is missing. Add it.");
        }
        return new CorporationLaw(
                group.decimal("corporate_rate"),
                group.decimal("federal_unemployment_wage_base"),
                group.decimal("federal_unemployment_rate").subtract(group.decimal("state_unemployment_credit_rate")),
                group.citation());
    }

    /** Federal unemployment tax on one salary, in dollars. */
    BigDecimal unemploymentTax(BigDecimal salary) {
        return salary.min(unemploymentBase).multiply(unemploymentRate);
    }
}
