package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A colour in sRGB with its opacity, written {@code #ffffff}, {@code #ffffff80}, {@code #fff}, {@code #fff8} or by one of the names of HTML 4.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 * @param alpha 0, invisible, to 255, opaque
 */
public record Colour(int red, int green, int blue, int alpha) {
    /** Opaque white. */
    public static final Colour WHITE = opaque(0xFFFFFF);
    /** Opaque black. */
    public static final Colour BLACK = opaque(0);

    private static final Pattern DIGITS = Pattern.compile("#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})");

    /** The sixteen of HTML 4, section 6.5, and orange of CSS 2.1. */
    private static final Map<String, Integer> NAMED = new TreeMap<>(Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("silver", 0xC0C0C0),
            Map.entry("grey", 0x808080),
            Map.entry("gray", 0x808080),
            Map.entry("white", 0xFFFFFF),
            Map.entry("maroon", 0x800000),
            Map.entry("red", 0xFF0000),
            Map.entry("purple", 0x800080),
            Map.entry("fuchsia", 0xFF00FF),
            Map.entry("green", 0x008000),
            Map.entry("lime", 0x00FF00),
            Map.entry("olive", 0x808000),
            Map.entry("yellow", 0xFFFF00),
            Map.entry("navy", 0x000080),
            Map.entry("blue", 0x0000FF),
            Map.entry("teal", 0x008080),
            Map.entry("aqua", 0x00FFFF),
            Map.entry("orange", 0xFFA500)));

    /** @throws InputException when a component is out of range */
    public Colour {
        Numbers.require("Red of a colour", red, 0, 255);
        Numbers.require("Green of a colour", green, 0, 255);
        Numbers.require("Blue of a colour", blue, 0, 255);
        Numbers.require("Alpha of a colour", alpha, 0, 255);
    }

    /** An opaque colour. */
    public static Colour of(int red, int green, int blue) {
        return new Colour(red, green, blue, 255);
    }

    private static Colour opaque(int rgb) {
        return of(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    /**
     * Reads {@code #rgb}, {@code #rgba}, {@code #rrggbb}, {@code #rrggbbaa} or a name; case does not matter.
     *
     * @throws InputException when it is none of them
     */
    public static Colour parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Integer named = NAMED.get(wanted);
        if (named != null) {
            return opaque(named);
        }
        InputException.require(
                wanted.startsWith("#"),
                () -> Spelling.unknown("colour", text, NAMED.keySet()) + " Or give digits, such as #ffffff80.");
        InputException.require(
                DIGITS.matcher(wanted).matches(),
                () -> "A colour in digits is #rgb, #rgba, #rrggbb or #rrggbbaa, such as #ffffff80, but came \"" + text
                        + "\".");
        String digits = wanted.substring(1);
        int each = digits.length() <= 4 ? 1 : 2;
        boolean opaque = digits.length() % 4 != 0;
        return new Colour(
                component(digits, each, 0),
                component(digits, each, 1),
                component(digits, each, 2),
                opaque ? 255 : component(digits, each, 3));
    }

    private static int component(String digits, int each, int index) {
        int value = Integer.parseInt(digits, index * each, (index + 1) * each, 16);
        return each == 1 ? value * 0x11 : value;
    }

    /** The same colour with another alpha, 0 to 255. */
    public Colour withAlpha(int newAlpha) {
        return new Colour(red, green, blue, newAlpha);
    }

    /** In digits: {@code #rrggbb}, with alpha behind where it is not opaque. */
    @Override
    public String toString() {
        String digits = String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
        return alpha == 255 ? digits : digits + String.format(Locale.ROOT, "%02x", alpha);
    }
}
