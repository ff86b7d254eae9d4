package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FeatureBinsTest {
    private static final List<DoubleUnaryOperator> SHAPES = List.of(
            x -> x,
            x -> 1e30 * x,
            x -> 1e-30 * x,
            // A few far away: most cuts are in one cell.
            x -> Math.exp(5 * x),
            Math::rint,
            x -> 1e6 + Math.rint(20 * x) / 64);

    private static int above(double[] cuts, float value) {
        return (int) Arrays.stream(cuts).filter(cut -> value > cut).count();
    }

    @Test
    void aNumbersBinIsHowManyCutsItIsAboveAndOne() {
        Rng rng = Rng.of(8);
        for (DoubleUnaryOperator shape : SHAPES) {
            for (int size : new int[] {0, 1, 2, 3, 30, 254}) {
                double[] cuts = DoubleStream.generate(() -> shape.applyAsDouble(rng.nextGaussian()) + 0.0)
                        .limit(size)
                        .sorted()
                        .distinct()
                        .toArray();
                // Few numbers are placed by halving, many by cells.
                for (int rows : new int[] {600, CutCells.CELLS}) {
                    assertBins(cuts, column(cuts, shape, rows, rng));
                }
            }
        }
    }

    private static float[] column(double[] cuts, DoubleUnaryOperator shape, int rows, Rng rng) {
        float[] column = new float[rows];
        for (int row = 0; row < column.length; row++) {
            double value = row % 3 == 0 || cuts.length == 0
                    ? shape.applyAsDouble(rng.nextGaussian())
                    : cuts[rng.nextInt(cuts.length)];
            // At cuts and next to them.
            column[row] = row % 3 == 1 ? Math.nextUp((float) value) : (float) value;
        }
        column[0] = Float.NaN;
        column[1] = -0f;
        column[2] = Float.MAX_VALUE;
        column[3] = -Float.MAX_VALUE;
        return column;
    }

    private static void assertBins(double[] cuts, float[] column) {
        FeatureBins bins = FeatureBins.numeric(cuts);
        byte[] narrow = new byte[column.length];
        char[] wide = new char[column.length];
        for (int row = 0; row < column.length; row++) {
            int bin = row == 0 ? 0 : above(cuts, column[row]) + 1;
            narrow[row] = (byte) bin;
            wide[row] = (char) bin;
        }
        assertThat(bins.narrow(column)).isEqualTo(narrow);
        assertThat(bins.wide(column)).isEqualTo(wide);
    }

    @Test
    void cellsAreUsedWhereCutsAreNotCrowded() {
        double[] even = DoubleStream.iterate(-3, x -> x + 0.1).limit(60).toArray();
        double[] crowded = DoubleStream.iterate(1, x -> x * 1.5).limit(60).toArray();
        assertThat(CutCells.of(even)).isNotNull();
        assertThat(CutCells.of(crowded)).isNull();
    }
}
