package ai.vivace.linear;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model for each of many strengths of a penalty, from the strongest to the weakest; each starts from the weights of the one before,
 * which makes the whole path hardly dearer than its last model (Friedman et al. 2010).
 *
 * @param alphas the strengths, falling
 * @param models a model for each
 */
public record RegularizationPath(List<Double> alphas, List<LinearModel> models) {
    private static final int STRENGTHS = 100;
    private static final double WEAKEST_SHARE = 1e-3;

    public RegularizationPath {
        alphas = List.copyOf(alphas);
        models = List.copyOf(models);
        int strengths = alphas.size();
        int given = models.size();
        InputException.require(
                strengths == given && strengths > 0,
                () -> "Each strength needs its model, but there are " + strengths + " strengths and " + given
                        + " models.");
    }

    /**
     * The path of an elastic net over scikit-learn's strengths: 100 in equal ratios, from the smallest at which all weights are 0 down to a
     * thousandth of it. The strength of the settings is not looked at.
     */
    public static RegularizationPath of(ElasticNet settings, double[][] inputs, double[] targets) {
        return of(settings, strengths(settings, inputs, targets), inputs, targets);
    }

    /** The path over strengths of one's own, in any order. */
    public static RegularizationPath of(
            LinearRegression settings, double[] alphas, double[][] inputs, double[] targets) {
        InputException.require(alphas.length > 0, () -> "A path needs at least one strength.");
        Design design = Design.of(inputs, targets, settings.intercept(), settings.scaling());
        double[] rising = alphas.clone();
        Arrays.sort(rising);
        List<Double> falling = new ArrayList<>();
        List<LinearModel> models = new ArrayList<>();
        double[] weights = new double[design.width()];
        for (int i = rising.length - 1; i >= 0; i--) {
            weights = design.solve(settings.alpha(rising[i]), weights);
            falling.add(rising[i]);
            models.add(design.model(weights));
        }
        return new RegularizationPath(falling, models);
    }

    /** The strengths of {@link #of(ElasticNet, double[][], double[])}, falling. */
    static double[] strengths(ElasticNet settings, double[][] inputs, double[] targets) {
        double highest = settings.highestAlpha(Design.of(inputs, targets, settings.intercept(), settings.scaling()));
        InputException.require(
                highest > 0,
                () -> "No column goes with the targets at all, so every strength gives weights of 0. Are the targets"
                        + " constant?");
        double[] alphas = new double[STRENGTHS];
        for (int i = 0; i < STRENGTHS; i++) {
            alphas[i] = highest * Math.pow(WEAKEST_SHARE, i / (STRENGTHS - 1.0));
        }
        return alphas;
    }

    /** Each weight over the strength, on a logarithmic axis. */
    public LineChart chart() {
        double[] x = alphas.stream().mapToDouble(alpha -> alpha).toArray();
        LineChart.Builder chart = LineChart.of("Regularisation path")
                .xAxis(Axis.logarithmic("alpha"))
                .yAxis(Axis.linear("weight"));
        int width = models.get(0).weights().length;
        for (int j = 0; j < width; j++) {
            int column = j;
            chart.line(
                    "column " + column,
                    x,
                    models.stream()
                            .mapToDouble(model -> model.weights()[column])
                            .toArray());
        }
        return chart.build();
    }
}
