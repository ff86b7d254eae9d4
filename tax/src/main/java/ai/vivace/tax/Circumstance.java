package ai.vivace.tax;

/** What else is true of a filer. */
public enum Circumstance {
    /** Somebody else can claim the filer as a dependent. */
    CLAIMED_BY_ANOTHER("can_be_claimed", "somebody else can claim you as a dependent"),
    /** A married person files separately and the spouse itemizes deductions. */
    SPOUSE_ITEMIZES("spouse_itemizes", "your spouse itemizes deductions on the other return"),
    /** A married person files separately and lived with the spouse at some time of the year. */
    LIVED_WITH_SPOUSE("lived_with_spouse", "you lived with your spouse at some time of the year"),
    /** The business is one of health, law, accounting, consulting, finance, performing arts and the like. */
    SPECIFIED_SERVICE("specified_service", "the business is a specified service trade");

    private final String key;
    private final String title;

    Circumstance(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** The name in files, such as {@code spouse_itemizes}. */
    public String key() {
        return key;
    }

    /** What it says, as a part of a sentence. */
    public String title() {
        return title;
    }
}
