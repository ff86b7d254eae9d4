package ai.vivace.lab;

import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.points;

import ai.vivace.base.Rng;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Subset;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.learn.Stage;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Splitter;
import ai.vivace.plot.BarChart;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A network that knows the ten digits learns from few pictures which are even, with one rate or several. */
final class TransferComparison {
    private static final int PICTURES = 50;
    private static final int SEEDS = 5;
    private static final int BODY_EPOCHS = 8;
    private static final int EPOCHS = 12;
    private static final double RATE = 1e-2;
    private static final List<String> LAYERS = List.of("1", "3", "5");

    /** One way to train, over all seeds. */
    private record Way(String name, List<Double> accuracies, double[] drifts) {}

    private TransferComparison() {}

    static void tell(Findings.Builder findings, long seed, Progress progress) {
        ArrayDataSet digits = Digits.load();
        int[] order = Rng.of(seed).split("transfer").permutation(digits.size());
        int half = digits.size() / 2;
        Source first = Subset.of(digits, Arrays.copyOf(order, half));
        Source second = parity(digits, Arrays.copyOfRange(order, half, digits.size()));
        TrainingData known =
                TrainingData.of(first, Split.random(0.1, seed)).seed(seed).build();
        progress.at("ten digits", 0);
        try (Learner teacher = builder(known, DigitRuns.CLASSES, seed).build()) {
            teacher.fitOneCycle(BODY_EPOCHS, RATE);
            Map<String, Tensor> body = new LinkedHashMap<>();
            teacher.model().state().forEach((name, value) -> {
                if (!name.startsWith("5.")) {
                    body.put(name, value.copy().retain());
                }
            });
            List<Way> ways = new ArrayList<>();
            Map<String, Stage[]> stages = stages();
            for (Map.Entry<String, Stage[]> entry : stages.entrySet()) {
                progress.at(entry.getKey(), (1.0 + ways.size()) / (1 + stages.size()));
                ways.add(way(second, seed, entry.getKey(), body, entry.getValue()));
            }
            body.values().forEach(Tensor::close);
            report(findings, ways);
        }
    }

    private static Map<String, Stage[]> stages() {
        Map<String, Stage[]> stages = new LinkedHashMap<>();
        stages.put("from scratch", new Stage[] {stage(EPOCHS, Rates.of(RATE), 0)});
        stages.put("head only", new Stage[] {stage(EPOCHS, Rates.of(RATE), 2)});
        stages.put("one rate", new Stage[] {stage(EPOCHS, Rates.of(RATE), 0)});
        stages.put("discriminative", new Stage[] {stage(EPOCHS, Rates.spread(RATE / 100, RATE), 0)});
        stages.put("gradual unfreezing", new Stage[] {
            stage(EPOCHS / 3, Rates.spread(RATE / 100, RATE), 2),
            stage(EPOCHS / 3, Rates.spread(RATE / 100, RATE), 1),
            stage(EPOCHS / 3, Rates.spread(RATE / 100, RATE), 0)
        });
        return stages;
    }

    private static Stage stage(int epochs, Rates rates, int freezeTo) {
        return new Stage(epochs, rates, OneCycle.standard(), OptionalInt.of(freezeTo));
    }

    private static Way way(Source pictures, long seed, String name, Map<String, Tensor> body, Stage... stages) {
        List<Double> accuracies = new ArrayList<>();
        double[] drifts = new double[LAYERS.size()];
        for (int i = 0; i < SEEDS; i++) {
            try (Learner learner = builder(few(pictures, seed + i), 2, seed + i).build()) {
                if (!name.equals("from scratch")) {
                    learner.model().loadMatching(body);
                }
                Map<String, double[]> before = weights(learner);
                DigitRuns.Outcome outcome = DigitRuns.train(learner, stages);
                accuracies.add(outcome.accuracy());
                Map<String, double[]> after = weights(learner);
                for (int layer = 0; layer < drifts.length; layer++) {
                    String key = LAYERS.get(layer);
                    drifts[layer] +=
                            drift(Objects.requireNonNull(before.get(key)), Objects.requireNonNull(after.get(key)))
                                    / SEEDS;
                }
            }
        }
        return new Way(name, accuracies, drifts);
    }

    private static LearnerBuilder builder(TrainingData data, int classes, long seed) {
        Sequential model = Sequential.of(
                Flatten.of(),
                Linear.of(64, 96),
                Activation.relu(),
                Linear.of(96, 48),
                Activation.relu(),
                Linear.of(48, classes));
        return Learner.of(data, model)
                .metrics(Metrics.accuracy())
                .splitter(Splitter.startingAt(LAYERS.toArray(String[]::new)))
                .seed(seed);
    }

    private static Map<String, double[]> weights(Learner learner) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        try (Scope scope = Scope.open()) {
            LAYERS.forEach(layer -> weights.put(
                    layer,
                    learner.model()
                            .parameter(layer + ".weight")
                            .value()
                            .detach()
                            .toDoubles()));
        }
        return weights;
    }

    /** ‖after − before‖ / ‖before‖. */
    private static double drift(double[] before, double[] after) {
        double moved = 0;
        double size = 0;
        for (int i = 0; i < before.length; i++) {
            moved += (after[i] - before[i]) * (after[i] - before[i]);
            size += before[i] * before[i];
        }
        return Math.sqrt(moved / size);
    }

    /** So many pictures to learn from, drawn at random; all others judge. */
    private static TrainingData few(Source pictures, long seed) {
        int[] order = Rng.of(seed).split("few").permutation(pictures.size());
        return TrainingData.of(
                        Subset.of(pictures, Arrays.copyOf(order, PICTURES)),
                        Subset.of(pictures, Arrays.copyOfRange(order, PICTURES, order.length)))
                .batchSize(10)
                .seed(seed)
                .build();
    }

    /** Some of the digits, with the classes even and odd. */
    private static Source parity(ArrayDataSet digits, int[] indices) {
        Item pictures = digits.batch(indices);
        int[] classes = Arrays.stream(indices).map(i -> digits.classOf(i) % 2).toArray();
        return ArrayDataSet.of(pictures.input(), classes, new Task.Classification(List.of("even", "odd")))
                .scale(digits.scale());
    }

    private static void report(Findings.Builder findings, List<Way> ways) {
        Table.Builder table = Table.of("way", "accuracy", "drift, first layer", "second", "head");
        BarChart.Builder chart =
                BarChart.of("How far each layer moved", List.of("first layer", "second layer", "head"));
        for (Way way : ways) {
            table.row(
                    way.name(),
                    Sample.of(way.accuracies()).percent(),
                    way.drifts()[0],
                    way.drifts()[1],
                    way.drifts()[2]);
            findings.value(
                    "transfer-" + way.name().replace(' ', '-'),
                    Sample.of(way.accuracies()).mean());
            if (!way.name().equals("from scratch")) {
                chart.bars(way.name(), way.drifts());
            }
        }
        Way scratch = ways.get(0);
        Way head = ways.get(1);
        Way one = ways.get(2);
        Way spread = ways.get(3);
        Way best = ways.stream()
                .reduce((a, b) -> Sample.of(b.accuracies()).mean()
                                > Sample.of(a.accuracies()).mean()
                        ? b
                        : a)
                .orElseThrow();
        double gain = Sample.of(spread.accuracies()).mean()
                - Sample.of(one.accuracies()).mean();
        findings.section("Rates of their own")
                .text(
                        "A network that has learnt the ten digits from one half of the pictures is to learn which are even, from "
                                + PICTURES + " pictures of the other half, in " + EPOCHS
                                + " epochs. Its first layers are of use as they are; its head starts anew. **Discriminative** rates give"
                                + " the head the full rate and the first layer a hundredth; **gradual unfreezing** lets the layers"
                                + " train one after the other from the head on. Drift is how far a layer's weights moved, as a share of"
                                + " their size; means over " + SEEDS + " seeds:")
                .table("transfer", table.build())
                .text("From scratch it is " + Sample.of(scratch.accuracies()).percent() + ", with the head only "
                        + Sample.of(head.accuracies()).percent() + ". With one rate the first layer moves by "
                        + percent(one.drifts()[0]) + " of its size, with discriminative rates by "
                        + percent(spread.drifts()[0]) + ", which is " + points(gain)
                        + (gain < 0 ? " worse" : " better") + ". The best here is **" + best.name() + "**."
                        + (best.equals(scratch)
                                ? " What the network knew before was of no use for this."
                                : " Layers trained before pay most where new pictures are fewest, and lower rates keep what they"
                                        + " know."))
                .chart("drift", chart.build(), "Lower rates towards the input leave the first layer almost as it was.");
    }
}
