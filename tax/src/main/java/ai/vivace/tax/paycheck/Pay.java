package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is paid for one pay period, and what is taken off before tax. Immutable, and checked when it is made.
 *
 * <pre>{@code
 * Pay pay = Pay.of(TaxYear.of(2026), PayFrequency.BIWEEKLY, FormW4.of(FilingStatus.SINGLE), new BigDecimal("3000"))
 *         .takeOff(PreTax.RETIREMENT, new BigDecimal("150"))
 *         .build();
 * Paycheck paycheck = Paycheck.of(pay);
 * }</pre>
 *
 * @param year the year in which it is paid
 * @param frequency how often
 * @param form the employee's Form W-4
 * @param gross regular pay of the period, in dollars
 * @param supplemental bonus, commission or the like paid with it and shown by itself
 * @param preTax what is taken off before tax, by kind
 * @param wagesBefore wages of this employer that bore Medicare tax earlier in the year
 * @param supplementalBefore bonuses and the like of this employer earlier in the year
 * @param payrollTaxes whether Social Security and Medicare taxes are owed
 */
public record Pay(
        TaxYear year,
        PayFrequency frequency,
        FormW4 form,
        BigDecimal gross,
        BigDecimal supplemental,
        Map<PreTax, BigDecimal> preTax,
        BigDecimal wagesBefore,
        BigDecimal supplementalBefore,
        PayrollTaxes payrollTaxes) {

    /** Whether pay bears Social Security and Medicare taxes. */
    public enum PayrollTaxes {
        /** As for nearly everybody. */
        OWED,
        /** Nonresident students and teachers in F-1, J-1, M-1 and Q-1 status. */
        EXEMPT
    }

    /** @throws InputException for negative amounts, and when more is taken off than is paid; it names the field */
    public Pay {
        Map<PreTax, BigDecimal> kinds = new EnumMap<>(PreTax.class);
        kinds.putAll(preTax);
        preTax = Collections.unmodifiableMap(kinds);
        check("gross", gross);
        check("supplemental", supplemental);
        check("wages before", wagesBefore);
        check("supplemental before", supplementalBefore);
        kinds.forEach((kind, amount) -> check(kind.title(), amount));
        BigDecimal paid = gross.add(supplemental);
        BigDecimal taken = kinds.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        InputException.require(
                taken.compareTo(paid) <= 0,
                () -> "pre-tax deductions: expected at most the pay of the period, " + Money.text(paid) + ", but found "
                        + Money.text(taken) + ". Give amounts for one paycheck, not for the year.");
    }

    private static void check(String field, BigDecimal amount) {
        InputException.require(
                amount.signum() >= 0,
                () -> field + ": expected zero or more dollars for a paycheck, but found " + Money.text(amount) + ".");
    }

    /** What is taken off before tax of a kind, in dollars. */
    public BigDecimal takenOff(PreTax kind) {
        return preTax.getOrDefault(kind, BigDecimal.ZERO);
    }

    /** All that is taken off before income tax, in dollars. */
    BigDecimal takenOff() {
        return preTax.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is taken off before Social Security and Medicare taxes too, in dollars. */
    BigDecimal takenOffBeforePayrollTaxes() {
        return preTax.entrySet().stream()
                .filter(entry -> entry.getKey().lowersPayrollTaxes())
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Begins a pay period.
     *
     * @param year the year in which it is paid
     * @param frequency how often pay comes
     * @param form the employee's Form W-4
     * @param gross regular pay of the period, in dollars
     */
    public static Builder of(TaxYear year, PayFrequency frequency, FormW4 form, BigDecimal gross) {
        return new Builder(year, frequency, form, gross);
    }

    /** Collects what is known of a pay period. */
    public static final class Builder {
        private final TaxYear year;
        private final PayFrequency frequency;
        private final FormW4 form;
        private final BigDecimal gross;
        private final Map<PreTax, BigDecimal> preTax = new EnumMap<>(PreTax.class);
        private BigDecimal supplemental = BigDecimal.ZERO;
        private BigDecimal wagesBefore = BigDecimal.ZERO;
        private BigDecimal supplementalBefore = BigDecimal.ZERO;
        private PayrollTaxes payrollTaxes = PayrollTaxes.OWED;

        private Builder(TaxYear year, PayFrequency frequency, FormW4 form, BigDecimal gross) {
            this.year = year;
            this.frequency = frequency;
            this.form = form;
            this.gross = gross;
        }

        /** A bonus, commission or the like, in dollars, taxed at the flat rate. Default: none. */
        public Builder supplemental(BigDecimal dollars) {
            supplemental = dollars;
            return this;
        }

        /** What is taken off before tax for a kind, in dollars for the period. Default: nothing. */
        public Builder takeOff(PreTax kind, BigDecimal dollars) {
            preTax.put(kind, dollars);
            return this;
        }

        /** Wages of this employer that bore Medicare tax earlier in the year, in dollars. Default: none. */
        public Builder wagesBefore(BigDecimal dollars) {
            wagesBefore = dollars;
            return this;
        }

        /** Bonuses and the like of this employer earlier in the year, in dollars. Default: none. */
        public Builder supplementalBefore(BigDecimal dollars) {
            supplementalBefore = dollars;
            return this;
        }

        /** Whether Social Security and Medicare taxes are owed. Default: they are. */
        public Builder payrollTaxes(PayrollTaxes payrollTaxes) {
            this.payrollTaxes = payrollTaxes;
            return this;
        }

        /** @throws InputException for negative amounts, and when more is taken off than is paid */
        public Pay build() {
            return new Pay(
                    year, frequency, form, gross, supplemental, preTax, wagesBefore, supplementalBefore, payrollTaxes);
        }
    }
}
