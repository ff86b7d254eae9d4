package ai.vivace.watermark.batch;

import java.util.Locale;

/**
 * How fast a batch goes, for people who watch it.
 *
 * @param done how many pictures have ended
 * @param all how many there are
 * @param seconds since the first began
 */
public record Pace(int done, int all, double seconds) {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** Pictures in a second; 0 before the first has ended. */
    public double rate() {
        return seconds <= 0 ? 0 : done / seconds;
    }

    /** Seconds that the rest will take if it goes on so; not a number before the first picture has ended. */
    public double remaining() {
        return done == 0 ? Double.NaN : (all - done) * seconds / done;
    }

    /** Such as {@code 120 of 1,000  14.2 a second  1 min 2 s left}. */
    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "%,d of %,d  %.1f a second", done, all, rate());
        return done == 0 ? String.format(Locale.ROOT, "0 of %,d", all) : text + "  " + time(remaining()) + " left";
    }

    /** A time in the two largest units that it has, such as {@code 3 s}, {@code 4 min 10 s} or {@code 2 h 5 min}. */
    public static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        return whole < HOUR
                ? whole / MINUTE + " min " + whole % MINUTE + " s"
                : whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
    }
}
