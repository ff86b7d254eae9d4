package ai.vivace.lab;

import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import java.util.ArrayList;
import java.util.List;

/** How far back each net finds what it was told: copying and adding, at growing gaps. */
final class MemoryLength {
    private static final int BATCH = 32;
    private static final int JUDGED = 512;
    private static final double RATE = 5e-3;
    /** Above this share of right answers a task counts as learnt. */
    private static final double LEARNT = 0.9;

    private final Findings.Builder findings;
    private final SequenceModelsExperiment settings;

    private MemoryLength(Findings.Builder findings, SequenceModelsExperiment settings) {
        this.findings = findings;
        this.settings = settings;
    }

    static void tell(Findings.Builder findings, SequenceModelsExperiment settings, Progress progress) {
        new MemoryLength(findings, settings).tell(progress);
    }

    private void tell(Progress progress) {
        findings.section("How far back they remember")
                .text(
                        "Two questions whose answer lies far behind. **Copy**: four symbols of eight, a gap of blanks, a sign, and the"
                                + " symbols are to be said again. **Add**: a row of digits, one of them marked in each half, and at its"
                                + " end the sum of the two is asked for. Each net sees "
                                + count((long) settings.steps() * BATCH, "text") + " in "
                                + count(settings.steps(), "step")
                                + " of Adam, and is judged by " + JUDGED + " others.");
        task(SequenceTask.COPY, progress.part(0, 0.5));
        task(SequenceTask.ADD, progress.part(0.5, 1));
    }

    private void task(SequenceTask task, Progress progress) {
        List<Integer> gaps = settings.gaps();
        Table.Builder table = Table.of("net", "gap", "right answers");
        LineChart.Builder chart = LineChart.of(task == SequenceTask.COPY ? "Copying" : "Adding")
                .xAxis(Axis.linear("gap, in tokens"))
                .yAxis(Axis.linear("right answers").range(0, 1.02));
        List<String> reached = new ArrayList<>();
        int done = 0;
        for (SequenceNet net : SequenceNet.values()) {
            double[] right = new double[gaps.size()];
            int longest = 0;
            for (int i = 0; i < right.length; i++) {
                int gap = gaps.get(i);
                progress.at(
                        task.label() + " over " + gap + ", " + net.label(),
                        done++ / (double) (gaps.size() * SequenceNet.values().length));
                right[i] = rightAnswers(task, net, gap);
                table.row(net.label(), gap, percent(right[i]));
                findings.value(task.label() + " " + net.label() + " " + gap, right[i]);
                longest = right[i] >= LEARNT ? gap : longest;
            }
            chart.line(net.label(), gaps.stream().mapToDouble(g -> g).toArray(), right);
            reached.add("the " + net.label() + " " + (longest == 0 ? "none of these gaps" : "up to " + longest));
        }
        findings.table(task.label(), table.build())
                .text("With " + percent(LEARNT) + " of answers right as the mark, " + String.join(", ", reached)
                        + ". Guessing gets " + percent(task.guess()) + ".")
                .chart(
                        task.label(),
                        chart.level("a guess", task.guess()).build(),
                        "The same steps for each net and gap.");
    }

    private double rightAnswers(SequenceTask task, SequenceNet kind, int gap) {
        Rng rng = Rng.of(settings.seed()).split(task.label()).split(gap);
        try (UnaryLayer net = kind.build(task.vocabulary(), task.length(gap), settings.seed())) {
            TokenTraining training = new TokenTraining(net, RATE);
            training.train(
                    settings.steps(),
                    step -> task.draw(BATCH, gap, rng.split("learn").split(step)));
            return training.measure(Metrics.accuracy(), List.of(task.draw(JUDGED, gap, rng.split("judge"))));
        }
    }
}
