package ai.vivace.tax.report;

import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody wants to know first of a return: what comes back or is owed, and why, in a few plain sentences.
 *
 * @param headline the answer
 * @param because how it comes about, in the order of the return
 */
public record ReturnAnswer(String headline, List<String> because) {
    public ReturnAnswer {
        because = List.copyOf(because);
    }

    /** The answer of a return. */
    public static ReturnAnswer of(TaxReturn result) {
        return new ReturnAnswer(headline(result), because(result));
    }

    private static String headline(TaxReturn result) {
        BigDecimal refund = result.value(LineName.REFUND);
        BigDecimal owed = result.value(LineName.BALANCE_DUE);
        if (owed.signum() > 0) {
            return (nothingPaid(result) ? "Your federal tax for " : "You still owe ")
                    + (nothingPaid(result)
                            ? result.year() + " is " + Money.text(owed) + "."
                            : Money.text(owed) + " for " + result.year() + ".");
        }
        return refund.signum() > 0
                ? "You get back " + Money.text(refund) + " for " + result.year() + "."
                : "You owe nothing for " + result.year() + ", and nothing comes back.";
    }

    private static boolean nothingPaid(TaxReturn result) {
        return paid(result).signum() == 0 && paidOut(result).signum() == 0;
    }

    private static List<String> because(TaxReturn result) {
        List<String> sentences = new ArrayList<>();
        sentences.add(income(result));
        BigDecimal tax = result.value(LineName.TAX_BEFORE_CREDITS);
        if (tax.signum() > 0) {
            sentences.add("The income tax on that is " + Money.text(tax) + lastDollar(result) + ".");
        }
        BigDecimal credits = tax.subtract(result.value(LineName.TAX_AFTER_CREDITS));
        if (credits.signum() > 0) {
            sentences.add("Credits take " + Money.text(credits) + " off it.");
        }
        others(result, sentences);
        sentences.add(payments(result));
        return sentences;
    }

    private static String income(TaxReturn result) {
        BigDecimal total = result.value(LineName.TOTAL_INCOME);
        BigDecimal taxable = result.taxableIncome();
        BigDecimal deduction = result.value(LineName.DEDUCTION_AMOUNT);
        String kind = result.itemizes() ? "itemized deductions" : "the standard deduction";
        if (taxable.signum() == 0) {
            return "Deductions (" + Money.text(deduction) + " of them " + kind + ") cover all of your income of "
                    + Money.text(total) + ", so there is no income tax.";
        }
        BigDecimal off = total.subtract(taxable);
        return "Of your income of " + Money.text(total) + ", " + Money.text(off) + " is not taxed"
                + (off.compareTo(deduction) == 0
                        ? " (" + kind + ")"
                        : " (" + Money.text(deduction) + " of it " + kind + ")")
                + ", which leaves " + Money.text(taxable) + " of taxable income.";
    }

    /** The rate of the last dollar of wages; not said where gains and dividends with rates of their own come in between. */
    private static String lastDollar(TaxReturn result) {
        boolean plain = result.value(LineName.TAX_ON_ORDINARY_PART).signum() == 0
                && result.value(LineName.AMT).signum() == 0
                && result.line(LineName.GAINS_AT_ZERO).isEmpty();
        return plain
                ? ": each slice of income has its own rate, and your last dollar is taxed at "
                        + Money.percent(result.law()
                                .brackets(result.filer().status())
                                .at(result.taxableIncome())
                                .rate())
                : "";
    }

    private static void others(TaxReturn result, List<String> sentences) {
        BigDecimal selfEmployment = result.value(LineName.SELF_EMPLOYMENT_TAX);
        if (selfEmployment.signum() > 0) {
            sentences.add("Self-employment tax adds " + Money.text(selfEmployment)
                    + ": both halves of Social Security and Medicare, as no employer pays one.");
        }
        BigDecimal surtaxes =
                result.value(LineName.ADDITIONAL_MEDICARE_TAX).add(result.value(LineName.NET_INVESTMENT_INCOME_TAX));
        if (surtaxes.signum() > 0) {
            sentences.add("Surtaxes on high wages and investments add " + Money.text(surtaxes) + ".");
        }
    }

    private static String payments(TaxReturn result) {
        BigDecimal total = result.totalTax();
        BigDecimal income = result.value(LineName.TOTAL_INCOME);
        String share =
                income.signum() > 0 && total.signum() > 0 ? " (" + percent(total, income) + " of your income)" : "";
        String owed = "Your whole tax is " + Money.text(total) + share;
        if (nothingPaid(result)) {
            return total.signum() == 0
                    ? owed + "."
                    : owed + ". No tax withheld was given: box 2 of your W-2 says what has been paid already.";
        }
        List<String> parts = new ArrayList<>();
        if (paid(result).signum() > 0) {
            parts.add("you have paid " + Money.text(paid(result)));
        }
        if (paidOut(result).signum() > 0) {
            parts.add("credits of " + Money.text(paidOut(result)) + " are paid out to you");
        }
        return owed + "; " + String.join(", and ", parts) + ".";
    }

    private static BigDecimal paid(TaxReturn result) {
        return result.filer()
                .amount(Item.ESTIMATED_PAYMENTS)
                .add(result.value(LineName.WITHHELD))
                .add(result.value(LineName.ADDITIONAL_MEDICARE_WITHHELD));
    }

    private static BigDecimal paidOut(TaxReturn result) {
        return result.value(LineName.TOTAL_PAYMENTS).subtract(paid(result)).max(BigDecimal.ZERO);
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        BigDecimal share = part.divide(whole, MathContext.DECIMAL64);
        return Money.percent(share.setScale(3, RoundingMode.HALF_UP));
    }
}
