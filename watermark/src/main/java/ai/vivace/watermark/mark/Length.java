package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length on a picture: a number with a unit, written {@code 24px}, {@code 12pt}, {@code 5%} (of the short side), {@code 20%w}, {@code 20%h},
 * {@code 20%d} (of the diagonal) or {@code 0.1em} (of the text's size).
 *
 * @param amount of the unit; -100,000 to 100,000
 * @param unit what it is measured in
 */
public record Length(double amount, Unit unit) {
    /** No length. */
    public static final Length ZERO = new Length(0, Unit.PIXELS);

    private static final double MOST = 100_000;
    private static final double POINTS_PER_INCH = 72;
    private static final Pattern FORM = Pattern.compile("([+-]?[0-9.]+)\\s*(px|pt|em|%[whd]?)");

    /** @throws InputException when the amount is no number or out of range */
    public Length {
        Numbers.require("The number of a length", amount, -MOST, MOST);
    }

    /** So many pixels. */
    public static Length pixels(double amount) {
        return new Length(amount, Unit.PIXELS);
    }

    /** So many points, 72 to the inch. */
    public static Length points(double amount) {
        return new Length(amount, Unit.POINTS);
    }

    /** So many percent of the picture's short side. */
    public static Length percent(double amount) {
        return new Length(amount, Unit.SHORT_SIDE);
    }

    /** So many times the size of the mark's text. */
    public static Length em(double amount) {
        return new Length(amount, Unit.EM);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws InputException when it is no such text; it names the forms
     */
    public static Length parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        InputException.require(
                form.matches(),
                () ->
                        "A length is a number with its unit, such as 24px, 12pt, 5% (of the picture's short side), 20%w, 20%h,"
                                + " 20%d (of width, height, diagonal) or 0.1em (of the text's size), but came \"" + text
                                + "\".");
        Unit unit = Arrays.stream(Unit.values())
                .filter(each -> each.sign().equals(form.group(2)))
                .findFirst()
                .orElseThrow();
        return new Length(Numbers.parse("Length \"" + text + "\"", form.group(1)), unit);
    }

    /**
     * How many pixels it is.
     *
     * @param width of the picture as it is shown, in pixels
     * @param height of the picture as it is shown, in pixels
     * @param resolution of the picture in dots per inch, where it says so
     * @throws InputException for points without a resolution, and for {@code em}
     */
    public double inPixels(int width, int height, OptionalDouble resolution) {
        return switch (unit) {
            case PIXELS -> amount;
            case POINTS -> amount / POINTS_PER_INCH * resolution.orElseThrow(this::noResolution);
            case SHORT_SIDE -> amount / 100 * Math.min(width, height);
            case WIDTH -> amount / 100 * width;
            case HEIGHT -> amount / 100 * height;
            case DIAGONAL -> amount / 100 * Math.hypot(width, height);
            case EM -> throw new InputException(this + " is of a text's size, which is not known here. Give px or %.");
        };
    }

    private InputException noResolution() {
        return new InputException("A length of " + this
                + " needs the resolution of the picture, which does not say one. Give the length in px or %.");
    }

    /** Throws unless it can be a size: above zero, and not of the text's own size. */
    void requireSize(String what) {
        InputException.require(amount > 0, () -> what + " must be above zero, but came " + this + ".");
        requireOfPicture(what);
    }

    /** Throws when it is measured by the text's size. */
    void requireOfPicture(String what) {
        InputException.require(
                unit != Unit.EM, () -> what + " is measured in px, pt or % of the picture, but came " + this + ".");
    }

    /** Throws when it is below zero. */
    void requireNotNegative(String what) {
        InputException.require(amount >= 0, () -> what + " must not be below zero, but came " + this + ".");
    }

    /** As people write it: {@code 5%}. */
    @Override
    public String toString() {
        return Numbers.text(amount) + unit.sign();
    }
}
