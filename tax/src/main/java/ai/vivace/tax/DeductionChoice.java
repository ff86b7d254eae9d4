package ai.vivace.tax;

/** Which deduction a return takes. */
public enum DeductionChoice {
    /** The larger of the two; the default. */
    LARGER,
    /** The standard deduction, even when itemizing would give more. */
    STANDARD,
    /** Itemized deductions, even when they are less (Internal Revenue Code 63(e)). */
    ITEMIZED
}
