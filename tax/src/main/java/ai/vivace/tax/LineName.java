package ai.vivace.tax;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of a return, in the order in which they are explained. */
public enum LineName {
    WAGES("Wages, salaries, tips"),
    TAX_EXEMPT_INTEREST("Tax-exempt interest"),
    TAXABLE_INTEREST("Taxable interest"),
    QUALIFIED_DIVIDENDS("Qualified dividends"),
    ORDINARY_DIVIDENDS("Ordinary dividends"),
    PENSION("Taxable pensions and annuities"),
    SOCIAL_SECURITY("Social Security benefits"),
    TAXABLE_SOCIAL_SECURITY("Taxable Social Security benefits"),
    SHORT_TERM_GAIN("Net short-term gain or loss"),
    LONG_TERM_GAIN("Net long-term gain or loss"),
    CAPITAL_GAIN("Capital gain or loss"),
    BUSINESS_INCOME("Business income or loss"),
    PASS_THROUGH_INCOME("S-corporation income or loss"),
    UNEMPLOYMENT("Unemployment compensation"),
    OTHER_INCOME("Other income"),
    ADDITIONAL_INCOME("Additional income"),
    TOTAL_INCOME("Total income"),
    SE_NET_EARNINGS("Net earnings from self-employment"),
    SE_NET_EARNINGS_SPOUSE("Net earnings from self-employment, spouse"),
    EDUCATOR_EXPENSES("Educator expenses"),
    HSA_DEDUCTION("Health savings account deduction"),
    SELF_EMPLOYMENT_DEDUCTION("Half of self-employment tax"),
    SELF_EMPLOYED_RETIREMENT("Self-employed retirement plans"),
    SELF_EMPLOYED_HEALTH_INSURANCE("Self-employed health insurance"),
    IRA_DEDUCTION("IRA deduction"),
    STUDENT_LOAN_INTEREST("Student-loan interest deduction"),
    ADJUSTMENTS("Adjustments to income"),
    AGI("Adjusted gross income"),
    MEDICAL_DEDUCTION("Medical expenses above the floor"),
    STATE_AND_LOCAL_TAXES("State and local taxes"),
    MORTGAGE_DEDUCTION("Mortgage interest"),
    CHARITY_DEDUCTION("Gifts to charity"),
    OTHER_ITEMIZED("Other itemized deductions"),
    ITEMIZED_LIMIT("Limit of itemized deductions in the highest bracket"),
    ITEMIZED_DEDUCTIONS("Itemized deductions"),
    STANDARD_DEDUCTION("Standard deduction"),
    DEDUCTION_AMOUNT("Deduction taken: standard or itemized"),
    CHARITY_WITHOUT_ITEMIZING("Gifts to charity without itemizing"),
    TIPS_DEDUCTION("No tax on tips"),
    OVERTIME_DEDUCTION("No tax on overtime"),
    CAR_LOAN_DEDUCTION("No tax on car-loan interest"),
    SENIOR_DEDUCTION("Enhanced deduction for seniors"),
    SCHEDULE_1A_DEDUCTIONS("Additional deductions"),
    QBI_DEDUCTION("Qualified business income deduction"),
    TAXABLE_INCOME("Taxable income"),
    GAINS_AT_ZERO("Gains and qualified dividends taxed at 0%"),
    GAINS_AT_FIFTEEN("Gains and qualified dividends taxed at 15%"),
    GAINS_AT_TWENTY("Gains and qualified dividends taxed at 20%"),
    TAX_ON_ORDINARY_PART("Tax on the ordinary part"),
    REGULAR_INCOME_TAX("Tax"),
    AMT_INCOME("Alternative minimum taxable income"),
    AMT_EXEMPTION("Exemption from the alternative minimum tax"),
    TENTATIVE_MINIMUM_TAX("Tentative minimum tax"),
    AMT("Alternative minimum tax"),
    TAX_BEFORE_CREDITS("Tax before credits"),
    CARE_CREDIT("Credit for child and dependent care"),
    EDUCATION_CREDIT("Education credits"),
    SAVERS_CREDIT("Retirement savings credit"),
    CHILD_TAX_CREDIT("Child tax credit"),
    OTHER_DEPENDENT_CREDIT("Credit for other dependents"),
    TAX_AFTER_CREDITS("Tax after credits"),
    SELF_EMPLOYMENT_TAX("Self-employment tax"),
    ADDITIONAL_MEDICARE_TAX("Additional Medicare Tax"),
    NET_INVESTMENT_INCOME_TAX("Net investment income tax"),
    OTHER_TAXES("Other taxes"),
    TOTAL_TAX("Total tax"),
    WITHHELD("Federal income tax withheld"),
    ADDITIONAL_MEDICARE_WITHHELD("Additional Medicare Tax withheld"),
    ESTIMATED_PAYMENTS("Estimated tax payments"),
    EARNED_INCOME_CREDIT("Earned income credit"),
    ADDITIONAL_CHILD_TAX_CREDIT("Additional child tax credit"),
    REFUNDABLE_EDUCATION_CREDIT("Refundable education credit"),
    TOTAL_PAYMENTS("Total payments"),
    REFUND("Refund"),
    BALANCE_DUE("Amount you owe");

    private static final Map<String, LineName> BY_KEY = new HashMap<>();

    static {
        for (LineName name : values()) {
            BY_KEY.put(name.key, name);
        }
    }

    private final String key;
    private final String title;

    LineName(String title) {
        this.key = name().toLowerCase(Locale.ROOT);
        this.title = title;
    }

    /** The name in results, such as {@code taxable_income}. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /**
     * The line of a key or a title.
     *
     * @throws InputException for another name; it suggests the nearest
     */
    public static LineName parse(String name) {
        LineName found = BY_KEY.get(Item.plain(name));
        if (found != null) {
            return found;
        }
        return Arrays.stream(values())
                .filter(line -> line.title.equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("line", name, keys())));
    }

    /** All keys, in order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(LineName::key).toList();
    }
}
