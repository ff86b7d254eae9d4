package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.Chart;
import ai.vivace.plot.HeatMap;
import ai.vivace.trees.Feature;

/** How the mean prediction depends on two columns together. */
public final class DependenceSurface {
    private final Feature first;
    private final float[] firstValues;
    private final Feature second;
    private final float[] secondValues;
    private final double[][][] means;

    DependenceSurface(Feature first, float[] firstValues, Feature second, float[] secondValues, double[][][] means) {
        this.first = first;
        this.firstValues = firstValues;
        this.second = second;
        this.secondValues = secondValues;
        this.means = means;
    }

    /** The values that the first column was set to, rising; for levels their codes. */
    public float[] firstValues() {
        return firstValues.clone();
    }

    /** The values that the second column was set to, rising; for levels their codes. */
    public float[] secondValues() {
        return secondValues.clone();
    }

    /** The mean prediction: a row for each value of the first column, with a number for each value of the second. */
    public double[][] means(int output) {
        InputException.require(
                output >= 0 && output < means[0][0].length,
                () -> "Predictions have outputs 0 to " + (means[0][0].length - 1) + ", but came " + output + ".");
        double[][] own = new double[firstValues.length][secondValues.length];
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < own[i].length; j++) {
                own[i][j] = means[i][j][output];
            }
        }
        return own;
    }

    /**
     * A chart of colours, in which the mean over the whole is white, more is blue and less is orange.
     *
     * @param output which one, from 0; for two classes 1 is the second
     * @param label what is predicted
     */
    public Chart chart(int output, String label) {
        double[][] shown = means(output);
        double sum = 0;
        for (double[] row : shown) {
            for (double value : row) {
                sum += value;
            }
        }
        double mean = sum / firstValues.length / secondValues.length;
        for (double[] row : shown) {
            for (int j = 0; j < row.length; j++) {
                row[j] -= mean;
            }
        }
        return HeatMap.of(label + ", above or below " + Wording.number(mean), shown)
                .rows(first.name(), DependenceCurve.names(first, firstValues))
                .columns(second.name(), DependenceCurve.names(second, secondValues))
                .build();
    }
}
