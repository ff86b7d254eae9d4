package ai.vivace.lab;

import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.points;
import static ai.vivace.lab.Wording.significant;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Stage;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.CosineAnnealing;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.StepDecay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Schedules at equal epochs over several seeds, super-convergence, and momentum that moves against the rate. */
final class ScheduleComparison {
    private static final double[] FACTORS = {1, 3, 10, 30};
    /** How many times longer the cautious training of super-convergence is. */
    private static final int LONGER = 4;

    /** The same training under several seeds. */
    private record Group(String schedule, double factor, List<Trainings.Outcome> outcomes) {
        Sample accuracy() {
            return Sample.of(outcomes.stream().map(Trainings.Outcome::accuracy).toList());
        }

        double loss() {
            return outcomes.stream()
                    .mapToDouble(Trainings.Outcome::loss)
                    .average()
                    .orElseThrow();
        }

        /** The mean over seeds after each epoch; NaN from the epoch on in which one diverged. */
        double[] accuracies(int epochs) {
            return IntStream.range(0, epochs)
                    .mapToDouble(epoch -> outcomes.stream()
                            .mapToDouble(o -> epoch < o.accuracies().length ? o.accuracies()[epoch] : Double.NaN)
                            .average()
                            .orElseThrow())
                    .toArray();
        }

        boolean isBetterThan(Group other) {
            return !Double.isNaN(loss()) && (Double.isNaN(other.loss()) || loss() < other.loss());
        }
    }

    private final LearningRateExperiment experiment;
    private final DrawnExamples examples;
    private final List<TrainingData> data;
    private final double rate;

    private ScheduleComparison(LearningRateExperiment experiment, DrawnExamples examples, double rate) {
        this.experiment = experiment;
        this.examples = examples;
        data = experiment.allSeeds().stream().map(examples::data).toList();
        this.rate = rate;
    }

    static ScheduleComparison of(LearningRateExperiment experiment, DrawnExamples examples, double rate) {
        return new ScheduleComparison(experiment, examples, rate);
    }

    void tell(Findings.Builder findings, Progress progress) {
        Map<String, Policy> policies = new LinkedHashMap<>();
        policies.put("constant", Policy.constant());
        policies.put("step", StepDecay.at(0.5, 0.75));
        policies.put("cosine", CosineAnnealing.standard());
        policies.put("one-cycle", OneCycle.standard());
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, Policy> policy : policies.entrySet()) {
            for (double factor : FACTORS) {
                progress.at(
                        policy.getKey() + ", rate × " + significant(factor, 2),
                        0.6 * groups.size() / (policies.size() * FACTORS.length));
                groups.add(train(policy.getKey(), policy.getValue(), factor, experiment.epochs()));
            }
        }
        Map<String, Group> best = new LinkedHashMap<>();
        groups.forEach(g -> best.merge(g.schedule(), g, (a, b) -> b.isBetterThan(a) ? b : a));
        schedules(findings, groups, best);
        progress.at("super-convergence", 0.6);
        superConvergence(findings, groups);
        progress.at("momentum", 0.85);
        momentum(findings);
    }

    private Group train(String name, Policy policy, double factor, int epochs) {
        List<Trainings.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            TrainingData items = data.get(i);
            outcomes.add(Trainings.train(
                    Learner.of(items, LearningRateExperiment.network(examples))
                            .seed(experiment.allSeeds().get(i)),
                    Stage.of(epochs, Rates.of(rate * factor), policy)));
        }
        return new Group(name, factor, outcomes);
    }

    private void schedules(Findings.Builder findings, List<Group> groups, Map<String, Group> best) {
        Table.Builder table = Table.of("schedule", "rate × 1", "rate × 3", "rate × 10", "rate × 30", "lowest loss");
        LineChart.Builder chart = LineChart.of("Schedules at equal epochs")
                .xAxis(Axis.linear("epoch"))
                .yAxis(Axis.linear("validation accuracy, mean over seeds"));
        best.forEach((schedule, winner) -> {
            List<Group> row =
                    groups.stream().filter(g -> g.schedule().equals(schedule)).toList();
            table.row(
                    schedule,
                    row.get(0).accuracy().percent(),
                    row.get(1).accuracy().percent(),
                    row.get(2).accuracy().percent(),
                    row.get(3).accuracy().percent(),
                    winner.loss());
            findings.value("accuracy-" + schedule, winner.accuracy().mean()).value("loss-" + schedule, winner.loss());
            chart.line(schedule, winner.accuracies(experiment.epochs()));
        });
        Group first = best.values().stream()
                .reduce((a, b) -> b.isBetterThan(a) ? b : a)
                .orElseThrow();
        Group last = best.values().stream()
                .reduce((a, b) -> a.isBetterThan(b) ? b : a)
                .orElseThrow();
        findings.section("Schedules at equal epochs")
                .text(
                        "A rate that is right in the middle is too high at the end, where the loss needs small steps to settle, and"
                                + " often too high at the start, where the gradients are largest. Constant, in three steps, along a"
                                + " cosine, and by one-cycle (up for a quarter, then down to almost nothing, with momentum moving the"
                                + " other way), at the finder's rate and at 3, 10 and 30 times it, "
                                + Wording.count(experiment.seeds(), "seed")
                                + " each. Accuracies with their deviation between seeds,"
                                + " and the lowest mean validation loss of each row:")
                .table("schedules", table.build())
                .text("The lowest loss is that of **" + first.schedule() + "** at " + significant(first.factor(), 2)
                        + " times the finder's rate: " + significant(first.loss(), 3) + ", with an accuracy of "
                        + first.accuracy().percent() + ". The highest of the four is that of **" + last.schedule()
                        + "**, "
                        + significant(last.loss(), 3) + ". The rates were chosen on the items that judge, for all"
                        + " schedules alike, and differences within the deviation between seeds say nothing.")
                .chart("schedules", chart.build(), "Each schedule at the rate that gave it the lowest loss.");
    }

    private void superConvergence(Findings.Builder findings, List<Group> groups) {
        int few = experiment.epochs();
        int many = LONGER * few;
        Group cautious = train("constant", Policy.constant(), 1, many);
        Group fast = groups.stream()
                .filter(g -> g.schedule().equals("one-cycle") && g.factor() > 1)
                .reduce((a, b) -> b.isBetterThan(a) ? b : a)
                .orElseThrow();
        double[] slow = cautious.accuracies(many);
        double reached = fast.accuracy().mean();
        double goal = slow[many - 1];
        int equal = IntStream.range(0, many)
                .filter(i -> slow[i] >= reached)
                .findFirst()
                .orElse(many);
        String verdict = reached >= goal
                ? "It reaches what the long training ends with: **super-convergence**, in a quarter of the batches."
                : "It stays " + points(goal - reached) + " below what the long training ends with"
                        + (equal < many
                                ? ", which needs " + Wording.count(equal + 1L, "epoch") + " to get as far."
                                : ".");
        findings.value("super-accuracy", reached)
                .value("long-accuracy", goal)
                .value("super-epochs", few)
                .value("long-epochs", many)
                .section("Super-convergence")
                .text("A high rate in the middle of one-cycle lets few batches go far. One-cycle at "
                        + significant(fast.factor(), 2) + " times the finder's rate for " + few + " epochs ends at "
                        + percent(reached) + "; the finder's rate held constant for " + many + " epochs ends at "
                        + percent(goal) + ". " + verdict)
                .chart(
                        "super-convergence",
                        LineChart.of("A quarter of the batches")
                                .xAxis(Axis.linear("epoch"))
                                .yAxis(Axis.linear("validation accuracy, mean over seeds"))
                                .line("constant", slow)
                                .line("one-cycle", fast.accuracies(few))
                                .level("end of constant", goal)
                                .build(),
                        "One-cycle's accuracy comes late, when the rate falls: only its end counts.");
    }

    private void momentum(Findings.Builder findings) {
        Map<String, OneCycle> momenta = new LinkedHashMap<>();
        momenta.put("against the rate: 0.95, 0.85, 0.95", OneCycle.standard());
        momenta.put("constant: 0.9", OneCycle.standard().momenta(0.9, 0.9, 0.9));
        momenta.put("with the rate: 0.85, 0.95, 0.85", OneCycle.standard().momenta(0.85, 0.95, 0.85));
        Table.Builder table = Table.of("momentum", "accuracy", "validation loss");
        List<Group> groups = new ArrayList<>();
        momenta.forEach((name, policy) -> {
            Group group = train(name, policy, 3, experiment.epochs());
            groups.add(group);
            table.row(name, group.accuracy().percent(), group.loss());
        });
        double deviation = groups.get(0).accuracy().deviation();
        double difference =
                groups.get(0).accuracy().mean() - groups.get(1).accuracy().mean();
        findings.value("momentum-against", groups.get(0).accuracy().mean())
                .value("momentum-constant", groups.get(1).accuracy().mean())
                .value("momentum-with", groups.get(2).accuracy().mean())
                .section("Momentum against the rate")
                .text(
                        "While the rate is high, less momentum keeps steps in bounds; while it is low, more makes the most of them."
                                + " One-cycle at 3 times the finder's rate, with momentum moved three ways:")
                .table("momentum", table.build())
                .text("Against the rate instead of constant makes a difference of " + points(difference)
                        + (Math.abs(difference) <= deviation
                                ? ", which is within the deviation between seeds: on this small problem it does not matter."
                                : ", which is more than the deviation between seeds."));
    }
}
