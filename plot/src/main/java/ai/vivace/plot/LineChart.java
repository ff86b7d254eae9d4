package ai.vivace.plot;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis.Extent;
import ai.vivace.plot.Axis.Scale;
import ai.vivace.plot.Series.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines and dots over a linear or logarithmic axis, with vertical markers and horizontal levels.
 *
 * <pre>{@code
 * Chart losses = LineChart.of("Losses")
 *         .xAxis(Axis.linear("batch"))
 *         .yAxis(Axis.linear("loss").robust())
 *         .faintLine("train", batches, raw)
 *         .line("train", batches, smoothed)
 *         .dots("valid", epochEnds, valid)
 *         .build();
 * }</pre>
 *
 * <p>A colour belongs to a name: a raw and a smoothed line of one name share it, and one label. Names stand beside the end of
 * their lines. A point that is not finite leaves a gap. Long lines are thinned to what can be seen, keeping every peak.
 */
public final class LineChart implements Chart {
    private static final double MARGIN = 0.05;

    private final String title;
    private final Axis xAxis;
    private final Axis yAxis;
    private final List<Series> series;
    private final List<Guide> markers;
    private final List<Guide> levels;

    private LineChart(Builder builder) {
        this.title = builder.title;
        this.xAxis = builder.xAxis;
        this.yAxis = builder.yAxis;
        this.series = List.copyOf(builder.series);
        this.markers = List.copyOf(builder.markers);
        this.levels = List.copyOf(builder.levels);
    }

    /** Begins a chart. It needs at least one line or set of dots. */
    public static Builder of(String title) {
        return new Builder(title);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        return new LineChartDrawing(this).svg();
    }

    @Override
    public String terminal(TerminalStyle style) {
        return new LineChartText(this, style).text();
    }

    List<Series> series() {
        return series;
    }

    List<Guide> markers() {
        return markers;
    }

    List<Guide> levels() {
        return levels;
    }

    String xLabel() {
        return xAxis.label();
    }

    /** What the y axis measures; without a label of its own, what the only series is called. */
    String yLabel() {
        return yAxis.label().isEmpty() && names().size() == 1 ? names().get(0) : yAxis.label();
    }

    /** The different names of the series, in order. A name's place chooses its colour. */
    List<String> names() {
        return series.stream().map(Series::name).distinct().toList();
    }

    Ink ink(String name) {
        return Ink.series(names().indexOf(name));
    }

    Span xSpan() {
        return Span.of(xAxis, values(series.stream().map(Series::shownX), markers), 0.02);
    }

    Span ySpan() {
        Span span = Span.of(yAxis, values(series.stream().map(Series::shownY), levels), MARGIN);
        return yAxis.extent() == Extent.ROBUST ? span.including(series.get(0).shownY()[0], MARGIN) : span;
    }

    /** The chart in words. */
    String description() {
        StringBuilder text = new StringBuilder("Line chart");
        text.append(yLabel().isEmpty() ? "" : " of " + yLabel());
        text.append(xLabel().isEmpty() ? "" : " over " + xLabel()).append('.');
        for (Series s : series) {
            if (s.mark() != Mark.FAINT_LINE) {
                double[] y = s.shownY();
                text.append(' ')
                        .append(s.name())
                        .append(": ")
                        .append(y.length)
                        .append(y.length == 1 ? " point" : " points");
                text.append(", first ").append(Numbers.brief(y[0])).append(", last ");
                text.append(Numbers.brief(y[y.length - 1])).append(", lowest ");
                text.append(Numbers.brief(DoubleStream.of(y).min().orElseThrow()))
                        .append(", highest ");
                text.append(Numbers.brief(DoubleStream.of(y).max().orElseThrow()))
                        .append('.');
            }
        }
        markers.forEach(m -> text.append(" Marked: ").append(m.text()).append('.'));
        levels.forEach(l -> text.append(" Level: ").append(l.text()).append('.'));
        return text.toString();
    }

    private static double[] values(Stream<double[]> points, List<Guide> guides) {
        return DoubleStream.concat(
                        points.flatMapToDouble(DoubleStream::of),
                        guides.stream().mapToDouble(Guide::value))
                .toArray();
    }

    /** A straight line across the plot at one value, with a label. */
    record Guide(String label, double value) {
        String text() {
            return label + " " + Numbers.significant(value, 3);
        }
    }

    /** Collects a line chart's parts. */
    public static final class Builder {
        private final String title;
        private final List<Series> series = new ArrayList<>();
        private final List<Guide> markers = new ArrayList<>();
        private final List<Guide> levels = new ArrayList<>();
        private Axis xAxis = Axis.linear("");
        private Axis yAxis = Axis.linear("");

        private Builder(String title) {
            this.title = title;
        }

        /** The horizontal axis. Default: linear, without a label. */
        public Builder xAxis(Axis axis) {
            xAxis = axis;
            return this;
        }

        /** The vertical axis. Default: linear, labelled with the series' name when there is only one. */
        public Builder yAxis(Axis axis) {
            yAxis = axis;
            return this;
        }

        /**
         * A line through points in the order given.
         *
         * @throws InputException when there is no finite point, or x and y differ in length
         */
        public Builder line(String name, double[] x, double[] y) {
            return add(name, Mark.LINE, x, y);
        }

        /** A line over 1, 2, 3 and so on. */
        public Builder line(String name, double[] y) {
            return add(name, Mark.LINE, Series.count(y.length), y);
        }

        /** A pale, thin line: raw values behind a smoothed {@link #line} of the same name. */
        public Builder faintLine(String name, double[] x, double[] y) {
            return add(name, Mark.FAINT_LINE, x, y);
        }

        /** Unconnected points. */
        public Builder dots(String name, double[] x, double[] y) {
            return add(name, Mark.DOTS, x, y);
        }

        /** A vertical line at one x. Its value is added to its label. Labels of near markers stand above one another. */
        public Builder marker(String label, double x) {
            markers.add(guide("marker", label, x));
            return this;
        }

        /** A horizontal line at one y. Its value is added to its label. */
        public Builder level(String label, double y) {
            levels.add(guide("level", label, y));
            return this;
        }

        /**
         * The chart.
         *
         * @throws InputException when it has no series, or a logarithmic axis has a value that is not above 0
         */
        public LineChart build() {
            InputException.require(
                    !series.isEmpty(), () -> "Chart \"" + title + "\" has nothing to show. Add a line or dots.");
            for (Series s : series) {
                checkLogarithm(xAxis, "series \"" + s.name() + "\", x", s.shownX());
                checkLogarithm(yAxis, "series \"" + s.name() + "\", y", s.shownY());
            }
            markers.forEach(m -> checkLogarithm(xAxis, "marker \"" + m.label() + "\"", m.value()));
            levels.forEach(l -> checkLogarithm(yAxis, "level \"" + l.label() + "\"", l.value()));
            return new LineChart(this);
        }

        private Builder add(String name, Mark mark, double[] x, double[] y) {
            series.add(Series.of(title, name, mark, x, y));
            return this;
        }

        private Guide guide(String kind, String label, double value) {
            InputException.require(
                    Span.isShown(value),
                    () -> "Chart \"" + title + "\", " + kind + " \"" + label + "\": " + value + " cannot be drawn.");
            return new Guide(label, value);
        }

        private void checkLogarithm(Axis axis, String where, double... values) {
            for (double value : values) {
                InputException.require(
                        axis.scale() == Scale.LINEAR || value > 0,
                        () -> "Chart \"" + title + "\", " + where + ": " + value
                                + " cannot be shown on a logarithmic axis. Leave it out, or use Axis.linear.");
            }
        }
    }
}
