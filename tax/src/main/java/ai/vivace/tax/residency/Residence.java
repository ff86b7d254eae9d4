package ai.vivace.tax.residency;

/** What somebody is for income tax in a year. */
public enum Residence {
    /** Taxed on income of the whole world all year, as citizens are: Form 1040. */
    RESIDENT("resident alien for tax, all year"),
    /** Taxed on income from the USA: Form 1040-NR. */
    NONRESIDENT("nonresident alien for tax, all year"),
    /** Resident for a part of the year only: for a professional, nothing is computed. */
    DUAL_STATUS("dual-status alien: resident for a part of the year");

    private final String title;

    Residence(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }
}
