package ai.vivace.lab;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Loader;
import ai.vivace.data.Source;
import ai.vivace.data.Subset;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Cutout;
import ai.vivace.learn.EarlyStopping;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Mixup;
import ai.vivace.learn.Monitor;
import ai.vivace.learn.Predictions;
import ai.vivace.learn.SaveBest;
import ai.vivace.learn.SharpnessAware;
import ai.vivace.learn.WeightAverage;
import ai.vivace.nn.Parameter;
import ai.vivace.optim.Adam;
import ai.vivace.optim.MaxNorm;
import ai.vivace.optim.Proximal;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** One small problem, each technique against overfitting off and on. */
final class TechniqueComparison {
    static final int HIDDEN = 128;
    private static final int MOST_VALIDATION = 400;
    private static final int BATCH = 20;
    private static final int JUDGED_AT_ONCE = 200;
    private static final double RATE = 3e-3;
    private static final int MEMBERS = 5;
    private static final int MORE = 4;
    private static final double L1 = 3e-4;

    private final RegularisationExperiment experiment;
    private final DrawnExamples examples;
    private final int validation;

    private TechniqueComparison(RegularisationExperiment experiment, DrawnExamples examples) {
        this.experiment = experiment;
        this.examples = examples;
        int size = examples.all().size();
        validation = Math.min(MOST_VALIDATION, size / 4);
        // What judges in the end is no less than a tenth of all.
        int most = (size - validation - size / 10) / MORE;
        InputException.require(
                experiment.pictures() <= most,
                () -> "\"" + examples.from().name() + "\" has " + size
                        + " items; beside those that judge it suffices for " + most
                        + " to learn from, with " + MORE + " times as many in one comparison, but "
                        + experiment.pictures()
                        + " were asked for. "
                        + (most >= RegularisationExperiment.FEWEST
                                ? "Ask for " + most + " or fewer."
                                : "Give more items."));
    }

    /**
     * A comparison to be done.
     *
     * @throws InputException when there are too few items
     */
    static TechniqueComparison of(RegularisationExperiment experiment, DrawnExamples examples) {
        return new TechniqueComparison(experiment, examples);
    }

    private List<Technique> techniques() {
        Recipe plain = Recipe.plain(HIDDEN);
        Adam adam = Recipe.adam();
        Recipe decayed = plain.optimizer(adam.weightDecay(0.3));
        List<Technique> techniques = new ArrayList<>(List.of(
                new Technique("nothing", "baseline", plain),
                new Technique("weight decay 0.3", "penalty", decayed),
                new Technique(Technique.SPARSE, "penalty", plain.optimizer(Proximal.l1(adam, L1))),
                new Technique("max-norm 1", "bound", plain.optimizer(MaxNorm.over(adam, 1))),
                new Technique("dropout 0.4", "noise", plain.dropout(0.4)),
                new Technique("label smoothing 0.1", "output", plain.smoothing(0.1)),
                new Technique("mixup", "data", plain.callbacks(() -> List.of(Mixup.standard()))),
                new Technique("batch norm", "norm layer", plain.batchNorm()),
                new Technique("a tenth of the units", "size", Recipe.plain(HIDDEN / 10)),
                new Technique(
                        "early stopping",
                        "stopping",
                        plain.callbacks(() -> List.of(
                                SaveBest.on(Monitor.loss()),
                                EarlyStopping.on(Monitor.loss()).patience(5)))),
                new Technique(
                        "averaged weights",
                        "averaging",
                        plain.callbacks(() -> List.of(WeightAverage.exponential(0.98)))),
                new Technique(
                        "SWA, last quarter",
                        "averaging",
                        plain.callbacks(() -> List.of(WeightAverage.stochastic(0.75)))),
                new Technique("SAM", "flatness", plain.callbacks(() -> List.of(SharpnessAware.standard()))),
                new Technique("ensemble of " + MEMBERS, "averaging", plain, MEMBERS, 1),
                new Technique("decay, dropout, five", "several", decayed.dropout(0.4), MEMBERS, 1),
                new Technique(MORE + " times the data", "data", plain, 1, MORE)));
        if (examples.arePictures()) {
            int side = (int) Math.min(
                    examples.all().inputShape().size(1),
                    examples.all().inputShape().size(2));
            int shift = Math.max(1, side / 8);
            int square = Math.max(2, side / 4);
            techniques.add(new Technique(Technique.SHIFTED, "data", plain.shifts(shift)));
            techniques.add(new Technique("cutout", "data", plain.callbacks(() -> List.of(Cutout.of(square)))));
        }
        return List.copyOf(techniques);
    }

    void tell(Findings.Builder findings, Progress progress) {
        List<Technique> techniques = techniques();
        List<TechniqueResult> results = new ArrayList<>();
        for (Technique technique : techniques) {
            progress.at(technique.name(), results.size() / (double) techniques.size());
            List<TechniqueResult.Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < experiment.seeds(); i++) {
                outcomes.add(outcome(technique, experiment.seed() + i));
            }
            results.add(new TechniqueResult(technique, outcomes));
        }
        TechniqueReport.of(experiment, examples, results, testSize()).tell(findings);
    }

    private TechniqueResult.Outcome outcome(Technique technique, long seed) {
        // The items that judge are the same for all seeds.
        Source all = examples.all();
        int[] order = Rng.of(experiment.seed()).split("parts").permutation(all.size());
        int most = MORE * experiment.pictures();
        Source judging = Subset.of(all, Arrays.copyOf(order, validation));
        Source test = Subset.of(all, Arrays.copyOfRange(order, validation + most, order.length));
        Source training = Subset.of(
                all, Arrays.copyOfRange(order, validation, validation + technique.times() * experiment.pictures()));
        List<double[][]> probabilities = new ArrayList<>();
        Curves curves = null;
        double zeros = 0;
        long[][] targets = new long[3][];
        for (int member = 0; member < technique.members(); member++) {
            long own = seed + 1000L * member;
            TrainingData data = TrainingData.of(training, judging)
                    .batchSize(BATCH)
                    .augmentation(technique.recipe().augmentation())
                    .seed(own)
                    .build();
            List<Loader> loaders = List.of(judging(training, data), data.validation(), judging(test, data));
            Curves watched = new Curves(loaders.get(0));
            Recipe recipe = technique.recipe();
            Recipe watching = recipe.callbacks(() -> {
                List<Callback> watchers = new ArrayList<>(recipe.callbacks().get());
                watchers.add(watched);
                return watchers;
            });
            try (Learner learner = watching.learner(data, examples.classes(), own)) {
                learner.fitOneCycle(experiment.epochs(), Rates.of(RATE));
                zeros = member == 0 ? zeros(learner) : zeros;
                for (int part = 0; part < loaders.size(); part++) {
                    Predictions predictions = learner.predictions(loaders.get(part));
                    if (member == 0) {
                        probabilities.add(new double[predictions.size()][examples.classes()]);
                        targets[part] = IntStream.range(0, predictions.size())
                                .mapToLong(row -> (long) predictions.target(row)[0])
                                .toArray();
                    }
                    add(probabilities.get(part), predictions, technique.members());
                }
            }
            curves = curves == null ? watched : curves;
        }
        Curves first = Objects.requireNonNull(curves);
        return new TechniqueResult.Outcome(
                score(probabilities.get(0), targets[0]),
                score(probabilities.get(1), targets[1]),
                score(probabilities.get(2), targets[2]),
                zeros,
                first.training.stream().mapToDouble(v -> v).toArray(),
                first.validation.stream().mapToDouble(v -> v).toArray());
    }

    private static double zeros(Learner learner) {
        double zeros = 0;
        double all = 0;
        try (Scope scope = Scope.open()) {
            for (Parameter parameter : learner.model().parameters().values()) {
                if (parameter.role() == Parameter.Role.WEIGHT) {
                    double[] values = parameter.value().detach().toDoubles();
                    zeros += Arrays.stream(values).filter(v -> v == 0).count();
                    all += values.length;
                }
            }
        }
        return zeros / all;
    }

    /** All items in order, prepared as those that were trained on. */
    private static Loader judging(Source source, TrainingData data) {
        return data.inOrder(source).toBuilder().batchSize(JUDGED_AT_ONCE).build();
    }

    private static void add(double[][] sums, Predictions predictions, int members) {
        for (int row = 0; row < sums.length; row++) {
            float[] p = predictions.output(row);
            for (int i = 0; i < p.length; i++) {
                sums[row][i] += p[i] / members;
            }
        }
    }

    private static TechniqueResult.Score score(double[][] probabilities, long[] targets) {
        double loss = 0;
        int right = 0;
        for (int row = 0; row < targets.length; row++) {
            double[] p = probabilities[row];
            loss -= Math.log(Math.max(p[(int) targets[row]], Double.MIN_NORMAL)) / targets.length;
            int likeliest = IntStream.range(0, p.length)
                    .reduce((a, b) -> p[b] > p[a] ? b : a)
                    .orElseThrow();
            right += likeliest == targets[row] ? 1 : 0;
        }
        return new TechniqueResult.Score(loss, right / (double) targets.length);
    }

    /** The cross-entropy on known and on held-out items after each epoch, as the net is in use. */
    private static final class Curves implements Callback {
        private final Loader known;
        private final List<Double> training = new ArrayList<>();
        private final List<Double> validation = new ArrayList<>();

        private Curves(Loader known) {
            this.known = known;
        }

        @Override
        public void afterValidation(FitContext fit) {
            training.add(crossEntropy(fit.learner().evaluate(known)));
            validation.add(crossEntropy(Objects.requireNonNull(fit.evaluation())));
        }

        private static double crossEntropy(Evaluation evaluation) {
            return Math.log(evaluation.metric("perplexity").orElseThrow());
        }
    }

    private int testSize() {
        return examples.all().size() - validation - MORE * experiment.pictures();
    }
}
