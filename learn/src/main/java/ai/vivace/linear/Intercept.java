package ai.vivace.linear;

/** Whether a linear model has a constant term. It is never penalised. */
public enum Intercept {
    /** It has one: the mean of the targets less what the weights give for the means of the columns. */
    FITTED,
    /** It has none: targets and columns are taken as they are. */
    NONE
}
