package ai.vivace.tax.business;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import java.math.BigDecimal;

/**
 * What salary an owner pays from a profit. The law asks for a reasonable one: what somebody else would be paid for the same work. Rules by
 * a share of the profit make an S-corporation look good at low profit, where their salary is not credible.
 */
@FunctionalInterface
public interface SalaryRule {
    /** The salary from a profit before it, both in dollars a year. */
    BigDecimal salary(BigDecimal profit);

    /** The same salary from every profit, in dollars a year. */
    static SalaryRule fixed(BigDecimal salary) {
        check(salary);
        return profit -> salary;
    }

    /** A share of the profit, 0 to 1. */
    static SalaryRule share(BigDecimal share) {
        InputException.require(
                share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0,
                () -> "salary share: expected 0 to 1 of the profit, such as 0.4, but found " + share.toPlainString()
                        + ".");
        return profit -> profit.multiply(share);
    }

    /** The larger of an amount in dollars a year and a share of the profit: the realistic rule. */
    static SalaryRule larger(BigDecimal least, BigDecimal share) {
        check(least);
        SalaryRule byShare = share(share);
        return profit -> least.max(byShare.salary(profit));
    }

    private static void check(BigDecimal salary) {
        InputException.require(
                salary.signum() >= 0,
                () -> "salary: expected zero or more dollars a year, but found " + Money.text(salary) + ".");
    }
}
