package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How well things are found, by COCO's definition: of each class, the mean precision at 101 steps of recall, where a detection is right
 * when it overlaps by at least a threshold with a thing of its class that no surer detection has taken. Precision at a recall is the
 * best at that recall or a higher one; of each picture and class the 100 surest count. Crowds and sizes of things are not told apart.
 */
public final class AveragePrecision {
    private static final int STEPS = 101;
    private static final int MOST = 100;

    private final int classes;
    private final List<List<Detection>> found = new ArrayList<>();
    private final List<List<TrueBox>> actual = new ArrayList<>();

    /** Nothing seen yet. */
    public static AveragePrecision of(int classes) {
        return new AveragePrecision(classes);
    }

    private AveragePrecision(int classes) {
        InputException.require(classes >= 1, () -> "There must be at least one class, but came " + classes + ".");
        this.classes = classes;
    }

    /** Takes in a picture. */
    public void add(List<Detection> detections, List<TrueBox> things) {
        found.add(List.copyOf(detections));
        actual.add(List.copyOf(things));
    }

    /** The mean over the classes of which there are things, at one threshold; NaN when there are no things at all. */
    public double mean(double threshold) {
        double sum = 0;
        int present = 0;
        for (int category = 0; category < classes; category++) {
            double precision = of(category, threshold);
            if (!Double.isNaN(precision)) {
                sum += precision;
                present++;
            }
        }
        return present == 0 ? Double.NaN : sum / present;
    }

    /** The mean over thresholds .5, .55, … .95 of {@link #mean(double)}: COCO's AP. */
    public double mean() {
        return overThresholds(this::mean);
    }

    /** The mean over thresholds .5, .55, … .95 of {@link #of(int, double)}; NaN when there are no things of the class. */
    public double meanOf(int category) {
        return overThresholds(threshold -> of(category, threshold));
    }

    private static double overThresholds(DoubleUnaryOperator precision) {
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += precision.applyAsDouble(0.5 + 0.05 * i);
        }
        return sum / 10;
    }

    /** That of one class at one threshold; NaN when there are no things of it. */
    public double of(int category, double threshold) {
        List<Match> matches = new ArrayList<>();
        int things = 0;
        for (int picture = 0; picture < found.size(); picture++) {
            List<Box> wanted = actual.get(picture).stream()
                    .filter(thing -> thing.category() == category)
                    .map(TrueBox::box)
                    .toList();
            things += wanted.size();
            matches.addAll(matches(picture, category, wanted, threshold));
        }
        if (things == 0) {
            return Double.NaN;
        }
        matches.sort(Comparator.comparingDouble(Match::score).reversed());
        return precision(matches, things);
    }

    private record Match(double score, boolean right) {}

    private List<Match> matches(int picture, int category, List<Box> wanted, double threshold) {
        boolean[] taken = new boolean[wanted.size()];
        return found.get(picture).stream()
                .filter(detection -> detection.category() == category)
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(MOST)
                .map(detection -> new Match(detection.score(), take(detection.box(), wanted, taken, threshold)))
                .toList();
    }

    /** Takes the free thing with the largest overlap, of equal ones the last. */
    private static boolean take(Box box, List<Box> wanted, boolean[] taken, double threshold) {
        double best = Math.min(threshold, 1 - 1e-10);
        int chosen = -1;
        for (int i = 0; i < taken.length; i++) {
            double overlap = taken[i] ? -1 : wanted.get(i).intersectionOverUnion(box);
            if (overlap >= best) {
                best = overlap;
                chosen = i;
            }
        }
        if (chosen >= 0) {
            taken[chosen] = true;
        }
        return chosen >= 0;
    }

    private static double precision(List<Match> matches, int things) {
        double[] precisions = new double[matches.size()];
        double[] recalls = new double[matches.size()];
        int right = 0;
        for (int i = 0; i < precisions.length; i++) {
            right += matches.get(i).right() ? 1 : 0;
            precisions[i] = (double) right / (i + 1);
            recalls[i] = (double) right / things;
        }
        for (int i = precisions.length - 2; i >= 0; i--) {
            precisions[i] = Math.max(precisions[i], precisions[i + 1]);
        }
        double sum = 0;
        for (int step = 0; step < STEPS; step++) {
            int first = firstAtLeast(recalls, step / (STEPS - 1.0));
            sum += first < precisions.length ? precisions[first] : 0;
        }
        return sum / STEPS;
    }

    private static int firstAtLeast(double[] rising, double value) {
        int place = Arrays.binarySearch(rising, value);
        if (place < 0) {
            return -place - 1;
        }
        while (place > 0 && rising[place - 1] >= value) {
            place--;
        }
        return place;
    }
}
