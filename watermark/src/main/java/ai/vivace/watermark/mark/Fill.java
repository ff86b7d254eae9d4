package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/**
 * What a part of a mark is painted with: a colour, written as {@link Colour#parse} reads it, or whichever of a light and a dark one stands out more
 * from the picture below, written {@code auto}, or {@code auto #f0f0f0 #202020} with the two colours.
 */
public sealed interface Fill {
    /** White on dark pictures and black on light ones. */
    Automatic AUTOMATIC = new Automatic(Colour.WHITE, Colour.BLACK);

    /** Always the same colour. */
    static Solid of(Colour colour) {
        return new Solid(colour);
    }

    /**
     * Reads {@code auto}, {@code auto LIGHT DARK} or a colour.
     *
     * @throws InputException when it is none of them
     */
    static Fill parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (!words[0].equalsIgnoreCase("auto")) {
            return of(Colour.parse(text));
        }
        return switch (words.length) {
            case 1 -> AUTOMATIC;
            case 3 -> new Automatic(Colour.parse(words[1]), Colour.parse(words[2]));
            default ->
                throw new InputException(
                        "An automatic colour is \"auto\", or \"auto LIGHT DARK\" with two colours, but came \"" + text
                                + "\".");
        };
    }

    /**
     * One colour.
     *
     * @param colour of every pixel
     */
    record Solid(Colour colour) implements Fill {
        @Override
        public String toString() {
            return colour.toString();
        }
    }

    /**
     * The one of two colours that has the larger contrast with what the mark covers. An automatic outline or shadow takes the colour that the text
     * does not take.
     *
     * @param light for dark pictures
     * @param dark for light pictures
     */
    record Automatic(Colour light, Colour dark) implements Fill {
        @Override
        public String toString() {
            return light.equals(Colour.WHITE) && dark.equals(Colour.BLACK) ? "auto" : "auto " + light + " " + dark;
        }
    }
}
