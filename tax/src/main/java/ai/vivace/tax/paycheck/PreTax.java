package ai.vivace.tax.paycheck;

/** What an employer takes off pay before tax. */
public enum PreTax {
    /** Into a traditional 401(k) or 403(b): lowers income tax, not Social Security and Medicare taxes (Internal Revenue Code 3121(v)). */
    RETIREMENT("401(k) or 403(b)"),
    /** Into a health savings account through the employer's cafeteria plan: lowers all taxes (Internal Revenue Code 125). */
    HEALTH_SAVINGS("health savings account"),
    /** Health, dental and vision insurance through the cafeteria plan: lowers all taxes. */
    HEALTH_INSURANCE("health insurance"),
    /** Into a flexible spending account through the cafeteria plan: lowers all taxes. */
    FLEXIBLE_SPENDING("flexible spending account");

    private final String title;

    PreTax(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** Whether it lowers Social Security and Medicare taxes too. */
    public boolean lowersPayrollTaxes() {
        return this != RETIREMENT;
    }
}
