package ai.vivace.trees.report;

import ai.vivace.plot.Axis;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.Chart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Task;
import ai.vivace.trees.explain.DependenceCurve;
import ai.vivace.trees.explain.PartialDependence;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How predictions depend on the columns that matter most, as charts of a page. */
final class Dependence {
    private static final int COLUMNS = 4;
    private static final int ROWS = 300;
    private static final int LEVELS = 12;
    private static final int CLASSES = 4;
    private static final int POINTS = 30;
    private static final int FEWEST_POINTS = 10;

    /** The share of different values up to the last point, as outliers are best left out. */
    private static final double HIGHEST = 0.95;

    private final Study study;
    private final String target;
    private final Features rows;

    Dependence(Study study, String target, Features rows) {
        this.study = study;
        this.target = target;
        this.rows = rows;
    }

    void addTo(HtmlReport.Builder page) {
        List<Integer> columns = study.importance().ranking().stream()
                .filter(column -> study.importance().values().get(column) > 0 && isKnown(column))
                .limit(COLUMNS)
                .toList();
        if (columns.isEmpty()) {
            return;
        }
        page.section("How predictions depend on the columns that matter most")
                .paragraph(
                        "The mean prediction when one column is set to a value in all rows and the others stay as they are."
                                + " Where columns go together, this puts values together that do not occur.");
        PartialDependence dependence = PartialDependence.standard()
                .rows(ROWS)
                .threads(study.plan().threads())
                .seed(study.plan().seed());
        columns.forEach(column -> page.chart(chart(curve(dependence, column))));
    }

    /** At the usual grid; where one value has most rows, so that this has few points, at points of its different values. */
    private DependenceCurve curve(PartialDependence dependence, int column) {
        Feature feature = rows.features().get(column);
        DependenceCurve usual = dependence.of(study.model(), rows, feature.name());
        if (feature.kind() == Feature.Kind.CATEGORICAL || usual.values().length >= FEWEST_POINTS) {
            return usual;
        }
        TreeSet<Float> different = new TreeSet<>();
        for (float value : rows.column(column)) {
            if (!Float.isNaN(value)) {
                different.add(value);
            }
        }
        if (different.size() <= usual.values().length) {
            return usual;
        }
        List<Float> rising = List.copyOf(different);
        int points = Math.min(POINTS, rising.size());
        float[] values = new float[points];
        for (int i = 0; i < points; i++) {
            values[i] = rising.get((int) (HIGHEST * i * (rising.size() - 1) / (points - 1)));
        }
        return dependence.at(study.model(), rows, feature.name(), values);
    }

    private boolean isKnown(int column) {
        for (float value : rows.column(column)) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private Chart chart(DependenceCurve curve) {
        boolean levels = curve.feature().kind() == Feature.Kind.CATEGORICAL;
        if (!(study.model().task() instanceof Task.Classification task)) {
            return levels ? bars(curve, List.of(target), new int[] {0}) : curve.chart(0, "predicted " + target);
        }
        List<String> names =
                task.labels().stream().map(label -> "probability of " + label).toList();
        if (names.size() == 2) {
            return levels ? bars(curve, List.of(names.get(1)), new int[] {1}) : curve.chart(1, names.get(1));
        }
        int[] shown = names.size() <= CLASSES
                ? IntStream.range(0, names.size()).toArray()
                : new int[] {Answers.most(Baseline.constant(study.data().target()))};
        List<String> labels = Arrays.stream(shown).mapToObj(task.labels()::get).toList();
        if (levels) {
            return bars(curve, labels, shown);
        }
        float[] values = curve.values();
        double[] x =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        LineChart.Builder chart = LineChart.of(title(curve))
                .xAxis(Axis.linear(curve.feature().name()))
                .yAxis(Axis.linear("probability"));
        for (int i = 0; i < shown.length; i++) {
            chart.line(labels.get(i), x, curve.mean(shown[i]));
        }
        return chart.build();
    }

    private static String title(DependenceCurve curve) {
        return "Dependence on " + curve.feature().name();
    }

    /** Bars of the most frequent levels. */
    private Chart bars(DependenceCurve curve, List<String> names, int[] outputs) {
        Feature feature = curve.feature();
        int[] counts = new int[feature.levels().size()];
        for (float value : rows.column(rows.features().indexOf(feature))) {
            if (!Float.isNaN(value)) {
                counts[(int) value]++;
            }
        }
        float[] values = curve.values();
        int[] points = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(counts[(int) values[b]], counts[(int) values[a]]))
                .limit(LEVELS)
                .sorted()
                .mapToInt(point -> point)
                .toArray();
        String more = points.length < values.length ? ", its " + LEVELS + " most frequent levels" : "";
        BarChart.Builder chart = BarChart.of(
                title(curve) + more,
                Arrays.stream(points)
                        .mapToObj(point -> feature.levels().get((int) values[point]))
                        .toList());
        for (int i = 0; i < outputs.length; i++) {
            double[] means = curve.mean(outputs[i]);
            chart.bars(
                    names.get(i),
                    Arrays.stream(points).mapToDouble(point -> means[point]).toArray());
        }
        return chart.build();
    }
}
