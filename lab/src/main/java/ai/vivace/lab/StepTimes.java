package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;

import ai.vivace.base.Rng;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import java.util.Arrays;

/** How long a training step takes as texts grow. */
final class StepTimes {
    private static final int[] LENGTHS = {16, 32, 64, 128, 256, 512};
    private static final int VOCABULARY = 64;
    private static final int BATCH = 4;
    private static final int REPEATS = 5;

    private StepTimes() {}

    static void tell(Findings.Builder findings, SequenceModelsExperiment settings, Progress progress) {
        Table.Builder table = Table.of("net", "16 tokens, ms", "512 tokens, ms", "factor for 32 times the length");
        LineChart.Builder chart = LineChart.of("A training step")
                .xAxis(Axis.logarithmic("tokens of a text"))
                .yAxis(Axis.logarithmic("milliseconds"));
        double[] lengths = Arrays.stream(LENGTHS).asDoubleStream().toArray();
        for (SequenceNet kind : SequenceNet.values()) {
            progress.at("times, " + kind.label(), kind.place());
            double[] times = Arrays.stream(LENGTHS)
                    .mapToDouble(length -> 1e3 * seconds(kind, VOCABULARY, BATCH, length, settings.seed()))
                    .toArray();
            chart.line(kind.label(), lengths, times);
            double first = times[0];
            double last = times[times.length - 1];
            table.row(kind.label(), first, last, last / first);
        }
        findings.section("What a step takes as texts grow")
                .text(
                        "Forward, backward and step on one thread of this machine, " + BATCH + " texts of " + VOCABULARY
                                + " kinds of tokens, the fastest of " + brief(REPEATS)
                                + ". These are the only numbers here that differ from run"
                                + " to run. A recurrent net does one token after the other: its time grows with the length. Attention"
                                + " compares all with all, which grows with its square, but is small beside the rest until texts are long.")
                .table("times", table.build())
                .chart(
                        "times",
                        chart.build(),
                        "Both axes by factors: a slope of 1 is time in proportion to the length.");
    }

    /** Seconds of the fastest of a few training steps. */
    static double seconds(SequenceNet kind, int vocabulary, int batch, int length, long seed) {
        Rng rng = Rng.of(seed).split("times");
        long[] tokens = new long[batch * length];
        Arrays.setAll(tokens, i -> rng.nextInt(vocabulary));
        TokenExamples examples = new TokenExamples(batch, length, tokens, tokens);
        try (UnaryLayer net = kind.build(vocabulary, length, seed)) {
            TokenTraining training = new TokenTraining(net, 1e-3);
            training.train(2, step -> examples);
            double best = Double.POSITIVE_INFINITY;
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                long start = System.nanoTime();
                training.train(1, step -> examples);
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
            return best;
        }
    }
}
