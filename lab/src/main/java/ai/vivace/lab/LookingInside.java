package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.trees.Features;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.calibration.CalibratedModel;
import ai.vivace.trees.calibration.Reliability;
import ai.vivace.trees.explain.DependenceCurve;
import ai.vivace.trees.explain.Importance;
import ai.vivace.trees.explain.PartialDependence;
import ai.vivace.trees.explain.PermutationImportance;
import ai.vivace.trees.explain.ShapValues;
import ai.vivace.trees.explain.TreeShap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a model of a known function says about itself, and whether its probabilities are true. */
final class LookingInside {
    private static final int ROWS = 500;
    private static final int JUDGING_ROWS = 1000;
    private static final int SHOWN = Friedman.COLUMNS;
    private static final int SHOWN_ROWS = 200;
    private static final int BINS = 10;
    private static final int BENT = 2;

    private LookingInside() {}

    static void tell(Findings.Builder findings, TreesExperiment settings) {
        Rng rng = Rng.of(settings.seed()).split("inside");
        Friedman training = Friedman.draw(ROWS, rng.split("training"));
        Friedman test = Friedman.draw(ROWS, rng.split("test"));
        TreeEnsemble model =
                GradientBoosting.standard().depth(3).rounds(200).threads(1).fit(training.features(), training.target());
        findings.section("Looking inside");
        importance(findings, model, test);
        effects(findings, model, test);
        dependence(findings, model, test);
        calibration(findings, settings, rng.split("calibration"));
    }

    private static void importance(Findings.Builder findings, TreeEnsemble model, Friedman test) {
        Importance gain = Importance.gain(model).shares();
        Importance shuffled = PermutationImportance.standard()
                .threads(1)
                .of(model, test.features(), test.target(), Measures.rootMeanSquare());
        Importance shapley =
                TreeShap.of(model).values(test.features(), 1).importance(0).shares();
        Table.Builder table =
                Table.of("column", "share of gain", "rise of error when shuffled", "share of Shapley values");
        for (int column : shuffled.ranking()) {
            table.row(
                    gain.columns().get(column),
                    gain.values().get(column),
                    shuffled.values().get(column),
                    shapley.values().get(column));
        }
        double useless = IntStream.range(Friedman.COLUMNS / 2, Friedman.COLUMNS)
                .mapToDouble(column -> gain.values().get(column))
                .sum();
        double lost = IntStream.range(Friedman.COLUMNS / 2, Friedman.COLUMNS)
                .mapToDouble(column -> shuffled.values().get(column))
                .max()
                .orElseThrow();
        findings.value("useless-gain", useless)
                .value("useless-shuffled", lost)
                .text("Boosting has learnt " + count(ROWS, "row") + " of Friedman's function, of whose "
                        + Friedman.COLUMNS
                        + " columns the last five do not matter. **Importance** by gain counts by how"
                        + " much splits on a column made the training loss less; **permutation importance** shuffles a"
                        + " column of rows that were not learnt, and looks how much worse predictions become:")
                .table("importance", table.build())
                .text("The useless columns have " + percent(useless)
                        + " of the gain, because in training there is always"
                        + " something to gain by chance. Shuffling any of them raises the error by no more than "
                        + brief(lost) + ".")
                .chart("importance", shuffled.chart(SHOWN), "Measured on rows that were not learnt.");
    }

    private static void effects(Findings.Builder findings, TreeEnsemble model, Friedman test) {
        // As many dots as can be told apart.
        Features rows = test.features().rows(IntStream.range(0, SHOWN_ROWS).toArray());
        ShapValues values = TreeShap.of(model).values(rows, 1);
        double farthest = 0;
        for (int row = 0; row < SHOWN_ROWS; row++) {
            double sum = values.base(0);
            for (int column = 0; column < Friedman.COLUMNS; column++) {
                sum += values.value(row, 0, column);
            }
            farthest = Math.max(farthest, Math.abs(sum - model.raw(rows.row(row))[0]));
        }
        findings.value("shapley-difference", farthest)
                .text("**Shapley values** divide each prediction among the columns: with the mean prediction, "
                        + brief(values.base(0)) + ", they add up to it, to " + brief(farthest) + " at worst over "
                        + count(SHOWN_ROWS, "row")
                        + ". Each row is a dot: high values of x4 raise the prediction, low ones"
                        + " lower it, as its weight of 10 has it; high and low values of x3 both raise it.")
                .chart("effects", values.chart(0, SHOWN), "The widest row of dots matters most.");
    }

    private static void dependence(Findings.Builder findings, TreeEnsemble model, Friedman test) {
        DependenceCurve curve = PartialDependence.standard().threads(1).of(model, test.features(), "x" + (BENT + 1));
        double[] mean = curve.mean(0);
        double shift = 0;
        for (int i = 0; i < mean.length; i++) {
            shift += (mean[i] - bent(curve.values()[i])) / mean.length;
        }
        double farthest = 0;
        for (int i = 0; i < mean.length; i++) {
            farthest = Math.max(farthest, Math.abs(mean[i] - bent(curve.values()[i]) - shift));
        }
        findings.value("dependence-farthest", farthest)
                .text("**Partial dependence** sets one column to a value in every row, and takes the mean of what is"
                        + " predicted. On x3 it should be the parabola 20·(x3 − ½)², up to a constant; it is off by "
                        + brief(farthest) + " at most, between the 5 % and the 95 % quantile:")
                .chart(
                        "dependence",
                        curve.chart(0, "prediction"),
                        "Pale lines are single rows, the strong one is their mean.");
    }

    private static double bent(double value) {
        return 20 * (value - 0.5) * (value - 0.5);
    }

    private static void calibration(Findings.Builder findings, TreesExperiment settings, Rng rng) {
        double noise = 2 * settings.noise();
        Moons training = Moons.draw(settings.rows(), noise, rng.split("training"));
        Moons heldOut = Moons.draw(JUDGING_ROWS, noise, rng.split("held out"));
        Moons test = Moons.draw(DecisionRegions.TEST_ROWS, noise, rng.split("test"));
        TreeEnsemble model =
                GradientBoosting.standard().rounds(200).threads(1).fit(training.features(), training.target());
        double[][] asked = model.predict(heldOut.features());
        Map<String, Predictor> models = new LinkedHashMap<>();
        models.put("as it is", model);
        models.put("Platt", CalibratedModel.of(model, CalibratedModel.Method.PLATT, asked, heldOut.target()));
        models.put("isotonic", CalibratedModel.of(model, CalibratedModel.Method.ISOTONIC, asked, heldOut.target()));
        Table.Builder table = Table.of("probabilities", "log loss", "calibration error", "Brier", "accuracy");
        List<Reliability> curves = new ArrayList<>();
        models.forEach((name, each) -> {
            double[][] predicted = each.predict(test.features());
            Reliability curve = Reliability.of(predicted, test.target(), 1, Reliability.Binning.ROWS, BINS);
            curves.add(curve);
            double loss = Measures.logLoss().of(test.target(), predicted);
            findings.value("calibration-loss " + name, loss).value("calibration-error " + name, curve.error());
            table.row(
                    name,
                    loss,
                    curve.error(),
                    curve.brier(),
                    Measures.accuracy().of(test.target(), predicted));
        });
        findings.text("**Calibration.** 200 rounds on " + count(settings.rows(), "row")
                        + " of the moons, with twice the noise, are too sure of"
                        + " themselves. Of rows that get a probability, so many should be of the class; a curve fitted to "
                        + count(JUDGING_ROWS, "row")
                        + " that were not learnt corrects it, without a change to the trees:")
                .table("calibration", table.build())
                .chart(
                        "calibration",
                        Reliability.chart(List.copyOf(models.keySet()), curves),
                        "On the diagonal probabilities are true.");
    }
}
