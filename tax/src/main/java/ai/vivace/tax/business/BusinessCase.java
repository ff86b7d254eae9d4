package ai.vivace.tax.business;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.StateFees;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A business of one owner, whose form is in question. Immutable, and checked when it is made.
 *
 * <pre>{@code
 * BusinessCase consulting = BusinessCase.of(filer, new BigDecimal("120000"), new BigDecimal("60000"))
 *         .state("CA")
 *         .build();
 * BusinessComparison comparison = BusinessComparison.of(consulting);
 * }</pre>
 *
 * @param filer the owner's year without the business: status, other income, deductions
 * @param profit of the business in a year, before the owner's pay and before tax, in dollars
 * @param salary what a corporation would pay the owner, in dollars a year
 * @param corporationCost what payroll and the return of a corporation cost a year, in dollars
 * @param home fees of the state where the business works; none when it was not given
 * @param formedIn fees of another state in which the company would be formed
 * @param residence whether the owner is a resident for tax
 * @param workPermission whether the owner may work for any employer, also the own one
 */
public record BusinessCase(
        Filer filer,
        BigDecimal profit,
        BigDecimal salary,
        BigDecimal corporationCost,
        Optional<StateFees> home,
        Optional<StateFees> formedIn,
        OwnerResidence residence,
        WorkPermission workPermission) {

    /** Whether the owner is a resident for tax. */
    public enum OwnerResidence {
        /** Citizen, or resident for tax. */
        RESIDENT,
        /** Nonresident alien for tax. */
        NONRESIDENT
    }

    /** What the owner's immigration status says about working for the own company. */
    public enum WorkPermission {
        /** Citizen, green card, or another status that allows any work. */
        ANY_WORK,
        /** F-1, H-1B and others that allow certain work only. */
        LIMITED
    }

    /** @throws InputException when there is no profit, the salary is above it, or the filer has a business already */
    public BusinessCase {
        InputException.require(
                profit.signum() > 0,
                () -> "profit: expected dollars a year above zero, but found " + Money.text(profit)
                        + ". Without a profit a company only costs fees.");
        InputException.require(
                salary.signum() >= 0 && salary.compareTo(profit) <= 0,
                () -> "salary: expected zero up to the profit, " + Money.text(profit) + ", but found "
                        + Money.text(salary) + ". A corporation pays the salary out of its profit.");
        InputException.require(
                corporationCost.signum() >= 0,
                () -> "corporation cost: expected zero or more dollars a year, but found " + Money.text(corporationCost)
                        + ".");
        for (Item item : List.of(Item.SELF_EMPLOYMENT, Item.PASS_THROUGH_INCOME, Item.BUSINESS_WAGES)) {
            InputException.require(
                    filer.amount(item).signum() == 0,
                    () -> item.key() + ": expected the owner's year without the business, but found "
                            + Money.text(filer.amount(item)) + ". Give it as the profit.");
        }
    }

    /**
     * Begins a case.
     *
     * @param filer the owner's year without the business
     * @param profit of a year before the owner's pay and before tax, in dollars
     * @param salary what a corporation would pay the owner, in dollars a year; a reasonable one
     */
    public static Builder of(Filer filer, BigDecimal profit, BigDecimal salary) {
        return new Builder(filer, profit, salary);
    }

    /** Collects what is known of a business. */
    public static final class Builder {
        /** Payroll service and a corporate return, at common prices. */
        private static final BigDecimal USUAL_COST = BigDecimal.valueOf(2_500);

        private final Filer filer;
        private final BigDecimal profit;
        private final BigDecimal salary;
        private BigDecimal corporationCost = USUAL_COST;
        private Optional<StateFees> home = Optional.empty();
        private Optional<StateFees> formedIn = Optional.empty();
        private OwnerResidence residence = OwnerResidence.RESIDENT;
        private WorkPermission workPermission = WorkPermission.ANY_WORK;

        private Builder(Filer filer, BigDecimal profit, BigDecimal salary) {
            this.filer = filer;
            this.profit = profit;
            this.salary = salary;
        }

        /** What payroll and a corporation's return cost a year, in dollars. Default: 2,500. */
        public Builder corporationCost(BigDecimal dollars) {
            corporationCost = dollars;
            return this;
        }

        /**
         * Where the business works, by two letters or name. Default: not given, so no state fees.
         *
         * @throws InputException for an unknown state
         */
        public Builder state(String state) {
            home = Optional.of(StateFees.of(state));
            return this;
        }

        /**
         * The state in which the company would be formed. Default: where it works.
         *
         * @throws InputException for an unknown state
         */
        public Builder formedIn(String state) {
            formedIn = Optional.of(StateFees.of(state));
            return this;
        }

        /** Whether the owner is a resident for tax. Default: resident. */
        public Builder residence(OwnerResidence residence) {
            this.residence = residence;
            return this;
        }

        /** What the owner's immigration status allows. Default: any work. */
        public Builder workPermission(WorkPermission workPermission) {
            this.workPermission = workPermission;
            return this;
        }

        /** @throws InputException when what was given contradicts itself */
        public BusinessCase build() {
            return new BusinessCase(filer, profit, salary, corporationCost, home, formedIn, residence, workPermission);
        }
    }
}
