package ai.vivace.watermark.mark;

import ai.vivace.watermark.layer.BlendMode;

/** One thing that is drawn on pictures: a text or a logo. */
public sealed interface Mark permits TextMark, LogoMark {
    /** Where it is. */
    Placement placement();

    /** 0, invisible, to 1, as opaque as its colours are; of the mark as a whole, so that its parts do not show through each other. */
    double opacity();

    /** How its colours mix with the picture's. */
    BlendMode mode();

    /**
     * The way of mixing that has a name such as {@code soft-light}.
     *
     * @throws ai.vivace.base.InputException when the name is unknown
     */
    static BlendMode parseMode(String name) {
        return ChoiceName.parse("blend mode", name, BlendMode.class);
    }
}
