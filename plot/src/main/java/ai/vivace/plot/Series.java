package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** One line, or one set of dots, of a line chart. */
final class Series {
    /** How the points are drawn. */
    enum Mark {
        LINE,
        FAINT_LINE,
        DOTS
    }

    private final String name;
    private final Mark mark;
    private final double[] x;
    private final double[] y;

    private Series(String name, Mark mark, double[] x, double[] y) {
        this.name = name;
        this.mark = mark;
        this.x = x;
        this.y = y;
    }

    static Series of(String chart, String name, Mark mark, double[] x, double[] y) {
        String where = "Chart \"" + chart + "\", series \"" + name + "\": ";
        InputException.require(
                x.length == y.length,
                () -> where + "x has " + x.length + " values and y has " + y.length + ". Give one x for each y.");
        InputException.require(x.length > 0, () -> where + "it has no points.");
        Series series = new Series(name, mark, x.clone(), y.clone());
        for (int i = 0; i < x.length; i++) {
            if (series.isShown(i)) {
                return series;
            }
        }
        throw new InputException(where + "none of its " + x.length + " points is finite.");
    }

    /** 1, 2, 3 and so on. */
    static double[] count(int length) {
        double[] numbers = new double[length];
        Arrays.setAll(numbers, i -> i + 1);
        return numbers;
    }

    String name() {
        return name;
    }

    Mark mark() {
        return mark;
    }

    int size() {
        return x.length;
    }

    double x(int index) {
        return x[index];
    }

    double y(int index) {
        return y[index];
    }

    boolean isShown(int index) {
        return Span.isShown(x[index]) && Span.isShown(y[index]);
    }

    /** The x of all points that are shown. */
    double[] shownX() {
        return shown(x);
    }

    /** The y of all points that are shown. */
    double[] shownY() {
        return shown(y);
    }

    int shownCount() {
        return shownX().length;
    }

    /** The last point that is shown. */
    int last() {
        int index = x.length - 1;
        while (!isShown(index)) {
            index--;
        }
        return index;
    }

    private double[] shown(double[] values) {
        double[] kept = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (isShown(i)) {
                kept[count++] = values[i];
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
