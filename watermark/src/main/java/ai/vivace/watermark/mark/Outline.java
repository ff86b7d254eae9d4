package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/**
 * A line around the letters, outside of them.
 *
 * @param width of the line, not below zero; in em it grows with the text
 * @param fill what it is painted with; automatic is what the text is not
 */
public record Outline(Length width, Fill fill) {
    /** @throws InputException when the width is below zero */
    public Outline {
        width.requireNotNegative("The width of an outline");
    }

    /** A twentieth of the text's size, in the colour that the text is not. */
    public static Outline standard() {
        return new Outline(Length.em(0.05), Fill.AUTOMATIC);
    }

    /** Another width. */
    public Outline width(Length newWidth) {
        return new Outline(newWidth, fill);
    }

    /** Another colour. */
    public Outline fill(Fill newFill) {
        return new Outline(width, newFill);
    }
}
