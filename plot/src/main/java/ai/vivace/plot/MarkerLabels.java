package ai.vivace.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Places the labels of vertical markers above a plot in rows, so that none covers another and no marker's line crosses one.
 *
 * <p>Markers are taken from the right to the left. A label stands right of its line where there is room, else left of it, and
 * in the lowest row that is free; row 0 is next to the plot.
 */
final class MarkerLabels {
    private static final double GAP = 5;

    private MarkerLabels() {}

    /** A label from one x to another in a row; its line is at {@code x}. */
    record Place(double x, double from, double to, int row) {
        boolean standsLeft() {
            return from < x;
        }

        /** The place where the text begins, or ends when it stands left. */
        double anchor() {
            return standsLeft() ? x - GAP : x + GAP;
        }

        private boolean collides(Place other) {
            if (row == other.row) {
                return from < other.to + GAP && other.from < to + GAP;
            }
            return row > other.row ? other.covers(x) : covers(other.x);
        }

        private boolean covers(double line) {
            return line > from - 1 && line < to + 1;
        }
    }

    /**
     * One place for each marker, in the order given.
     *
     * @param x where the markers' lines are
     * @param widths how wide their texts are
     * @param low where texts may begin
     * @param high where texts must end
     */
    static List<Place> place(double[] x, double[] widths, double low, double high) {
        List<Integer> order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -x[i]))
                .toList();
        List<Place> placed = new ArrayList<>();
        Place[] result = new Place[x.length];
        for (int i : order) {
            List<Double> others =
                    DoubleStream.of(x).boxed().filter(other -> other < x[i]).toList();
            result[i] = lowest(x[i], widths[i], low, high, placed, others);
            placed.add(result[i]);
        }
        return List.of(result);
    }

    /** The lowest free place; a label left of its line also keeps clear of the lines still to come. */
    private static Place lowest(
            double x, double width, double low, double high, List<Place> placed, List<Double> linesToCome) {
        List<Place> candidates = new ArrayList<>();
        for (int row = 0; row <= placed.size(); row++) {
            Place right = new Place(x, x + GAP, x + GAP + width, row);
            Place left = new Place(x, x - GAP - width, x - GAP, row);
            boolean leftFits = left.from >= low;
            boolean leftIsClear = linesToCome.stream().noneMatch(line -> line > left.from - 1);
            if (right.to <= high || !leftFits) {
                candidates.add(right);
            }
            if (leftFits && (leftIsClear || right.to > high)) {
                candidates.add(left);
            }
        }
        return candidates.stream()
                .filter(candidate -> placed.stream().noneMatch(candidate::collides))
                .findFirst()
                .orElse(candidates.get(candidates.size() - 1));
    }
}
