package ai.vivace.tax;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An amount of a year that a return may need, in dollars. Zero unless given. */
public enum Item {
    /** Wages, salaries and tips of the filer: box 1 of the W-2. */
    WAGES("wages_primary", "your wages", "wages", "salary"),
    /** Wages of the spouse on a joint return. */
    WAGES_SPOUSE("wages_spouse", "the spouse's wages", "spouse_wages"),
    /** Profit of the filer's own business, before tax; a loss is negative. */
    SELF_EMPLOYMENT(
            Sign.ANY, "self_employment_primary", "your self-employment profit", "self_employment", "business_profit"),
    /** Profit of the spouse's own business on a joint return. */
    SELF_EMPLOYMENT_SPOUSE(
            Sign.ANY, "self_employment_spouse", "the spouse's self-employment profit", "spouse_self_employment"),
    /** The owner's share of an S-corporation's profit; it bears no self-employment tax. */
    PASS_THROUGH_INCOME(
            Sign.ANY, "pass_through_income", "S-corporation profit", "s_corporation_profit", "s_corp_income"),
    /** Wages that the filer's businesses paid, which limit the business deduction at high income. */
    BUSINESS_WAGES("business_wages", "wages paid by the business", "qbi_wages", "business_w2_wages"),
    /** Interest that is taxed. */
    TAXABLE_INTEREST("taxable_interest", "taxable interest", "interest", "interest_income"),
    /** Interest of municipal bonds. */
    TAX_EXEMPT_INTEREST("tax_exempt_interest", "tax-exempt interest", "municipal_interest"),
    /** All ordinary dividends, with the qualified ones in them. */
    ORDINARY_DIVIDENDS("ordinary_dividends", "ordinary dividends", "dividends"),
    /** The part of ordinary dividends that has the lower rates. */
    QUALIFIED_DIVIDENDS("qualified_dividends", "qualified dividends"),
    /** Net gain on what was held for a year or less; a loss is negative. */
    SHORT_TERM_GAIN(Sign.ANY, "short_term_gain", "short-term gain", "short_term_gains", "short_term_capital_gain"),
    /** Net gain on what was held for more than a year; a loss is negative. */
    LONG_TERM_GAIN(Sign.ANY, "long_term_gain", "long-term gain", "long_term_gains", "long_term_capital_gain"),
    /** Unemployment compensation. */
    UNEMPLOYMENT("unemployment", "unemployment compensation", "unemployment_compensation"),
    /** The taxed part of pensions, annuities and withdrawals from retirement accounts. */
    PENSION("pension", "pensions", "taxable_pension", "pensions", "pension_income"),
    /** Social Security benefits, all of them: box 5 of the SSA-1099. */
    SOCIAL_SECURITY("social_security", "Social Security benefits", "social_security_benefits"),
    /** Other income that is taxed. */
    OTHER_INCOME(Sign.ANY, "other_income", "other income"),
    /** Tips in the wages or the profit that the deduction of 2025 to 2028 may cover. */
    TIPS("tips", "qualified tips", "qualified_tips", "tip_income"),
    /** The premium part of overtime pay: the half of time and a half. */
    OVERTIME("overtime_premium", "overtime premium", "overtime", "qualified_overtime"),
    /** Deduction of payments into a health savings account from one's own pocket. */
    HSA("hsa_deduction", "health savings account deduction", "hsa", "hsa_contribution"),
    /** Deduction of payments into a traditional individual retirement account. */
    IRA("ira_deduction", "IRA deduction", "ira", "ira_contribution", "traditional_ira"),
    /** Payments of the self-employed into their retirement plans. */
    SELF_EMPLOYED_RETIREMENT(
            "self_employed_retirement", "self-employed retirement plan", "sep_contribution", "self_employed_pension"),
    /** Health insurance of the self-employed. */
    SELF_EMPLOYED_HEALTH("self_employed_health_insurance", "self-employed health insurance", "self_employed_health"),
    /** Interest paid on student loans. */
    STUDENT_LOAN_INTEREST("student_loan_interest", "student-loan interest", "student_loan"),
    /** What teachers paid for their classroom. */
    EDUCATOR("educator_expenses", "educator expenses", "educator", "educator_expense", "educator_deduction"),
    /** Medical and dental expenses paid. */
    MEDICAL("medical_expenses", "medical expenses", "medical", "medical_expense"),
    /** State and local income tax, or sales tax, paid. */
    STATE_INCOME_TAX("state_income_tax", "state and local income tax", "state_local_income_tax", "sales_tax", "salt"),
    /** Tax on one's home. */
    REAL_ESTATE_TAX("real_estate_tax", "real estate tax", "property_tax", "real_estate_taxes"),
    /** Yearly tax on a car or other property by its value. */
    PERSONAL_PROPERTY_TAX("personal_property_tax", "personal property tax"),
    /** Interest on a home's mortgage, within the limit of debt. */
    MORTGAGE_INTEREST("mortgage_interest", "mortgage interest"),
    /** Gifts of money to charity. */
    CHARITY_CASH("charity_cash", "gifts of money to charity", "charity", "cash_charity", "charitable_cash"),
    /** Gifts of things to charity, at their value. */
    CHARITY_OTHER(
            "charity_noncash", "gifts of things to charity", "charity_other", "noncash_charity", "charitable_noncash"),
    /** Other itemized deductions. */
    OTHER_ITEMIZED("other_itemized", "other itemized deductions", "other_itemized_deductions"),
    /** Interest on a loan for a new car made in the USA. */
    CAR_LOAN_INTEREST("car_loan_interest", "car-loan interest", "auto_loan_interest", "vehicle_loan_interest"),
    /** What was paid for the care of children under 13. */
    CARE("care_expenses", "care expenses", "child_care_expenses", "dependent_care_expenses", "childcare_expenses"),
    /** Tuition that the lifetime learning credit may cover. */
    LEARNING("lifetime_learning_expenses", "lifetime learning expenses", "llc_expenses", "lifetime_learning"),
    /** The filer's payments into retirement accounts, for the saver's credit. */
    SAVINGS("retirement_contributions_primary", "your retirement contributions", "retirement_contributions"),
    /** The spouse's payments into retirement accounts. */
    SAVINGS_SPOUSE("retirement_contributions_spouse", "the spouse's retirement contributions"),
    /** Advance payments of the child tax credit received in 2021. */
    ADVANCE_CHILD_CREDIT("advance_child_credit", "advance child tax credit received", "advance_child_tax_credit"),
    /** Federal income tax withheld from pay and pensions. */
    WITHHELD(
            "federal_withholding",
            "federal tax withheld",
            "withholding",
            "withheld",
            "tax_withheld",
            "federal_tax_withheld",
            "federal_income_tax_withheld"),
    /** Estimated tax paid. */
    ESTIMATED_PAYMENTS("estimated_payments", "estimated tax payments", "estimated_tax_payments", "estimated_tax");

    private enum Sign {
        NOT_NEGATIVE,
        ANY
    }

    private static final Map<String, Item> BY_NAME = new HashMap<>();

    static {
        for (Item item : values()) {
            BY_NAME.put(item.key, item);
            for (String alias : item.aliases.split(" ")) {
                BY_NAME.put(alias, item);
            }
        }
    }

    private final Sign sign;
    private final String key;
    private final String title;
    private final String aliases;

    Item(String key, String title, String... aliases) {
        this(Sign.NOT_NEGATIVE, key, title, aliases);
    }

    Item(Sign sign, String key, String title, String... aliases) {
        this.sign = sign;
        this.key = key;
        this.title = title;
        this.aliases = String.join(" ", aliases);
    }

    /** The name in files and messages, such as {@code taxable_interest}. */
    public String key() {
        return key;
    }

    /** The name in a sentence. */
    public String title() {
        return title;
    }

    /** Whether a negative amount, a loss, makes sense. */
    public boolean mayBeNegative() {
        return sign == Sign.ANY;
    }

    /** Whether the amount belongs to the spouse, so that only a joint return has it. */
    public boolean spouseOnly() {
        return this == WAGES_SPOUSE || this == SELF_EMPLOYMENT_SPOUSE || this == SAVINGS_SPOUSE;
    }

    /** The item of a name or one of its other names, if there is one. */
    static Optional<Item> find(String name) {
        return Optional.ofNullable(BY_NAME.get(plain(name)));
    }

    /**
     * The item of a name or one of its other names.
     *
     * @throws InputException for another name; it suggests the nearest
     */
    public static Item parse(String name) {
        return find(name).orElseThrow(() -> new InputException(Spelling.unknown("amount", name, keys())));
    }

    /** A name with small letters and underscores. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\-]+", "_");
    }

    /** All names, in the order of the return. */
    public static List<String> keys() {
        List<String> keys = new ArrayList<>();
        Arrays.stream(values()).map(Item::key).forEach(keys::add);
        return List.copyOf(keys);
    }
}
