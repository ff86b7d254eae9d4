package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.Arrays;

/**
 * How texts are filled up to one length.
 *
 * @param length the length of all texts; 0 for that of the longest of those that are encoded together
 * @param multipleOf the length becomes a multiple of this; 1 for any
 * @param side where the filling is
 * @param id the number that fills
 * @param type its type
 */
public record Padding(int length, int multipleOf, Side side, int id, int type) {
    /** The most tokens that a text is filled up to: what a file says is not believed blindly. */
    static final int MOST = 1 << 24;

    public Padding {
        int fixed = length;
        int multiple = multipleOf;
        int number = id;
        InputException.require(
                fixed >= 0 && fixed <= MOST,
                () -> "Texts are filled up to 0 (the longest) to " + MOST + " tokens, but came " + fixed + ".");
        InputException.require(
                multiple >= 1 && multiple <= 1 << 16,
                () -> "Lengths are a multiple of 1 to 65536, but came " + multiple + ".");
        InputException.require(number >= 0, () -> "The number that fills is 0 or more, but came " + number + ".");
    }

    /** Fills up to the longest of the texts that are encoded together, behind them. */
    public static Padding longest(int id) {
        return new Padding(0, 1, Side.RIGHT, id, 0);
    }

    /** Fills up to a length, behind texts. */
    public static Padding to(int length, int id) {
        return new Padding(length, 1, Side.RIGHT, id, 0);
    }

    /** The length of texts of which the longest has so many tokens. */
    int target(int longest) {
        int least = length == 0 ? longest : length;
        return (least + multipleOf - 1) / multipleOf * multipleOf;
    }

    /** An encoding filled up; longer ones stay as they are. */
    Encoding apply(Encoding encoding, int target) {
        int size = encoding.size();
        if (size >= target) {
            return encoding;
        }
        int at = side == Side.LEFT ? target - size : 0;
        return new Encoding(
                filled(encoding.ids(), target, at, id),
                filled(encoding.types(), target, at, type),
                filled(encoding.mask(), target, at, 0),
                filled(encoding.specials(), target, at, 1),
                filled(encoding.starts(), target, at, 0),
                filled(encoding.ends(), target, at, 0));
    }

    private static int[] filled(int[] values, int size, int at, int filling) {
        int[] all = new int[size];
        Arrays.fill(all, filling);
        System.arraycopy(values, 0, all, at, values.length);
        return all;
    }
}
