package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;

import ai.vivace.base.Rng;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.text.Shakespeare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Language models of characters, each given the same time, or the same work. */
final class CharacterModels {
    private static final int BATCH = 16;
    private static final int LENGTH = 64;
    private static final double RATE = 5e-3;
    private static final double LEARNT_FROM = 0.9;
    /** Steps of the LSTM, by which the others' are worked out. */
    private static final int STEPS_OF_LSTM = 4;

    private final SequenceModelsExperiment settings;
    private final long[] tokens;
    private final int vocabulary;
    private final int learnt;

    private CharacterModels(SequenceModelsExperiment settings) {
        this.settings = settings;
        int[] characters = Shakespeare.load().chars().toArray();
        int[] known = Arrays.stream(characters).distinct().sorted().toArray();
        vocabulary = known.length;
        tokens = Arrays.stream(characters)
                .mapToLong(character -> Arrays.binarySearch(known, character))
                .toArray();
        learnt = (int) (LEARNT_FROM * tokens.length);
    }

    static void tell(Findings.Builder findings, SequenceModelsExperiment settings, Progress progress) {
        new CharacterModels(settings).tell(findings, progress);
    }

    private void tell(Findings.Builder findings, Progress progress) {
        boolean timed = settings.times() == SequenceModelsExperiment.Times.MEASURED;
        int lstm = STEPS_OF_LSTM * settings.steps();
        Table.Builder table = Table.of("net", "parameters", "steps", "loss", "perplexity", "bits a character");
        LineChart.Builder chart = LineChart.of("Characters of Shakespeare")
                .xAxis(Axis.linear("share of the " + (timed ? "time" : "work")))
                .yAxis(Axis.linear("smoothed loss"));
        Map<String, Double> perplexities = new LinkedHashMap<>();
        double allowed = timed ? lstm * secondsOfAStep(SequenceNet.LSTM) : lstm * (double) work(SequenceNet.LSTM);
        for (SequenceNet kind : SequenceNet.values()) {
            progress.at("characters, " + kind.label(), kind.place());
            double each = timed ? secondsOfAStep(kind) : work(kind);
            int steps = (int) Math.max(1, Math.round(allowed / each));
            try (UnaryLayer net = kind.build(vocabulary, LENGTH, settings.seed())) {
                TokenTraining training = new TokenTraining(net, RATE);
                double[] losses = smoothed(training.train(steps, this::learningBatch));
                chart.line(kind.label(), shares(losses.length), losses);
                double loss = training.measure(Metrics.negativeLogLikelihood(), judged());
                table.row(kind.label(), net.parameterCount(), steps, loss, Math.exp(loss), loss / Math.log(2));
                perplexities.put(kind.label(), Math.exp(loss));
                findings.value("perplexity " + kind.label(), Math.exp(loss)).value("steps " + kind.label(), steps);
            }
        }
        findings.section("What they make of language")
                .text("Which character comes next, of " + vocabulary + ", in the first "
                        + count(tokens.length / 1024, "KiB", "KiB")
                        + " of tinyshakespeare, the last tenth held out. Each net gets the same "
                        + (timed
                                ? "time, " + brief(allowed) + " seconds by its own steps' length"
                                : "work, counted in multiplications")
                        + ", " + BATCH + " rows of " + LENGTH
                        + " characters a step. A guess among all characters has a perplexity of "
                        + vocabulary + ".")
                .table("characters", table.build())
                .text("Perplexity is e to the loss: among how many equally likely characters the net still hesitates. "
                        + judged(perplexities)
                        + " A recurrent net takes cheap steps, and each character tells it what to keep; attention has to learn from many"
                        + " examples what to look at, and is ahead where texts are long, the model is large and the hardware does many"
                        + " things at a time.")
                .chart("characters", chart.build(), "The training loss as each net's allowance is used up.");
    }

    private static String judged(Map<String, Double> perplexities) {
        String best = Collections.min(perplexities.entrySet(), Map.Entry.comparingByValue())
                .getKey();
        String worst = Collections.max(perplexities.entrySet(), Map.Entry.comparingByValue())
                .getKey();
        return "Here the lowest is that of the " + best + ", and that of the " + worst + " is "
                + brief(perplexities.getOrDefault(worst, Double.NaN) / perplexities.getOrDefault(best, Double.NaN))
                + " times as high.";
    }

    private long work(SequenceNet kind) {
        return kind.multiplications(vocabulary, LENGTH);
    }

    private double secondsOfAStep(SequenceNet kind) {
        return StepTimes.seconds(kind, vocabulary, BATCH, LENGTH, settings.seed());
    }

    private TokenExamples learningBatch(int step) {
        Rng rng = Rng.of(settings.seed()).split("characters").split(step);
        int[] starts = new int[BATCH];
        Arrays.setAll(starts, row -> rng.nextInt(learnt - LENGTH));
        return windows(starts);
    }

    private List<TokenExamples> judged() {
        List<TokenExamples> batches = new ArrayList<>();
        int at = learnt;
        while (at + BATCH * LENGTH < tokens.length) {
            int from = at;
            int[] starts = new int[BATCH];
            Arrays.setAll(starts, row -> from + row * LENGTH);
            batches.add(windows(starts));
            at += BATCH * LENGTH;
        }
        return batches;
    }

    private TokenExamples windows(int... starts) {
        long[] inputs = new long[starts.length * LENGTH];
        long[] answers = new long[inputs.length];
        for (int row = 0; row < starts.length; row++) {
            System.arraycopy(tokens, starts[row], inputs, row * LENGTH, LENGTH);
            System.arraycopy(tokens, starts[row] + 1, answers, row * LENGTH, LENGTH);
        }
        return new TokenExamples(starts.length, LENGTH, inputs, answers);
    }

    private static double[] smoothed(double[] losses) {
        double[] smooth = new double[losses.length];
        double mean = losses[0];
        for (int i = 0; i < losses.length; i++) {
            mean += (losses[i] - mean) * 0.05;
            smooth[i] = mean;
        }
        return smooth;
    }

    private static double[] shares(int count) {
        double[] shares = new double[count];
        Arrays.setAll(shares, i -> (i + 1.0) / count);
        return shares;
    }
}
