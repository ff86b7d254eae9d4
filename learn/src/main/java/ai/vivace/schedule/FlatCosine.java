package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * The highest rate for most of the training, then half a cosine down to nearly nothing; momentum is left alone. fastai's
 * companion to Ranger.
 *
 * @param flatShare the share of the training at the highest rate; between 0 and 1, default 0.75
 * @param finalDivision the last rate is the highest divided by this; at least 1, default 1e5
 */
public record FlatCosine(double flatShare, double finalDivision) implements Policy {
    private static final FlatCosine STANDARD = new FlatCosine(0.75, 1e5);

    public FlatCosine {
        InputException.require(
                flatShare > 0 && flatShare < 1,
                () -> "The flat share of a schedule must be between 0 and 1, but was " + flatShare + ".");
        InputException.require(
                finalDivision >= 1,
                () -> "A flat-cosine's final division must be at least 1, but was " + finalDivision + ".");
    }

    /** fastai's defaults. */
    public static FlatCosine standard() {
        return STANDARD;
    }

    /** The same with another share of the training at the highest rate. */
    public FlatCosine flatShare(double newFlatShare) {
        return new FlatCosine(newFlatShare, finalDivision);
    }

    /** The same with another final division. */
    public FlatCosine finalDivision(double newFinalDivision) {
        return new FlatCosine(flatShare, newFinalDivision);
    }

    @Override
    public Schedule factor() {
        return Schedule.constant(1).then(1 - flatShare, Schedule.cosine(1, 1 / finalDivision));
    }
}
