package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Watches whether the two sides of an adversarial training are a match, by the {@linkplain GanStep#ranking ranking} of the critic's last
 * batches. Each finding comes once.
 */
final class GanAlarm {
    /** A critic that guesses has a ranking of a half; the mean of a window strays from that by much less. */
    private static final double GUESSING = 0.05;

    private static final double OUTRIGHT = 0.999;

    /** So many windows a critic must be that far ahead: early in a training that goes well it is for one. */
    private static final int WINDOWS_AHEAD = 5;

    private final int window;
    private final Deque<Double> rankings = new ArrayDeque<>();
    private boolean learnt;
    private boolean toldOfGuessing;
    private boolean toldOfWinning;
    private int ahead;

    /**
     * An alarm.
     *
     * @param window how many of the critic's batches are judged together, at least 1
     */
    GanAlarm(int window) {
        InputException.require(window >= 1, () -> "A window has at least 1 batch, but came " + window + ".");
        this.window = window;
    }

    /** Takes in a batch of the critic; what there is to say. */
    Optional<String> add(double ranking) {
        rankings.addLast(ranking);
        if (rankings.size() > window) {
            rankings.removeFirst();
        }
        if (rankings.size() < window) {
            return Optional.empty();
        }
        double mean =
                rankings.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        boolean guesses = Math.abs(mean - 0.5) < GUESSING;
        learnt |= !guesses;
        if (guesses && !learnt && !toldOfGuessing) {
            toldOfGuessing = true;
            return Optional.of(told(
                    "The critic has learnt nothing: over %d batches it has put real pictures above made ones in %.1f %% of"
                            + " pairs, where guessing has 50 %%. The generator learns nothing from it. Raise the critic's"
                            + " rate, give it more batches in turn, or look whether real pictures are scaled to -1 to 1.",
                    mean));
        }
        ahead = mean > OUTRIGHT ? ahead + 1 : 0;
        if (ahead > (WINDOWS_AHEAD - 1) * window && !toldOfWinning) {
            toldOfWinning = true;
            return Optional.of(told(
                    "The critic wins outright: it stays ahead, and over the last %d batches has put real pictures above made ones in"
                            + " %.1f %% of pairs. With the classic loss the generator then hardly gets gradients. Lower the critic's"
                            + " rate, give the generator more batches in turn, or use a Wasserstein loss with gradient"
                            + " penalty.",
                    mean));
        }
        return Optional.empty();
    }

    private String told(String format, double mean) {
        return String.format(Locale.ROOT, format, window, 100 * mean);
    }
}
