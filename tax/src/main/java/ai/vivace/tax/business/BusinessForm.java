package ai.vivace.tax.business;

/** A form in which one person can do business. */
public enum BusinessForm {
    /** Nothing registered. */
    SOLE_PROPRIETOR(
            "sole proprietor",
            "Schedule C and Schedule SE with Form 1040",
            "testing an idea, or work with little risk"),
    /** A limited liability company of one member, taxed as if it were not there. */
    SINGLE_MEMBER_LLC(
            "single-member LLC",
            "Schedule C and Schedule SE with Form 1040, as a sole proprietor",
            "when liability, a bank or a client asks for it; it does not change federal income tax by itself"),
    /** A limited liability company that elected to be taxed as an S-corporation. */
    S_CORPORATION(
            "LLC as S-corporation",
            "Form 2553 once; Form 1120-S with Schedule K-1, Forms W-2, 941 and 940",
            "a steady profit well above a market salary"),
    /** A limited liability company that elected to be taxed as a corporation. */
    C_CORPORATION(
            "LLC as C-corporation",
            "Form 8832 once; Form 1120, Forms W-2, 941 and 940",
            "outside investors, or earnings that stay in the company");

    private final String title;
    private final String files;
    private final String suits;

    BusinessForm(String title, String files, String suits) {
        this.title = title;
        this.files = files;
        this.suits = suits;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** What is filed with the IRS. */
    public String files() {
        return files;
    }

    /** When it suits. */
    public String suits() {
        return suits;
    }

    /** Whether it is registered with a state, which asks for fees. */
    public boolean registered() {
        return this != SOLE_PROPRIETOR;
    }
}
