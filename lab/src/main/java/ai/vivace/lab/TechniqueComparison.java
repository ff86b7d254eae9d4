package ai.vivace.lab;

import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.points;
import static ai.vivace.lab.Wording.significant;

import ai.vivace.base.Rng;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Loader;
import ai.vivace.data.Source;
import ai.vivace.data.Subset;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.EarlyStopping;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Monitor;
import ai.vivace.learn.Predictions;
import ai.vivace.learn.SaveBest;
import ai.vivace.learn.WeightAverage;
import ai.vivace.plot.Axis;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.Rates;
import ai.vivace.vision.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One small problem, each technique against overfitting off and on. */
final class TechniqueComparison {
    private static final int HIDDEN = 128;
    private static final int VALIDATION = 400;
    private static final int BATCH = 20;
    private static final double RATE = 3e-3;
    private static final int MEMBERS = 5;
    private static final int MORE = 4;
    private static final String SHIFTED = "shifted pictures";
    private static final String CURVES = "Cross-entropy of known and of held-out pictures, of the first seed.";

    /**
     * A technique.
     *
     * @param kind whether it constrains weights or outputs, makes data, stops, or averages
     * @param members nets whose probabilities are averaged
     * @param times how many times the pictures of the baseline there are
     */
    private record Technique(String name, String kind, Recipe recipe, int members, int times) {
        Technique(String name, String kind, Recipe recipe) {
            this(name, kind, recipe, 1, 1);
        }
    }

    /** A loss and an accuracy. */
    private record Score(double loss, double accuracy) {}

    /** What a technique came to under one seed; the curves are those of its first net. */
    private record Outcome(
            Score training, Score validation, Score test, double[] trainingLoss, double[] validationLoss) {}

    /** A technique with its outcomes under all seeds. */
    private record Result(Technique technique, List<Outcome> outcomes) {
        double mean(ToDoubleFunction<Outcome> value) {
            return outcomes.stream().mapToDouble(value).average().orElseThrow();
        }

        double testAccuracy() {
            return mean(o -> o.test().accuracy());
        }

        double testLoss() {
            return mean(o -> o.test().loss());
        }

        /** By how much the loss on new pictures is above that on known ones. */
        double gap() {
            return testLoss() - mean(o -> o.training().loss());
        }
    }

    private final ArrayDataSet digits = Digits.load();
    private final RegularisationExperiment experiment;

    private TechniqueComparison(RegularisationExperiment experiment) {
        this.experiment = experiment;
    }

    static void tell(Findings.Builder findings, RegularisationExperiment experiment, Progress progress) {
        new TechniqueComparison(experiment).tell(findings, progress);
    }

    private static List<Technique> techniques() {
        Recipe plain = Recipe.plain(HIDDEN);
        return List.of(
                new Technique("nothing", "baseline", plain),
                new Technique("weight decay 0.3", "penalty", plain.decay(0.3)),
                new Technique("dropout 0.4", "noise", plain.dropout(0.4)),
                new Technique("label smoothing 0.1", "output", plain.smoothing(0.1)),
                new Technique(SHIFTED, "data", plain.shifts(1)),
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
                new Technique("ensemble of " + MEMBERS, "averaging", plain, MEMBERS, 1),
                new Technique(
                        "decay, dropout, five", "several", plain.decay(0.3).dropout(0.4), MEMBERS, 1),
                new Technique(MORE + " times the pictures", "data", plain, 1, MORE));
    }

    private void tell(Findings.Builder findings, Progress progress) {
        List<Technique> techniques = techniques();
        List<Result> results = new ArrayList<>();
        for (Technique technique : techniques) {
            progress.at(technique.name(), results.size() / (double) techniques.size());
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < experiment.seeds(); i++) {
                outcomes.add(outcome(technique, experiment.seed() + i));
            }
            results.add(new Result(technique, outcomes));
        }
        report(findings, results);
    }

    private Outcome outcome(Technique technique, long seed) {
        // The pictures that judge are the same for all seeds.
        int[] order = Rng.of(experiment.seed()).split("parts").permutation(digits.size());
        int most = MORE * experiment.pictures();
        Source validation = Subset.of(digits, Arrays.copyOf(order, VALIDATION));
        Source test = Subset.of(digits, Arrays.copyOfRange(order, VALIDATION + most, order.length));
        Source training = Subset.of(
                digits, Arrays.copyOfRange(order, VALIDATION, VALIDATION + technique.times() * experiment.pictures()));
        List<double[][]> probabilities = new ArrayList<>();
        Curves curves = null;
        long[][] targets = new long[3][];
        for (int member = 0; member < technique.members(); member++) {
            long own = seed + 1000L * member;
            TrainingData data = TrainingData.of(training, validation)
                    .batchSize(BATCH)
                    .augmentation(technique.recipe().augmentation())
                    .seed(own)
                    .build();
            List<Loader> loaders = List.of(judging(training, data), data.validation(), judging(test, data));
            Curves watched = new Curves(loaders.get(0));
            Recipe recipe = technique.recipe();
            Recipe watching = recipe.callbacks(() -> {
                List<Callback> all = new ArrayList<>(recipe.callbacks().get());
                all.add(watched);
                return all;
            });
            try (Learner learner = watching.learner(data, own)) {
                learner.fitOneCycle(experiment.epochs(), Rates.of(RATE));
                for (int part = 0; part < loaders.size(); part++) {
                    Predictions predictions = learner.predictions(loaders.get(part));
                    if (member == 0) {
                        probabilities.add(new double[predictions.size()][DigitRuns.CLASSES]);
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
        return new Outcome(
                score(probabilities.get(0), targets[0]),
                score(probabilities.get(1), targets[1]),
                score(probabilities.get(2), targets[2]),
                first.training.stream().mapToDouble(v -> v).toArray(),
                first.validation.stream().mapToDouble(v -> v).toArray());
    }

    /** All items in order, prepared as those that were trained on. */
    private static Loader judging(Source source, TrainingData data) {
        return TrainingData.of(source, source)
                .preprocessing(data.preprocessing())
                .build()
                .validation();
    }

    private static void add(double[][] sums, Predictions predictions, int members) {
        for (int row = 0; row < sums.length; row++) {
            float[] p = predictions.output(row);
            for (int i = 0; i < p.length; i++) {
                sums[row][i] += p[i] / members;
            }
        }
    }

    private static Score score(double[][] probabilities, long[] targets) {
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
        return new Score(loss, right / (double) targets.length);
    }

    /** The cross-entropy on known and on held-out pictures after each epoch, as the net is in use. */
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

    private void report(Findings.Builder findings, List<Result> results) {
        Result baseline = results.get(0);
        List<Result> sorted = new ArrayList<>(results);
        sorted.sort(Comparator.comparingDouble(Result::testLoss));
        Table.Builder table = Table.of("technique", "kind", "train loss", "test loss", "gap", "test accuracy");
        for (Result result : sorted) {
            table.row(
                    result.technique().name(),
                    result.technique().kind(),
                    result.mean(o -> o.training().loss()),
                    result.testLoss(),
                    result.gap(),
                    Sample.of(result.outcomes().stream()
                                    .map(o -> o.test().accuracy())
                                    .toList())
                            .percent());
            findings.value("test-loss " + result.technique().name(), result.testLoss())
                    .value("test-accuracy " + result.technique().name(), result.testAccuracy())
                    .value("validation-accuracy " + result.technique().name(), result.mean(o -> o.validation()
                            .accuracy()))
                    .value("gap " + result.technique().name(), result.gap());
        }
        List<Result> better =
                sorted.stream().filter(r -> r.testLoss() < baseline.testLoss()).toList();
        Result best = sorted.stream()
                .filter(r -> r.technique().times() == 1)
                .findFirst()
                .orElseThrow();
        double[] epochs =
                IntStream.rangeClosed(1, experiment.epochs()).asDoubleStream().toArray();
        findings.card("test accuracy, nothing", percent(baseline.testAccuracy()))
                .card("test accuracy, " + best.technique().name(), percent(best.testAccuracy()))
                .section("What helps")
                .text(
                        "A net of two hidden layers of " + HIDDEN + " units is to learn the digits from "
                                + experiment.pictures() + " pictures, in " + count(experiment.epochs(), "epoch")
                                + " of one-cycle, and knows them by heart soon. Each technique alone, "
                                + count(experiment.seeds(), "seed")
                                + " each, sorted by the cross-entropy on " + count(testSize(), "picture")
                                + " that neither trained nor chose anything. The **gap** is what new pictures cost more than known ones:")
                .table("techniques", table.build())
                .text("The net that nothing was done for has a gap of " + significant(baseline.gap(), 3) + ". "
                        + (better.isEmpty()
                                ? "Nothing lowered its loss on new pictures."
                                : "Of " + (results.size() - 1) + " changes " + better.size()
                                        + " lowered its loss on new pictures; with the same pictures the best is **"
                                        + best.technique().name() + "**, with "
                                        + points(best.testAccuracy() - baseline.testAccuracy())
                                        + (best.testAccuracy() >= baseline.testAccuracy() ? " more" : " less")
                                        + " accuracy and a gap of " + significant(best.gap(), 3) + "."))
                .text(shifts(results, baseline))
                .chart(
                        "gain",
                        BarChart.of(
                                        "Test loss",
                                        sorted.stream()
                                                .map(r -> r.technique().name())
                                                .toList())
                                .bars(
                                        "cross-entropy",
                                        sorted.stream()
                                                .mapToDouble(Result::testLoss)
                                                .toArray())
                                .build(),
                        "Shorter is better. Differences of a few hundredths are chance.")
                .chart("curves-nothing", curves("Nothing", baseline, epochs), CURVES)
                .chart("curves-best", curves(best.technique().name(), best, epochs), CURVES)
                .text(
                        "Some count as regularisation only what constrains weights or penalises complexity: decay, lasso, dropout."
                                + " More data, early stopping and ensembles fight overfitting, too, by other means. The line is not sharp:"
                                + " stopping gradient descent after t steps of rate η on a quadratic loss acts like an L2 penalty of about"
                                + " 1/(ηt), and shifted pictures say that a digit stays the same when it moves, which a penalty cannot say.");
    }

    private static String shifts(List<Result> results, Result baseline) {
        Result shifted = results.stream()
                .filter(r -> r.technique().name().equals(SHIFTED))
                .findFirst()
                .orElseThrow();
        return shifted.testLoss() > baseline.testLoss()
                ? "Shifted pictures made it **worse**, by " + significant(shifted.testLoss() - baseline.testLoss(), 2)
                        + ": these digits are centred, and a pixel is an eighth of the picture, so a moved digit is none that"
                        + " will come. A technique is a claim about the data, and helps where the claim is true."
                : "Shifted pictures helped, by " + significant(baseline.testLoss() - shifted.testLoss(), 2)
                        + ": a moved digit is the same digit, which the net would else have to learn from examples.";
    }

    private static LineChart curves(String title, Result result, double[] epochs) {
        Outcome outcome = result.outcomes().get(0);
        double[] x = Arrays.copyOf(epochs, outcome.trainingLoss().length);
        return LineChart.of("Known and new: " + title)
                .xAxis(Axis.linear("epoch"))
                .yAxis(Axis.linear("cross-entropy").range(0, 1.2))
                .line("training", x, outcome.trainingLoss())
                .line("validation", x, outcome.validationLoss())
                .build();
    }

    private int testSize() {
        return digits.size() - VALIDATION - MORE * experiment.pictures();
    }
}
