package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/** How letters of a family look. */
public enum FontStyle {
    /** Upright, of usual weight. */
    REGULAR,
    /** Heavier. */
    BOLD,
    /** Slanted. */
    ITALIC,
    /** Heavier and slanted. */
    BOLD_ITALIC;

    /** @throws InputException when the name is unknown; such as {@code bold-italic} */
    public static FontStyle parse(String name) {
        return ChoiceName.parse("font style", name, FontStyle.class);
    }
}
