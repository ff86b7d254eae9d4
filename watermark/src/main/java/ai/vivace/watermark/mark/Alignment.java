package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/** How lines of a text stand to each other. */
public enum Alignment {
    /** As the mark stands on the picture: left at a left anchor, right at a right one, else centred. */
    BY_ANCHOR,
    /** Lines begin below each other. */
    LEFT,
    /** The middles of lines are below each other. */
    CENTRE,
    /** Lines end below each other. */
    RIGHT;

    /** @throws InputException when the name is unknown; such as {@code by-anchor} */
    public static Alignment parse(String name) {
        return ChoiceName.parse("alignment", name, Alignment.class);
    }
}
