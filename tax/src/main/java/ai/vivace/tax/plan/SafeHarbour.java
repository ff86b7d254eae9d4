package ai.vivace.tax.plan;

/** What keeps the penalty for paying too little during the year away (Internal Revenue Code 6654). */
public enum SafeHarbour {
    /** Less than 1,000 is left after withholding. */
    SMALL_BALANCE("less than the small balance is left after withholding"),
    /** There was no tax last year. */
    NO_TAX_LAST_YEAR("there was no tax last year"),
    /** 90% of this year's tax. */
    THIS_YEAR("90% of this year's tax"),
    /** 100% of last year's tax, 110% after a year of high income. */
    LAST_YEAR("last year's tax");

    private final String title;

    SafeHarbour(String title) {
        this.title = title;
    }

    /** What it says, as a part of a sentence. */
    public String title() {
        return title;
    }
}
