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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A network that can tell all classes apart learns from few items which of them are even, with one rate or several. */
final class TransferComparison {
    private static final int ITEMS = 50;
    private static final int FEWEST_CLASSES = 4;
    private static final int FEWEST_ITEMS = 200;
    private static final int BODY_EPOCHS = 8;
    private static final int EPOCHS = 12;
    private static final double RATE = 1e-2;
    private static final List<String> LAYERS = List.of("1", "3", "5");

    /** One way to train, over all seeds. */
    private record Way(String name, List<Double> accuracies, double[] drifts) {}

    private TransferComparison() {}

    static void tell(Findings.Builder findings, DrawnExamples examples, List<Long> seeds, Progress progress) {
        findings.section("Rates of their own");
        ArrayDataSet all = examples.all();
        if (examples.classes() < FEWEST_CLASSES || all.size() < FEWEST_ITEMS) {
            findings.text(
                    "Whether layers trained before are of use is tried by learning all classes from one half of the items, and"
                            + " which of them have an even number from the other. That takes at least " + FEWEST_CLASSES
                            + " classes and " + FEWEST_ITEMS + " items, but here are " + examples.classes() + " and "
                            + all.size() + ".");
            return;
        }
        long seed = seeds.get(0);
        int[] order = Rng.of(seed).split("transfer").permutation(all.size());
        int half = all.size() / 2;
        Source first = Subset.of(all, Arrays.copyOf(order, half));
        Source second = parity(all, Arrays.copyOfRange(order, half, all.size()));
        TrainingData known =
                TrainingData.of(first, Split.random(0.1, seed)).seed(seed).build();
        progress.at("all classes", 0);
        try (Learner teacher = builder(known, examples.classes(), seed).build()) {
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
                ways.add(way(second, seeds, entry.getKey(), body, entry.getValue()));
            }
            body.values().forEach(Tensor::close);
            report(findings, examples, ways, seeds.size());
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

    private static Way way(Source items, List<Long> seeds, String name, Map<String, Tensor> body, Stage... stages) {
        List<Double> accuracies = new ArrayList<>();
        double[] drifts = new double[LAYERS.size()];
        for (long seed : seeds) {
            try (Learner learner = builder(few(items, seed), 2, seed).build()) {
                if (!name.equals("from scratch")) {
                    learner.model().loadMatching(body);
                }
                Map<String, double[]> before = weights(learner);
                Trainings.Outcome outcome = Trainings.train(learner, stages);
                accuracies.add(outcome.accuracy());
                Map<String, double[]> after = weights(learner);
                for (int layer = 0; layer < drifts.length; layer++) {
                    String key = LAYERS.get(layer);
                    drifts[layer] +=
                            drift(Objects.requireNonNull(before.get(key)), Objects.requireNonNull(after.get(key)))
                                    / seeds.size();
                }
            }
        }
        return new Way(name, accuracies, drifts);
    }

    private static LearnerBuilder builder(TrainingData data, int classes, long seed) {
        Sequential model = Sequential.of(
                Flatten.of(),
                Linear.of(data.inputShape().elements(), 96),
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

    /** So many items to learn from, drawn at random; all others judge. */
    private static TrainingData few(Source items, long seed) {
        int[] order = Rng.of(seed).split("few").permutation(items.size());
        return TrainingData.of(
                        Subset.of(items, Arrays.copyOf(order, ITEMS)),
                        Subset.of(items, Arrays.copyOfRange(order, ITEMS, order.length)))
                .batchSize(10)
                .seed(seed)
                .build();
    }

    /** Some of the items, with the classes even and odd. */
    private static Source parity(ArrayDataSet all, int[] indices) {
        Item items = all.batch(indices);
        int[] classes = Arrays.stream(indices).map(i -> all.classOf(i) % 2).toArray();
        return ArrayDataSet.of(items.input(), classes, new Task.Classification(List.of("even", "odd")))
                .scale(all.scale());
    }

    private static void report(Findings.Builder findings, DrawnExamples examples, List<Way> ways, int seeds) {
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
        findings.text("A network that has learnt the "
                        + (examples.from().areDigits()
                                ? "ten digits from one half of the pictures is to learn which are even"
                                : examples.classes() + " classes of " + examples.called()
                                        + " from one half of the items is to learn which classes have an even number")
                        + ", from " + ITEMS + " of the other half, in " + EPOCHS
                        + " epochs. Its first layers are of use as they are; its head starts anew. **Discriminative** rates give"
                        + " the head the full rate and the first layer a hundredth; **gradual unfreezing** lets the layers"
                        + " train one after the other from the head on. Drift is how far a layer's weights moved, as a share of"
                        + " their size; means over "
                        + Wording.count(seeds, "seed") + ":")
                .table("transfer", table.build())
                .text("From scratch it is " + Sample.of(scratch.accuracies()).percent() + ", with the head only "
                        + Sample.of(head.accuracies()).percent() + ". With one rate the first layer moves by "
                        + percent(one.drifts()[0]) + " of its size, with discriminative rates by "
                        + percent(spread.drifts()[0]) + ", which is " + points(gain)
                        + (gain < 0 ? " worse" : " better") + ". The best here is **" + best.name() + "**."
                        + (best.equals(scratch)
                                ? " What the network knew before was of no use for this."
                                : " Layers trained before pay most where new items are fewest, and lower rates keep what they"
                                        + " know."))
                .chart("drift", chart.build(), "Lower rates towards the input leave the first layer almost as it was.");
    }
}
