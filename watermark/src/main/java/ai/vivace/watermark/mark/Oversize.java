package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/** What to do with a mark that does not fit on a picture within its margins. */
public enum Oversize {
    /** Make it smaller until it fits, and note that. */
    SCALE,
    /** Refuse the picture. */
    REFUSE;

    /** @throws InputException when the name is unknown */
    public static Oversize parse(String name) {
        return ChoiceName.parse("way with large marks", name, Oversize.class);
    }
}
