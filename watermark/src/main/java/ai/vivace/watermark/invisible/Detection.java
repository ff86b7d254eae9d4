package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;
import java.util.Optional;

/**
 * What a detector found.
 *
 * @param payload what the mark says; nothing where there is none with this key, or where it is too damaged to be read
 * @param falsePositive the probability, at most, with which a picture without a mark of this key gives a finding this clear: by Hoeffding's inequality
 *     for the agreement with the key's signs, times 2⁻³² for each payload that was tried, over all places that were searched
 * @param reliability the share of the code's bits that were read as sent, before the correction of errors; 0 without a payload. About 0.75 is
 *     enough to correct them all
 * @param share how much of the area of the picture that was marked is in this one: 1 for a whole one, less for a part; 0 without a payload. Less
 *     than a quarter of a large picture counts as a part of a smaller one
 * @param stretch how much wider it has become against its height; 1 unless both were scaled differently
 * @param orientation how the picture has to be turned to stand as it was marked
 */
public record Detection(
        Optional<Payload> payload,
        double falsePositive,
        double reliability,
        double share,
        double stretch,
        Orientation orientation) {
    /** The largest {@link #falsePositive} of a find. */
    public static final double LEVEL = 1e-6;

    /** Whether there is a mark of the key, be it readable or not. */
    public boolean isMarked() {
        return falsePositive <= LEVEL;
    }
}
