import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Tribuo, whose trees are exact. Missing values become -1: its sparse examples would take them for 0. */
final class TribuoPeer implements PeerTrees.Peer {
    private static final int DEEPEST = Integer.MAX_VALUE;

    private Samples samples;
    private String[] names;
    private Work work;

    /** The training of one kind of output. */
    private interface Work {
        void train(PeerTrees.Task task);

        double[][] predict();
    }

    @Override
    public String engine() {
        return "Tribuo 4.3.2";
    }

    @Override
    public void load(Samples given) {
        samples = given;
        names = IntStream.range(0, given.columns()).mapToObj(column -> String.format("column %04d", column)).toArray(String[]::new);
        work = given.classes() == 0 ? new Numbers() : new Classes();
    }

    @Override
    public void train(PeerTrees.Task task) {
        work.train(task);
    }

    @Override
    public double[][] predict() {
        return work.predict();
    }

    private <T extends Output<T>> Example<T> example(float[] values, int row, T output) {
        return new ArrayExample<>(output, names, samples.row(values, row, -1));
    }

    private static <T extends Output<T>> MutableDataset<T> empty(OutputFactory<T> factory) {
        return new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
    }

    private float share(PeerTrees.Task task) {
        return (float) task.columns() / samples.columns();
    }

    private final class Classes implements Work {
        private final MutableDataset<Label> training = empty(new LabelFactory());
        private Model<Label> model;

        Classes() {
            for (int row = 0; row < samples.rows(); row++) {
                training.add(example(samples.values(), row, new Label("" + (int) samples.targets()[row])));
            }
        }

        @Override
        public void train(PeerTrees.Task task) {
            boolean extra = task.model().equals("extra");
            CARTClassificationTrainer tree =
                    new CARTClassificationTrainer(DEEPEST, 1, 0, share(task), extra, new GiniIndex(), task.seed());
            Trainer<Label> trainer = extra
                    ? new ExtraTreesTrainer<>(tree, new VotingCombiner(), task.rounds(), task.seed())
                    : new RandomForestTrainer<>(tree, new VotingCombiner(), task.rounds(), task.seed());
            model = trainer.train(training);
        }

        @Override
        public double[][] predict() {
            double[][] predicted = new double[samples.testRows()][samples.classes()];
            for (int row = 0; row < predicted.length; row++) {
                Prediction<Label> prediction = model.predict(example(samples.testValues(), row, new Label("0")));
                Map<String, Label> scores = prediction.getOutputScores();
                ToDoubleFunction<String> score = label -> scores.get(label).getScore();
                for (int k = 0; k < samples.classes(); k++) {
                    predicted[row][k] = score.applyAsDouble("" + k);
                }
            }
            return predicted;
        }
    }

    private final class Numbers implements Work {
        private final MutableDataset<Regressor> training = empty(new RegressionFactory());
        private Model<Regressor> model;

        Numbers() {
            for (int row = 0; row < samples.rows(); row++) {
                training.add(example(samples.values(), row, new Regressor("y", samples.targets()[row])));
            }
        }

        @Override
        public void train(PeerTrees.Task task) {
            boolean extra = task.model().equals("extra");
            CARTRegressionTrainer tree =
                    new CARTRegressionTrainer(DEEPEST, 1, 0, share(task), extra, new MeanSquaredError(), task.seed());
            Trainer<Regressor> trainer = extra
                    ? new ExtraTreesTrainer<>(tree, new AveragingCombiner(), task.rounds(), task.seed())
                    : new RandomForestTrainer<>(tree, new AveragingCombiner(), task.rounds(), task.seed());
            model = trainer.train(training);
        }

        @Override
        public double[][] predict() {
            double[][] predicted = new double[samples.testRows()][1];
            for (int row = 0; row < predicted.length; row++) {
                predicted[row][0] = model.predict(example(samples.testValues(), row, new Regressor("y", 0)))
                        .getOutput()
                        .getValues()[0];
            }
            return predicted;
        }
    }
}
