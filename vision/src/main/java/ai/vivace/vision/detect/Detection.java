package ai.vivace.vision.detect;

import ai.vivace.base.InputException;

/**
 * Something found in a picture.
 *
 * @param category its class number
 * @param score how sure the detector is, 0 to 1
 * @param box where it is
 */
public record Detection(int category, double score, Box box) {
    public Detection {
        int givenCategory = category;
        double givenScore = score;
        InputException.require(
                category >= 0 && score >= 0 && score <= 1,
                () -> "A detection has a class number of 0 or more and a score from 0 to 1, but came " + givenCategory
                        + " and " + givenScore + ".");
    }
}
