package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Stage;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** More layers of the same kind make a plain network worse at what it learns from, and a residual one not (He 2015, figure 1). */
final class DeeperNets {
    private static final List<String> NETS = List.of("plain20", "plain56", "resnet20", "resnet56");
    private static final double RATE = 3e-3;
    /** Losses nearer to each other than this factor are called the same. */
    private static final double NOTICEABLE = 1.5;

    private DeeperNets() {}

    static void tell(Findings.Builder findings, DrawnExamples examples, int epochs, long seed, Progress progress) {
        TrainingData data = examples.data(seed);
        Table.Builder table = Table.of("net", "layers", "training loss", "validation loss", "accuracy");
        LineChart.Builder chart = LineChart.of("20 and 56 layers")
                .xAxis(Axis.linear("batch"))
                .yAxis(Axis.logarithmic("smoothed training loss"));
        Map<String, Double> losses = new LinkedHashMap<>();
        for (String name : NETS) {
            progress.at(name, losses.size() / (double) NETS.size());
            Architecture net = Architectures.of(name);
            Trainings.Outcome outcome = Trainings.train(
                    Learner.of(data, net.build(data.inputShape(), examples.classes()))
                            .seed(seed),
                    Stage.of(epochs, Rates.of(RATE), OneCycle.standard()));
            double last = outcome.smoothed()[outcome.smoothed().length - 1];
            losses.put(name, last);
            chart.line(name, outcome.smoothed());
            table.row(name, name.endsWith("20") ? 20 : 56, last, outcome.loss(), percent(outcome.accuracy()));
            findings.value("training-loss " + name, last)
                    .value("validation-loss " + name, outcome.loss())
                    .value("accuracy " + name, outcome.accuracy());
        }
        findings.section("Why there are shortcuts")
                .text(
                        "Two nets of 20 and two of 56 layers with weights: 3x3 convolutions of 16, 32 and 64 channels with batch norm, on "
                                + examples.called() + ", " + count(epochs, "epoch") + " of Adam by one-cycle up to "
                                + brief(RATE)
                                + ". A residual net differs from the plain one of its depth in one thing: what goes into two convolutions"
                                + " is added to what comes out of them. It has not one parameter more.")
                .table("depth", table.build())
                .text(judged(losses))
                .chart("depth", chart.build(), "The loss of what is learnt from, so that none of this is overfitting.");
    }

    private static String judged(Map<String, Double> losses) {
        String plain = compared(losses, "plain20", "plain56");
        String residual = compared(losses, "resnet20", "resnet56");
        return "With 36 more layers the **training** loss of the plain net " + plain + ", and that of the residual net "
                + residual
                + ". A net of 56 layers could copy one of 20 and pass the result on by layers that change nothing, so"
                + " a worse one is not a matter of what it could say: it is that the optimizer does not find it. A block that"
                + " only has to add a change, and starts near none, is found easily.";
    }

    private static String compared(Map<String, Double> losses, String shallow, String deep) {
        double before = losses.getOrDefault(shallow, Double.NaN);
        double after = losses.getOrDefault(deep, Double.NaN);
        String change = after > NOTICEABLE * before
                ? "went **up**"
                : after < before / NOTICEABLE ? "went **down**" : "hardly moved,";
        return change + " from " + brief(before) + " to " + brief(after);
    }
}
