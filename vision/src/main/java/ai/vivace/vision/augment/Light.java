package ai.vivace.vision.augment;

/**
 * A change of a pixel's logits: each channel becomes own times itself, plus grey times the pixel's grey, plus an offset. Changes of
 * brightness, contrast and saturation, one after the other, are always one of these.
 *
 * @param own the factor of a channel itself
 * @param grey the factor of 0.2989 red + 0.587 green + 0.114 blue (ITU-R BT.601); pictures that are not of three channels have no colour,
 *     and for them it counts as a further factor of the channel
 * @param offset what is added to every channel
 */
public record Light(double own, double grey, double offset) {
    static final double RED = 0.2989;
    static final double GREEN = 0.5870;
    static final double BLUE = 0.1140;

    /** What changes nothing. */
    public static final Light SAME = new Light(1, 0, 0);

    /** This change, and then another. */
    public Light then(Light next) {
        // The weights' sum is the grey of a pixel whose channels are all 1: nearly 1.
        double ones = RED + GREEN + BLUE;
        return new Light(
                next.own * own,
                next.own * grey + next.grey * (own + grey * ones),
                next.own * offset + next.grey * offset * ones + next.offset);
    }
}
