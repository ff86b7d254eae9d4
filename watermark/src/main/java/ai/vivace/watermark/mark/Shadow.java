package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/**
 * A shadow of the letters and their outline; it does not shine through translucent ones.
 *
 * @param right how far it lies to the right of them
 * @param down how far it lies below them
 * @param blur how soft it is: twice the standard deviation of the Gaussian that blurs it, as in CSS; not below zero
 * @param fill what it is painted with; automatic is what the text is not
 */
public record Shadow(Length right, Length down, Length blur, Fill fill) {
    private static final Fill FAINT = new Fill.Automatic(Colour.WHITE.withAlpha(200), Colour.BLACK.withAlpha(200));

    /** @throws InputException when the blur is below zero */
    public Shadow {
        blur.requireNotNegative("The blur of a shadow");
    }

    /** A soft, faint one right below, that keeps light letters readable on light ground; of the colour that the text is not. */
    public static Shadow standard() {
        return new Shadow(Length.em(0.02), Length.em(0.04), Length.em(0.12), FAINT);
    }

    /** Another offset. */
    public Shadow offset(Length newRight, Length newDown) {
        return new Shadow(newRight, newDown, blur, fill);
    }

    /** Another blur. */
    public Shadow blur(Length newBlur) {
        return new Shadow(right, down, newBlur, fill);
    }

    /** Another colour. */
    public Shadow fill(Fill newFill) {
        return new Shadow(right, down, blur, newFill);
    }
}
