package ai.vivace.plot;

import ai.vivace.base.InputException;

/**
 * One axis of a chart.
 *
 * @param label what it measures, with the unit; empty for none
 * @param scale how values are spaced along it
 * @param extent which of the data it shows
 * @param low where it starts; used only with {@link Extent#FIXED}
 * @param high where it ends; used only with {@link Extent#FIXED}
 */
public record Axis(String label, Scale scale, Extent extent, double low, double high) {
    /** How values are spaced along an axis. */
    public enum Scale {
        /** Equal differences are equal lengths. */
        LINEAR,
        /** Equal ratios are equal lengths. Only values above 0 can be shown. */
        LOGARITHMIC
    }

    /** Which of the data an axis shows. */
    public enum Extent {
        /** All of it. */
        DATA,
        /** All but outliers; see {@link Axis#robust()}. */
        ROBUST,
        /** What lies between two given values. */
        FIXED
    }

    /** Checks the range. */
    public Axis {
        if (extent == Extent.FIXED) {
            double start = low;
            double end = high;
            String name = label;
            InputException.require(
                    Double.isFinite(low) && Double.isFinite(high) && low < high,
                    () -> "Axis \"" + name + "\": a range needs a finite start below its end, but came " + start
                            + " to " + end + ".");
            InputException.require(
                    scale == Scale.LINEAR || low > 0,
                    () -> "Axis \"" + name + "\": a logarithmic axis must start above 0, but came " + start + ".");
        }
    }

    /** A linear axis that shows all the data. */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, Extent.DATA, 0, 0);
    }

    /** A logarithmic axis that shows all the data. Values at or below 0 are refused when the chart is built. */
    public static Axis logarithmic(String label) {
        return new Axis(label, Scale.LOGARITHMIC, Extent.DATA, 0, 0);
    }

    /**
     * This axis, from one value to another. What lies outside is cut off at the edge.
     *
     * @throws InputException when the start is not below the end, or not above 0 on a logarithmic axis
     */
    public Axis range(double low, double high) {
        return new Axis(label, scale, Extent.FIXED, low, high);
    }

    /**
     * This axis without outliers: it ends at the last value within 1.5 interquartile ranges of the quartiles (Tukey 1977).
     * What lies outside is cut off at the edge, but for where a chart's first line begins. Meant for losses that explode at the end
     * of a learning-rate search or now and then in a training.
     */
    public Axis robust() {
        return new Axis(label, scale, Extent.ROBUST, 0, 0);
    }
}
