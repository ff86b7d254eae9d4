package ai.vivace.tax.residency;

/** What somebody earns in the USA in a year, as far as it decides about forms and dates. */
public enum UsIncome {
    /** Wages from which tax is withheld, perhaps with other income. */
    WAGES,
    /** Other income only, such as dividends, a prize, or a business. */
    OTHER,
    /** Nothing that is taxed; interest on a bank account of a nonresident does not count. */
    NONE
}
