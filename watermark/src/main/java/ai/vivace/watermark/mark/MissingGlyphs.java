package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/** What to do with characters that no font has. */
public enum MissingGlyphs {
    /** Refuse the picture, and name the characters. */
    REFUSE,
    /** Draw the font's own sign for a missing character, mostly a box, and note the characters. */
    BOX;

    /** @throws InputException when the name is unknown */
    public static MissingGlyphs parse(String name) {
        return ChoiceName.parse("way with missing glyphs", name, MissingGlyphs.class);
    }
}
