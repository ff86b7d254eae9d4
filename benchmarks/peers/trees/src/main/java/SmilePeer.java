import java.util.Arrays;
import java.util.stream.IntStream;
import smile.base.cart.Loss;
import smile.base.cart.SplitRule;
import smile.classification.DataFrameClassifier;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.math.MathEx;
import smile.regression.DataFrameRegression;

/** Smile (GPL). Missing values become -1, as its trees take none. */
final class SmilePeer implements PeerTrees.Peer {
    private static final Formula FORMULA = Formula.lhs("y");
    private static final int DEEPEST = 100;

    private Samples samples;
    private DataFrame training;
    private DataFrameClassifier classifier;
    private DataFrameRegression regression;

    @Override
    public String engine() {
        return "Smile 3.1.1";
    }

    @Override
    public void load(Samples given) {
        samples = given;
        training = frame(given.values(), given.rows()).merge(target());
    }

    private DataFrame frame(float[] from, int rows) {
        return DataFrame.of(IntStream.range(0, rows)
                .mapToObj(row -> samples.row(from, row, -1))
                .toArray(double[][]::new));
    }

    private BaseVector<?, ?, ?> target() {
        IntStream rows = IntStream.range(0, samples.rows());
        return samples.classes() == 0
                ? DoubleVector.of("y", rows.mapToDouble(row -> samples.targets()[row]).toArray())
                : IntVector.of("y", rows.map(row -> (int) samples.targets()[row]).toArray());
    }

    @Override
    public void train(PeerTrees.Task task) {
        MathEx.setSeed(task.seed());
        boolean numbers = samples.classes() == 0;
        switch (task.model()) {
            case "forest" -> {
                if (numbers) {
                    regression = smile.regression.RandomForest.fit(
                            FORMULA, training, task.rounds(), task.columns(), DEEPEST, samples.rows(), 1, 1.0);
                } else {
                    classifier = smile.classification.RandomForest.fit(
                            FORMULA, training, task.rounds(), task.columns(), SplitRule.GINI, DEEPEST, samples.rows(), 1, 1.0);
                }
            }
            case "depth" -> {
                if (numbers) {
                    regression = smile.regression.GradientTreeBoost.fit(
                            FORMULA, training, Loss.ls(), task.rounds(), 6, 64, 1, 0.1, 1.0);
                } else {
                    classifier =
                            smile.classification.GradientTreeBoost.fit(FORMULA, training, task.rounds(), 6, 64, 1, 0.1, 1.0);
                }
            }
            default -> throw new IllegalArgumentException("Smile is not measured by " + task.model() + ".");
        }
    }

    @Override
    public double[][] predict() {
        DataFrame test = frame(samples.testValues(), samples.testRows());
        double[][] predicted = new double[samples.testRows()][Math.max(1, samples.classes())];
        for (int row = 0; row < predicted.length; row++) {
            if (samples.classes() == 0) {
                predicted[row][0] = regression.predict(test.get(row));
            } else {
                Arrays.fill(predicted[row], 0);
                classifier.predict(test.get(row), predicted[row]);
            }
        }
        return predicted;
    }
}
